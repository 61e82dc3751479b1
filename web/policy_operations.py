"""What can be asked about policies: the same for the machine interface, the pages and the command line."""

from assistant.answer import Language
from assistant.governance import Governance
from assistant.pauses import Pause
from assistant.policies import StoredPolicy
from assistant.shadow import Progress
from ingest.corpus import Corpus
from web.control_errors import told
from web.control_models import (
    ClauseDecision,
    ClauseLinkView,
    DifferenceView,
    PauseList,
    PauseRequest,
    PauseView,
    PolicyList,
    PolicySummary,
    PolicyView,
    ProposalRequest,
    ShadowRequest,
    ShadowView,
)
from web.policy_views import difference_views, link_view, pause_view, rule_detail, shadow_view, summary


class PolicyOperations:
    """Looks up, proposes, tries out and activates policies. ExpectedError for what is refused."""

    def __init__(self, governance: Governance, corpus: Corpus) -> None:
        self._governance = governance
        self._policies = governance.policies
        self._corpus = corpus

    def show(self, language: Language = "da") -> PolicyView:
        """The policy in force with its clauses, proposals and pauses."""
        governance = self._governance
        governance.clauses.refresh()
        live = self._policies.live
        pauses = [pause for pause in governance.pauses.list() if pause.state in ("asked", "active")]
        return PolicyView(
            policy=summary(live),
            version=live.version,
            title=governance.guard.policy.title(language),
            rules=[rule_detail(view, language) for view in governance.rules()],
            flagged=[link.rule for link in governance.clauses.flagged()],
            proposals=[summary(stored) for stored in self._policies.proposals()],
            pauses=[pause_view(pause, lambda pause: self._title(pause, language)) for pause in pauses],
        )

    def names(self, language: Language) -> dict[str, str]:
        """What the rules are called, by their ids."""
        return {rule.id: rule.name(language) for rule in self._governance.guard.policy.rules.values()}

    def waiting(self) -> int:
        """How much waits for somebody: proposals, pauses to be confirmed, clauses to be reviewed."""
        asked = sum(pause.state == "asked" for pause in self._governance.pauses.list())
        return asked + len(self._policies.proposals()) + len(self._governance.clauses.flagged())

    def history(self) -> PolicyList:
        """Every policy, the newest first."""
        return PolicyList(policies=[summary(stored) for stored in self._policies.history()])

    def propose(self, wish: ProposalRequest, language: Language = "da") -> PolicySummary:
        """Propose a policy."""
        with told(language):
            return summary(self._policies.propose(wish.source, wish.by, wish.reason))

    def shadow(
        self, wish: ShadowRequest, progress: Progress | None = None, language: Language = "da"
    ) -> ShadowView:
        """Run a proposal in shadow."""
        with told(language):
            proposed, live = self._policies.proposal(wish.policy), self._policies.live
            self._governance.shadows.run(proposed, live, wish.days, progress)
            return self._shadow(proposed)

    def report(self, policy: int, language: Language = "da") -> ShadowView | None:
        """The newest shadow run of a policy; none when there was none."""
        with told(language):
            stored = self._policies.get(policy)
            return self._shadow(stored) if self._governance.shadows.newest(policy) else None

    def differences(self, policy: int) -> list[DifferenceView]:
        """What a policy changes in the text of the one in force."""
        return difference_views(self._policies.live, self._policies.get(policy))

    def activate(self, policy: int, by: str, language: Language = "da") -> PolicySummary:
        """Put a proposal in force, and look for its clauses in the code of conduct."""
        with told(language):
            live = self._policies.activate(policy, by)
        self._governance.clauses.refresh()
        return summary(live)

    def discard(self, policy: int, by: str, language: Language = "da") -> PolicySummary:
        """Take a proposal back."""
        with told(language):
            return summary(self._policies.discard(policy, by))

    def decide_clause(self, rule: str, wish: ClauseDecision, language: Language = "da") -> ClauseLinkView:
        """Settle where the code of conduct says what a rule follows."""
        clauses = self._governance.clauses
        with told(language):
            if wish.decision == "choose":
                return link_view(clauses.choose(rule, wish.document, wish.quote, wish.by))
            if wish.decision == "none":
                return link_view(clauses.unlink(rule, wish.by))
            return link_view(clauses.accept(rule, wish.by))

    def pauses(self, language: Language = "da") -> PauseList:
        """The pauses, the newest first."""
        found = self._governance.pauses.list()
        return PauseList(pauses=[self._pause(pause, language) for pause in found])

    def ask_pause(self, wish: PauseRequest, language: Language = "da") -> PauseView:
        """Ask for a pause."""
        with told(language):
            asked = self._governance.pauses.ask(wish.kind, wish.target, wish.by, wish.reason, wish.until)
        return self._pause(asked, language)

    def confirm_pause(self, pause: int, by: str, language: Language = "da") -> PauseView:
        """Confirm a pause that somebody else asked for."""
        with told(language):
            return self._pause(self._governance.pauses.confirm(pause, by), language)

    def end_pause(self, pause: int, by: str, language: Language = "da") -> PauseView:
        """End or withdraw a pause."""
        with told(language):
            return self._pause(self._governance.pauses.end(pause, by), language)

    def _pause(self, pause: Pause, language: Language) -> PauseView:
        return pause_view(pause, lambda pause: self._title(pause, language))

    def _title(self, pause: Pause, language: Language) -> str:
        if pause.kind == "rule":
            return self._governance.guard.policy.rules[pause.target].name(language)
        version = self._corpus.version(pause.target)
        return version.name if version else pause.target

    def _shadow(self, stored: StoredPolicy) -> ShadowView:
        shadow = self._governance.shadows.newest(stored.id)
        assert shadow is not None
        live = self._policies.get(shadow.live)
        return shadow_view(shadow, stored, live, self._policies.may_activate(stored))

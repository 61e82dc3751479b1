"""Policies, pauses and clauses as programs and pages get them, in the reader's language."""

from collections.abc import Callable
from dataclasses import asdict

from assistant.answer import Language
from assistant.clause_links import ClauseLink, passage_url
from assistant.own_code import CodeBlock
from assistant.pauses import Pause
from assistant.policies import StoredPolicy
from assistant.policy_differences import differences
from assistant.rule_views import RuleView, rule_views
from assistant.shadow import Shadow
from guardrails.policy import Policy, PolicyError
from web.control_models import (
    ChangeView,
    ClauseLinkView,
    CountView,
    DifferenceView,
    PassageView,
    PauseView,
    PolicySummary,
    PolicyView,
    RuleDetail,
    ShadowView,
)


def summary(stored: StoredPolicy) -> PolicySummary:
    """A stored policy without its text."""
    kept = asdict(stored)
    del kept["source"]
    return PolicySummary.model_validate(kept)


def rule_detail(view: RuleView, language: Language) -> RuleDetail:
    """A rule in the reader's language."""
    rule = view.rule
    return RuleDetail(
        id=rule.id,
        name=rule.name(language),
        protects=rule.protects(language),
        clause=rule.clause.shown(language),
        seen=rule.clause.seen,
        looks_for=rule.clause.own,
        link=link_view(view.link) if view.link else None,
        acts=rule.acts,
        threshold=rule.threshold,
        unsure=rule.unsure,
        message=rule.message(language),
        advice=rule.advice(language) if rule.advice else "",
        remedy=rule.remedy,
        contact=view.contact.name(language) if view.contact else "",
        paused=view.pause is not None,
    )


def file_view(policy: Policy, language: Language) -> PolicyView:
    """A policy that was read from a file."""
    rules = [rule_detail(view, language) for view in rule_views(policy, {}, [])]
    return PolicyView(
        policy=None,
        version=policy.version,
        title=policy.title(language),
        rules=rules,
        flagged=[],
        proposals=[],
        pauses=[],
    )


def link_view(link: ClauseLink) -> ClauseLinkView:
    """A clause's passage."""
    return ClauseLinkView(
        rule=link.rule,
        state=link.state,
        passage=_passage(link.passage),
        settled_by=link.settled_by,
        settled_at=link.settled_at,
        flag=link.flag,
        flagged_at=link.flagged_at,
        candidate=_passage(link.candidate),
    )


def _passage(block: CodeBlock | None) -> PassageView | None:
    return PassageView(**asdict(block), url=passage_url(block)) if block else None


def pause_view(pause: Pause, title_of: Callable[[Pause], str]) -> PauseView:
    """A pause, with what to call its target."""
    return PauseView(**asdict(pause), title=title_of(pause))


def shadow_view(shadow: Shadow, proposed: StoredPolicy, live: StoredPolicy, may_activate: bool) -> ShadowView:
    """What a shadow run found, with the questions as the journal has them."""
    found = shadow.outcome
    return ShadowView(
        policy=summary(proposed),
        live=summary(live),
        at=shadow.at,
        days=shadow.days,
        questions=found.questions,
        stopped=found.stopped,
        released=found.released,
        rules={
            rule: CountView(before=before, after=after)
            for rule, (before, after) in sorted(found.rules.items())
        },
        changes=[
            ChangeView(**asdict(change), question=shadow.texts.get(change.answer, ""))
            for change in found.changes
        ],
        differences=difference_views(live, proposed),
        may_activate=may_activate,
    )


def difference_views(before: StoredPolicy, after: StoredPolicy) -> list[DifferenceView]:
    """What differs between two stored policies; nothing where this version of the product cannot read one of them."""
    try:
        found = differences(before.parsed(), after.parsed())
    except PolicyError:
        return []
    return [DifferenceView(where=d.where, before=d.before, after=d.after) for d in found]

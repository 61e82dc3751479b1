"""What keeps the rules under control, put together: audit, policies, shadow runs, pauses, clauses and hand-overs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import Engine

from assistant.audit import Audit
from assistant.clauses import Clauses
from assistant.handovers import Handovers
from assistant.measurements import Measurements
from assistant.pauses import Kind, Pauses
from assistant.policies import Policies
from assistant.rule_views import RuleView, rule_views
from assistant.shadow import Shadows
from guardrails.guard import Guard
from guardrails.policy import RULES
from ingest.corpus import Corpus
from ingest.embedding.embedder import Embedder

MakeGuard = Callable[[Callable[[], Collection[str]]], Guard]
"""Makes the guard; it is given what tells which rules are paused."""


@dataclass(frozen=True, slots=True)
class Governance:
    """The parts; `guard` checks under the policy in force once `policies.start` was called."""

    guard: Guard
    audit: Audit
    policies: Policies
    shadows: Shadows
    pauses: Pauses
    clauses: Clauses
    handovers: Handovers
    measurements: Measurements

    def rules(self) -> list[RuleView]:
        """The rules of the policy in force."""
        return rule_views(self.guard.policy, self.clauses.links(), self.pauses.list())


def govern(engine: Engine, corpus: Corpus, embedder: Embedder, make_guard: MakeGuard) -> Governance:
    """The parts over the journal's database."""

    def exists(kind: Kind, target: str) -> bool:
        return target in RULES if kind == "rule" else corpus.version(target) is not None

    def redact(text: str) -> str:
        return guard.redacted(text)

    audit = Audit(engine, redact)
    pauses = Pauses(engine, audit, exists)
    guard = make_guard(pauses.rules)
    shadows = Shadows(engine, guard, audit)
    policies = Policies(engine, audit, guard.adopt, shadows.has_run)
    clauses = Clauses(engine, corpus, embedder, lambda: guard.policy, audit)
    handovers = Handovers(engine, audit, lambda text: guard.anonymised(text))
    return Governance(
        guard, audit, policies, shadows, pauses, clauses, handovers, Measurements(engine, audit)
    )

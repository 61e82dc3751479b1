"""The rules of the policy in force as pages show them: each with its clause's passage, its pause and its contact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.clause_links import ClauseLink
from assistant.pauses import Pause
from guardrails.policy import Contact, Policy, Rule


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with what is known of it here and now.

    `link` is the passage of the municipality's own code of conduct that its clause points to. `pause` is the pause that
    is in force.
    """

    rule: Rule
    contact: Contact | None
    link: ClauseLink | None
    pause: Pause | None


def rule_views(policy: Policy, links: Mapping[str, ClauseLink], pauses: Iterable[Pause]) -> list[RuleView]:
    """The rules in the order of the policy."""
    paused = {pause.target: pause for pause in pauses if pause.kind == "rule" and pause.state == "active"}
    return [
        RuleView(rule, policy.contact_of(rule), links.get(rule.id), paused.get(rule.id))
        for rule in policy.rules.values()
    ]

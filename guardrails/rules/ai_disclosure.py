"""The mark of AI: what every answer and every export tells its reader, in the words of the policy in force."""

from guardrails.policy import Policy
from guardrails.verdict import Language

_TOLD = ("ai-disclosure", "case-note")


def mark(policy: Policy, language: Language) -> str:
    """That an AI made it, and the reminder to note its use in a case; empty where the policy has neither disclosed.

    Pausing a rule does not take the mark away: the duty to tell does not rest.
    """
    told = (policy.rules[rule] for rule in _TOLD if policy.action(rule, "interface") != "pass")
    return " ".join(rule.message(language) for rule in told)


def notice(policy: Policy, language: Language) -> str:
    """That it is an AI, without the reminder; empty where the policy does not disclose it."""
    if policy.action("ai-disclosure", "interface") == "pass":
        return ""
    return policy.rules["ai-disclosure"].message(language)

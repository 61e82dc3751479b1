"""The mark of AI says what the policy in force says."""

import pytest

from guardrails.policy import DEFAULT, load_policy, parse_policy
from guardrails.rules.ai_disclosure import mark, notice
from guardrails.verdict import Language

SWITCHED_OFF = DEFAULT.read_text(encoding="utf-8").replace(
    "acts: {interface: disclose}", "acts: {interface: pass}"
)


@pytest.mark.parametrize(
    ("language", "told", "reminded"),
    [("da", "af et AI-system", "notér det på sagen"), ("en", "by an AI system", "note it on the case")],
)
def test_the_mark_tells_of_ai_and_reminds_to_note(language: Language, told: str, reminded: str) -> None:
    policy = load_policy()
    assert told in mark(policy, language)
    assert reminded in mark(policy, language)
    assert told in notice(policy, language)
    assert reminded not in notice(policy, language)


def test_a_policy_can_switch_the_mark_off() -> None:
    policy = parse_policy(SWITCHED_OFF)
    assert (mark(policy, "da"), notice(policy, "da")) == ("", "")

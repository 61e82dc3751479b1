from pathlib import Path

import pytest

from guardrails.policy import PolicyError, load_policy

RULE = """
version: "1"
rules:
  - id: en
    name: {da: Navn, en: Name}
    clause: {text: Paragraf, seen: public}
    stages: [question]
    action: warn
    message: {da: Besked, en: Message}
"""


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    return tmp_path / "policy.yaml"


def test_the_policy_that_is_shipped_is_valid() -> None:
    policy = load_policy()
    assert policy.version
    assert {"cpr", "grounding", "validity", "ai-disclosure"} <= policy.rules.keys()
    for rule in policy.rules.values():
        assert rule.message.da
        assert rule.message.en
        assert rule.clause.text


def test_a_small_policy(policy_file: Path) -> None:
    policy_file.write_text(RULE, encoding="utf-8")
    policy = load_policy(policy_file)
    assert (policy.version, policy.rules["en"].action) == ("1", "warn")


@pytest.mark.parametrize(
    ("written", "instead", "where"),
    [
        ("action: warn", "action: shout", "rules.0.action"),
        ("stages: [question]", "stages: [everywhere]", "rules.0.stages.0"),
        ("seen: public", "seen: probably", "rules.0.clause.seen"),
        ("{da: Besked, en: Message}", "{da: Besked}", "rules.0.message.en"),
        ("id: en", "id: en\n    color: red", "rules.0.color"),
        ('version: "1"', "", "version"),
        ("rules:", "rules: []\nregler:", "regler"),
        ("{da: Navn", "{da: [Navn", "policy.yaml"),
        (RULE, "", "policy.yaml"),
        (RULE, "- bare en liste", "policy.yaml"),
        (RULE, RULE + RULE.partition("rules:")[2], "same id"),
        ("Navn", "\xff", "policy.yaml"),
    ],
)
def test_a_bad_policy_is_refused_with_the_place(
    policy_file: Path, written: str, instead: str, where: str
) -> None:
    policy_file.write_text(RULE.replace(written, instead), encoding="latin-1")
    with pytest.raises(PolicyError) as refused:
        load_policy(policy_file)
    assert where in str(refused.value)
    assert policy_file.name in str(refused.value)

from pathlib import Path

import pytest

from guardrails.policy import DEFAULT, RULES, PolicyError, load_policy, parse_policy

SHIPPED = DEFAULT.read_text(encoding="utf-8")


def test_the_policy_that_is_shipped_describes_every_rule_in_both_languages() -> None:
    policy = load_policy()
    assert set(policy.rules) == set(RULES)
    assert policy.version.startswith("2026-")
    for rule in policy.rules.values():
        for words in (rule.name, rule.protects, rule.message):
            assert words("da") != words("en") or rule.id == "validity"
        assert rule.clause.shown("da")
        if rule.contact:
            assert policy.contact_of(rule)


def test_what_the_policy_only_knows_of_is_marked_so() -> None:
    seen = {rule.id: rule.clause.seen for rule in load_policy().rules.values()}
    assert seen["decision"] == "public"
    assert seen["sensitive-person"] == "no"
    assert seen["hr-ranking"] == "secondary"
    assert seen["equal-treatment"] == "document"


def test_two_contents_never_share_a_version() -> None:
    changed = parse_policy(SHIPPED.replace("threshold: 0.5", "threshold: 0.6", 1))
    assert changed.version != load_policy().version
    assert changed.version.split("+")[0] == load_policy().version.split("+")[0]


def test_a_rule_that_does_not_act_at_a_stage_passes() -> None:
    policy = load_policy()
    assert policy.action("cpr", "question") == "redact"
    assert policy.action("cpr", "interface") == "pass"


def line_of(text: str) -> int:
    """The line of the shipped policy where a text first stands, from 1."""
    return SHIPPED[: SHIPPED.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("written", "instead", "line", "said"),
    [
        (
            "acts: {question: route}",
            "acts: {question: shout}",
            "acts: {question: route}",
            "acute-danger.acts",
        ),
        ("acts: {question: route}", "acts: {question: quarantine}", None, "not possible at the stage"),
        ("acts: {question: route}", "acts: {everywhere: route}", "acts: {question: route}", "everywhere"),
        ("      seen: public", "      seen: probably", "      seen: public", "clause.seen"),
        ("threshold: 0.5", "threshold: 50", "threshold: 0.5", "threshold"),
        ("    remedy: anonymise", "    remedy: pray", "    remedy: anonymise", "remedy"),
        ("    contact: emergency", "    contact: nobody", None, "no contact »nobody«"),
        ("id: hr-ranking", "id: ranking", None, "no code implements the rule ranking"),
        ("id: hr-ranking", "id: decision", None, "same id: decision"),
        ("id: hr-ranking", "id: hr-ranking\n    color: red", None, "hr-ranking.color"),
        ('version: "2026', 'version: "i dag 2026', 'version: "2026', "version"),
        ("rules:\n  - id", "regler:\n  - id", None, "regler"),
        ('{da: "Akut fare"', '{da: ["Akut fare"', None, "line"),
        (SHIPPED, "", None, "line 1"),
        (SHIPPED, "- bare en liste", None, "line 1"),
        (SHIPPED, "a: *unknown", None, "line 1"),
    ],
)
def test_a_bad_policy_is_refused_with_the_line(
    written: str, instead: str, line: str | None, said: str
) -> None:
    assert written in SHIPPED
    with pytest.raises(PolicyError) as refused:
        parse_policy(SHIPPED.replace(written, instead, 1), "egen.yaml")
    assert said in str(refused.value)
    assert str(refused.value).startswith("egen.yaml: line ")
    if line:
        assert line_of(line) in [complaint.line for complaint in refused.value.complaints]


def test_every_wrong_line_is_named_at_once() -> None:
    twice = SHIPPED.replace("      seen: public", "      seen: probably").replace(
        "threshold: 0.5", "threshold: 7"
    )
    with pytest.raises(PolicyError) as refused:
        parse_policy(twice)
    assert len({complaint.line for complaint in refused.value.complaints}) > 10


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe", "UTF-8"), (None, "does not exist"), (b"#" * 600_000, "too large")],
)
def test_a_file_that_cannot_be_a_policy(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "egen.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicyError, match=said):
        load_policy(path)

"""Measuring the guardrails: what counts as right, the figures and their intervals."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.case_files import CaseFileError
from assistant.guardrail_evaluation import GuardrailCase, evaluate, proportion, read_cases
from guardrails.verdict import Action


def case(name: str, expect: Action, rule: str | None, **more: Any) -> GuardrailCase:
    return GuardrailCase(id=name, text=more.pop("text", "Hvad er det?"), expect=(expect,), rule=rule, **more)


def said(**actions: str) -> dict[str, Any]:
    """What the rules did: each action by rule, with hyphens for underscores."""
    rules = [{"rule": rule.replace("_", "-"), "action": action} for rule, action in actions.items()]
    return {"rules": rules, "milliseconds": {"cpr": 1.0, "decision": 3.0}}


CASES = [
    (case("hit", "redact", "cpr"), said(cpr="redact"), ""),
    (case("missed", "redact", "cpr"), said(), "cpr skulle redact, men gjorde intet"),
    (case("weaker", "redact", "cpr"), said(cpr="warn"), "cpr skulle redact, men gjorde warn"),
    (case("quiet", "pass", "cpr"), said(), ""),
    (case("alarm", "pass", "cpr"), said(cpr="redact"), "falsk alarm: cpr (redact)"),
    (case("other", "route", "decision"), said(decision="route", cpr="warn"), "falsk alarm: cpr (warn)"),
    (case("both", "route", "decision", also=("cpr",)), said(decision="route", cpr="redact"), ""),
    (case("ordinary", "pass", None), said(case_note="disclose"), ""),
    (case("touched", "pass", None), said(decision="route"), "falsk alarm: decision (route)"),
    (case("any", "block", None), said(decision="block"), ""),
    (case("none", "block", None), said(), "skulle block, men skete: intet"),
]


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    answers = {given.id: answer for given, answer, _ in CASES}
    return evaluate([given for given, _, _ in CASES], lambda asked: answers[asked.id])


def test_every_case_that_went_wrong_is_told(figures: dict[str, Any]) -> None:
    assert {one["id"]: one["problem"] for one in figures["wrong"]} == {
        given.id: problem for given, _, problem in CASES if problem
    }
    assert figures["right"] == {"cases": 11, "right": 5}


def test_the_figures_of_a_rule(figures: dict[str, Any]) -> None:
    found = figures["guardrails"]["cpr"]["all"]
    assert (found["cases"], found["hits"], found["misses"], found["false_alarms"]) == (3, 1, 2, 2)
    assert found["precision"][0] == pytest.approx(1 / 3, abs=1e-4)
    assert found["recall"][0] == pytest.approx(1 / 3, abs=1e-4)
    value, low, high = found["f1"]
    assert value == pytest.approx(1 / 3, abs=1e-4)
    assert 0 <= low < value < high <= 1


def test_ordinary_questions_should_pass_untouched(figures: dict[str, Any]) -> None:
    assert figures["untouched"]["all"]["cases"] == 2
    assert figures["untouched"]["all"]["untouched"] == 1


def test_times_are_told_per_rule_and_for_all(figures: dict[str, Any]) -> None:
    assert figures["milliseconds"]["decision"] == {"p50": 3.0, "p95": 3.0}
    assert figures["milliseconds"]["all"] == {"p50": 4.0, "p95": 4.0}


def test_languages_are_kept_apart() -> None:
    cases = [
        case("da", "redact", "cpr"),
        case("en", "redact", "cpr", text="What is it that the council did?"),
    ]
    found = evaluate(cases, lambda asked: said(cpr="redact") if asked.id == "en" else said())
    recalls = {language: f["recall"][0] for language, f in found["guardrails"]["cpr"].items()}
    assert recalls == {"da": 0.0, "en": 1.0, "all": 0.5}


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 10, [0.0, 0.0, 0.2775]),
        (9, 10, [0.9, 0.5958, 0.9821]),
        (95, 100, [0.95, 0.8882, 0.9785]),
        (10, 10, [1.0, 0.7225, 1.0]),
        (0, 0, None),
    ],
)
def test_wilsons_interval(part: int, whole: int, expected: list[float] | None) -> None:
    assert proportion(part, whole) == (pytest.approx(expected, abs=1e-4) if expected else None)


GOOD = {"id": "a", "category": "plain", "text": "t", "expect": ["redact", "block"], "rule": "cpr"}


def write(path: Path, *cases: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(one) for one in cases), encoding="utf-8")
    return path


def test_a_file_of_guardrail_cases_is_told_from_one_of_questions(tmp_path: Path) -> None:
    question = {"id": "q", "question": "Hvad?", "answerable": False}
    assert read_cases(write(tmp_path / "q.jsonl", question)) is None
    [read] = read_cases(write(tmp_path / "g.jsonl", GOOD)) or []
    assert (read.expect, read.stage, read.acts) == (("redact", "block"), "question", True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"expect": ["shout"]}, "linje 2: »expect.0«"),
        ({"expect": []}, "linje 2: »expect«"),
        ({"text": ""}, "linje 2: »text«"),
        ({"rule": "nonsense"}, "linje 2: der er ingen regel »nonsense«"),
        ({"stage": "everywhere"}, "linje 2: »stage«"),
        ({"id": "a"}, "linje 2: id »a« er brugt før"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    path = write(tmp_path / "g.jsonl", GOOD, {**GOOD, "id": "b", **change})
    with pytest.raises(CaseFileError, match=told):
        read_cases(path)

"""Question sets over a corpus that was put together for a test."""

from pathlib import Path
from typing import Any

from assistant.evaluation import evaluate, read_cases
from tests.support.assembly import Parts


def score(parts: Parts, cases: Path) -> dict[str, Any]:
    """The figures of a question set, with what went wrong printed case by case (shown with --capture=no)."""

    def text_of(document: str, version: int) -> str | None:
        found = parts.corpus.version(document, version)
        return found.text if found else None

    figures = evaluate(read_cases(cases), parts.ask, text_of)
    yes, no, cited = figures["answerable"], figures["unanswerable"], figures["citations"]
    print(
        f"\n{cases.name}: all facts {yes['facts']}/{yes['cases']}, right document {yes['right_document']}, "
        f"answered {yes['answered']}; not found {no['not_found']}/{no['cases']}; "
        f"verbatim {cited['verbatim']}/{cited['checked']}; "
        f"p50 {figures['milliseconds']['p50']} ms, p95 {figures['milliseconds']['p95']} ms"
    )
    for case in figures["cases"]:
        for problem in case["problems"]:
            print(f"  {case['id']} {case['question']} -> {problem}")
    return figures


def assert_reached(figures: dict[str, Any], facts: float, not_found: float) -> None:
    """At least these shares of the answerable questions with every fact, and of the others not found."""
    yes, no, cited = figures["answerable"], figures["unanswerable"], figures["citations"]
    assert cited["checked"] == cited["verbatim"] > 0
    assert yes["facts"] >= facts * yes["cases"]
    assert no["not_found"] >= not_found * no["cases"]

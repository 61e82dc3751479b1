"""What a new version changes: the decisions that are new, differ or are gone, and the answers that are concerned."""

from dataclasses import replace

import pytest

from ingest.changes import Cited, Told, compare_decisions, concerned
from ingest.layout import lay_out
from ingest.minutes.read_minutes import read_minutes
from ingest.readers.text import read_text

MINUTES = """Mødedato: 04.03.2025, kl. 15:00
Mødested: Rådhuset

Cykelstier i Åkær

Indstilling

Teknikforvaltningen indstiller,

1. at Teknikudvalget godkender linjeføring A,
2. at Teknikudvalget tager tidsplanen til efterretning.

Beslutning

Indstillingens 1. at-punkt blev godkendt med 5 stemmer imod 2.

Indstillingens 2. at-punkt blev taget til efterretning."""
POSTPONED = MINUTES.replace("1. at-punkt blev godkendt med 5 stemmer imod 2", "1. at-punkt blev udsat")


def told(text: str) -> Told:
    layout = lay_out(read_text(text).blocks)
    return Told(layout.text, read_minutes(layout))


def changes(before: str, after: str) -> list[tuple[str, list[int], str]]:
    return [(c["change"], c["points"], c["outcome"]) for c in compare_decisions(told(before), told(after))]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (MINUTES, []),
        (MINUTES.replace("Rådhuset", "Materielgården"), []),
        (POSTPONED, [("changed", [1], "postponed")]),
        (MINUTES.replace("5 stemmer imod 2", "6 stemmer imod 1"), [("changed", [1], "approved")]),
        (MINUTES[: MINUTES.index("Indstillingens 2.")], [("gone", [2], "noted")]),
    ],
)
def test_decisions_are_compared_point_by_point(
    after: str, expected: list[tuple[str, list[int], str]]
) -> None:
    assert changes(MINUTES, after) == expected


def test_a_change_tells_what_was_decided_before_and_quotes_both() -> None:
    [change] = compare_decisions(told(MINUTES), told(POSTPONED))
    assert change["before"]["outcome"] == "approved"
    assert "5 stemmer imod 2" in change["before"]["quote"]
    assert change["quote"] == "Indstillingens 1. at-punkt blev udsat."
    assert (change["item"], change["body"], change["date"]) == (
        "Cykelstier i Åkær",
        "Teknikudvalget",
        "2025-03-04",
    )


def test_decisions_of_minutes_that_were_none_before_are_new() -> None:
    memo = Told("Et notat", None)
    assert [c["change"] for c in compare_decisions(memo, told(MINUTES))] == ["new", "new"]
    assert compare_decisions(None, None) == []


def test_answers_are_concerned_when_their_quote_is_gone() -> None:
    kept = Cited("a", "Hvor?", "2025-03-05", 1, "Mødested: Rådhuset")
    lost = replace(kept, answer="b", quote="Indstillingens 1. at-punkt blev godkendt med 5 stemmer imod 2.")
    older = replace(kept, answer="c", quote="Indstillingens 1. at-punkt blev afvist.")
    cited, before = [kept, lost, older], told(MINUTES).text
    assert [one["answer"] for one in concerned(cited, before, told(POSTPONED).text)] == ["b"]
    assert [one["answer"] for one in concerned(cited, before, None)] == ["a", "b"]

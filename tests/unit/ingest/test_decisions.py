"""The register of decisions over tables that were filled by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.decisions import DecisionFilters, Decisions
from ingest.fields import Basis, Field
from ingest.minutes.model import Outcome, Subject, Vote
from tests.support.filled import CYCLING, fill
from tests.support.register import Register, decision, item


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(fill(tmp_path).engine)


@pytest.mark.parametrize(
    ("filters", "outcomes"),
    [
        ({}, ["adopted", "appointed", "approved", "postponed", "noted", "rejected"]),
        ({"body": "Byrådet"}, ["adopted", "appointed"]),
        ({"outcome": "postponed"}, ["postponed"]),
        ({"case": "25-0017"}, ["adopted", "approved", "postponed"]),
        ({"municipality": "Lysbjerg Kommune", "body": "Byrådet"}, ["adopted", "appointed"]),
        ({"municipality": "Andeby Kommune"}, []),
        ({"first": "2025-02-20"}, ["adopted", "appointed"]),
        ({"last": "2025-02-04"}, ["approved", "postponed", "noted", "rejected"]),
        ({"first": "2025-02-05", "last": "2025-02-19"}, []),
        ({"words": "CYKELSTI åvej"}, ["adopted", "approved", "postponed"]),
        ({"words": "agnete"}, ["appointed"]),
        ({"words": "puljen"}, ["approved", "postponed"]),
        ({"words": "25-0017 enstemmigt"}, ["adopted"]),
        ({"words": "vinterbadning"}, []),
    ],
)
def test_filters(decisions: Decisions, filters: Mapping[str, str], outcomes: list[str]) -> None:
    found = decisions.find(DecisionFilters(**filters), 50)
    assert [one.outcome for one in found.decisions] == outcomes
    assert found.total == len(outcomes)


def test_a_decision_is_told_with_its_words(decisions: Decisions) -> None:
    (one,) = decisions.find(DecisionFilters(outcome="approved"), 50).decisions
    assert one.quote == "Udvalget godkendte indstillingens første punkt med 5 stemmer mod 2."
    assert CYCLING[one.start : one.end] == one.quote
    assert [(point.number, point.text) for point in one.points] == [
        (1, "at udvalget godkender anlægget af en cykelsti ved Åvej")
    ]
    assert (one.vote, one.body_basis, one.document, one.version) == (Vote(5, 2), Basis.STATED, "udvalg", 1)
    assert (one.number, one.title, one.subject) == ("1", "Ny cykelsti ved Åvej", Subject.RECOMMENDATION)


def test_a_case_leads_to_the_decisions_of_other_bodies(decisions: Decisions) -> None:
    adopted, approved, postponed = decisions.find(DecisionFilters(case="25-0017"), 50).decisions
    assert [(other.body, other.outcome) for other in adopted.related] == [
        ("Cyklistudvalget", Outcome.APPROVED),
        ("Cyklistudvalget", Outcome.POSTPONED),
    ]
    assert [other.document for other in approved.related] == ["byraad"]
    assert [other.id for other in postponed.related] == [adopted.id]


def test_decisions_of_one_item_by_several_bodies_belong_together(tmp_path: Path) -> None:
    register = Register(tmp_path)
    text = "Udvalget anbefalede sagen.\n\nRådet godkendte sagen."
    register.minutes(
        "sag",
        text,
        [
            item(
                text,
                None,
                "Sag",
                (
                    decision(
                        text, "Udvalget anbefalede sagen.", Outcome.RECOMMENDED, Field("Udvalget"), None
                    ),
                    decision(text, "Rådet godkendte sagen.", Outcome.APPROVED, Field("Rådet"), None),
                ),
            )
        ],
    )
    found = Decisions(register.engine).find(DecisionFilters(), 50).decisions
    assert [(one.body, [other.body for other in one.related]) for one in found] == [
        ("Rådet", ["Udvalget"]),
        ("Udvalget", ["Rådet"]),
    ]


def test_a_page_is_cut_out_of_the_whole(decisions: Decisions) -> None:
    page = decisions.find(DecisionFilters(), 2, skip=1)
    assert ([one.outcome for one in page.decisions], page.total) == (["appointed", "approved"], 6)
    assert decisions.find(DecisionFilters(), 2, skip=99).decisions == []


def test_documents_out_of_use_have_no_decisions_here(tmp_path: Path) -> None:
    register = Register(tmp_path)
    text = "Godkendt."
    made = decision(text, text, Outcome.APPROVED, None, None)
    register.minutes("a", text, [item(text, "1", "Sag", (made,))], retired_because="removed")
    found = Decisions(register.engine)
    assert found.find(DecisionFilters(), 5).total == 0
    assert found.choices().outcomes == []


def test_the_choices_are_those_that_there_are_decisions_of(decisions: Decisions) -> None:
    choices = decisions.choices()
    assert choices.bodies == ["Byrådet", "Cyklistudvalget"]
    assert choices.municipalities == ["Lysbjerg Kommune"]
    assert Outcome.REJECTED in choices.outcomes
    assert Outcome.LAPSED not in choices.outcomes

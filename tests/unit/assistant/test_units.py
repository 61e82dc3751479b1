from pathlib import Path

import pytest

from assistant.units import (
    MOST_ITEMS,
    Unit,
    labelled,
    lists,
    series,
    stands_in_list,
    unit_around,
    whole_section,
)
from tests.support.assembly import Parts
from tests.unit.assistant.documents import (
    DECISION,
    HEADED,
    LABELLED,
    NUMBERED,
    OPENED,
    PROSE,
    RUN_ON,
    Document,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kilde.md"


def said(unit: Unit) -> list[str]:
    return [unit.version.text[s.start : s.end] for s in unit.sentences]


def around(document: Document, start: str, whole_list: bool) -> list[str]:
    return said(unit_around(document.version, document.sentences, document.place(start), whole_list))


WHOLE = ["Vi har tre mål:", "- Flere cykler", "- Færre biler.", "Det haster."]
UNDER_HEADING = ["Fokusområder", "- Flere cykler", "- Færre biler"]
AT = ["Forvaltningen indstiller:", "At planen godkendes.", "At sagen lukkes."]
DECIDED = ["Indstillingen blev godkendt.", "Et mindretal var imod.", "Sagen er slut."]


@pytest.mark.parametrize(
    ("lines", "start", "alone", "whole"),
    [
        (OPENED, "Vi har", WHOLE, WHOLE),
        (OPENED, "- Flere", ["- Flere cykler"], WHOLE),
        (OPENED, "Det haster", ["- Færre biler.", "Det haster."], WHOLE),
        (OPENED, "Resten", ["Resten er tekst."], ["Resten er tekst."]),
        (HEADED, "Fokusområder", UNDER_HEADING, UNDER_HEADING),
        (HEADED, "- Færre", ["- Færre biler"], UNDER_HEADING),
        (HEADED, "Andet", ["Andet", "Resten er tekst."], ["Andet", "Resten er tekst."]),
        (RUN_ON, "Forvaltningen", AT, AT),
        (RUN_ON, "At sagen", ["At sagen lukkes."], AT),
        (RUN_ON, "Resten", ["Resten er tekst."], ["Resten er tekst."]),
        (PROSE, "Formålet", [PROSE[1], PROSE[2]], [PROSE[1], PROSE[2]]),
        (DECISION, "Beslutning", ["Beslutning", *DECIDED], ["Beslutning", *DECIDED]),
        (DECISION, "Sagen", ["Sagen er slut."], ["Sagen er slut."]),
    ],
)
def test_a_sentence_brings_what_it_belongs_to(
    parts: Parts, path: Path, lines: tuple[str, ...], start: str, alone: list[str], whole: list[str]
) -> None:
    document = Document(parts, path, lines)
    assert around(document, start, whole_list=False) == alone
    assert around(document, start, whole_list=True) == whole


@pytest.mark.parametrize("start", ["Indstillingen", "Et mindretal", "Sagen"])
def test_a_decision_is_quoted_whole_without_its_heading(parts: Parts, path: Path, start: str) -> None:
    document = Document(parts, path, DECISION)
    unit = whole_section(document.version, document.sentences, document.place(start))
    assert said(unit) == DECIDED


@pytest.mark.parametrize(
    ("lines", "start", "expected"),
    [
        (OPENED, "Vi har", True),
        (OPENED, "Det haster", True),
        (OPENED, "Resten", False),
        (HEADED, "Fokusområder", True),
        (RUN_ON, "At planen", True),
        (PROSE, "Formålet", False),
    ],
)
def test_what_stands_in_a_list(
    parts: Parts, path: Path, lines: tuple[str, ...], start: str, expected: bool
) -> None:
    document = Document(parts, path, lines)
    assert stands_in_list(document.version, document.sentences, document.place(start)) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (OPENED, [[WHOLE]]),
        (HEADED, [[UNDER_HEADING]]),
        (RUN_ON, [[AT]]),
        (LABELLED, [[[LABELLED[1]], [LABELLED[2]], [LABELLED[4]], [LABELLED[5]]]]),
        (("# A", "## Mål", "### Ro", "Tekst.", "### Orden", "Tekst."), [[["Mål"], ["Ro"], ["Orden"]]]),
        (PROSE, []),
    ],
)
def test_the_lists_of_a_document(
    parts: Parts, path: Path, lines: tuple[str, ...], expected: list[list[list[str]]]
) -> None:
    document = Document(parts, path, lines)
    found = lists(document.version, document.sentences)
    assert [[said(unit) for unit in units] for units in found] == expected


def test_labels_must_follow_the_line_that_opens_them(parts: Parts, path: Path) -> None:
    document = Document(parts, path, LABELLED)
    assert labelled(document.version, document.sentences, document.place("A:")) == []


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("princip", [NUMBERED[4], NUMBERED[6], NUMBERED[7]]), ("tema", []), ("sid", [])],
)
def test_the_last_full_run_of_a_numbered_series(
    parts: Parts, path: Path, noun: str, expected: list[str]
) -> None:
    document = Document(parts, path, NUMBERED)
    found = series(document.version, document.sentences, noun)
    assert [unit.text for unit in found] == expected


def test_a_long_list_is_cut(parts: Parts, path: Path) -> None:
    document = Document(parts, path, ("# A", "Vi har mål:", *(f"- Mål {n}" for n in range(1, 31))))
    assert len(around(document, "Vi har", whole_list=True)) == MOST_ITEMS + 1


def test_units_overlap_where_they_quote_the_same_text(parts: Parts, path: Path) -> None:
    document = Document(parts, path, OPENED)
    opener, item, rest = (
        unit_around(document.version, document.sentences, document.place(start), whole_list=False)
        for start in ("Vi har", "- Flere", "Resten")
    )
    assert opener.overlaps(item)
    assert not item.overlaps(rest)
    assert opener.text == document.version.text[opener.start : opener.end]

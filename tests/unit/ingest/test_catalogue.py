"""The catalogue over tables that were filled by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.catalogue import PAGE_SIZE, Catalogue, Filters
from ingest.matching import holds_words
from ingest.tables import DocumentRow
from tests.support.filled import fill
from tests.support.register import Register

VALIDITIES = {"strategi": "expired", "scan": "in_force"}


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(fill(tmp_path).engine, lambda: VALIDITIES)


def _found(catalogue: Catalogue, **filters: str) -> list[str]:
    return sorted(entry.document for entry in catalogue.page(Filters(**filters), 1).entries)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["byraad", "gammel", "scan", "strategi", "udvalg"]),
        ({"words": "DIGITAL 2022"}, ["strategi"]),
        ({"words": "referat BYRÅD"}, ["byraad"]),
        ({"words": "byråd strategi"}, []),
        ({"words": "scannet"}, ["scan"]),
        ({"words": "[a-z]* % _ ?"}, []),
        ({"kind": "minutes"}, ["byraad", "udvalg"]),
        ({"kind": "minutes", "body": "Byrådet"}, ["byraad"]),
        ({"municipality": "Lysbjerg Kommune"}, ["byraad", "gammel", "strategi", "udvalg"]),
        ({"validity": "expired"}, ["strategi"]),
        ({"validity": "unknown"}, ["byraad", "gammel", "udvalg"]),
        ({"state": "active"}, ["byraad", "scan", "strategi", "udvalg"]),
        ({"state": "retired"}, ["gammel"]),
        ({"state": "failed"}, ["scan"]),
        ({"state": "unsure"}, ["scan"]),
    ],
)
def test_filters(catalogue: Catalogue, filters: Mapping[str, str], found: list[str]) -> None:
    assert _found(catalogue, **filters) == found


def test_an_entry_says_how_its_document_stands(catalogue: Catalogue) -> None:
    entries = {entry.document: entry for entry in catalogue.page(Filters(), 1).entries}
    assert (entries["strategi"].version, entries["strategi"].validity) == (3, "expired")
    assert entries["scan"].failed == "Filen er beskadiget. Hent den igen."
    assert (entries["scan"].unsure_pages, entries["scan"].title) == (1, None)
    assert entries["gammel"].retired_because == "vanished"
    assert (entries["gammel"].validity, entries["strategi"].failed) == ("unknown", None)


@pytest.mark.parametrize(
    ("sorting", "first"),
    [
        ("changed", "strategi"),
        ("title", "gammel"),
        ("date", "byraad"),
        ("kind", "scan"),
        ("body", "strategi"),
    ],
)
def test_sorting(catalogue: Catalogue, sorting: str, first: str) -> None:
    entries = catalogue.page(Filters(sorting=sorting), 1).entries  # type: ignore[arg-type]
    assert entries[0].document == first


def test_pages_hold_fifty_and_one_beyond_the_last_is_the_last(tmp_path: Path) -> None:
    register = Register(tmp_path)
    for number in range(PAGE_SIZE + 3):
        register.document(f"d{number}", title=f"Nr. {number:03}")
    catalogue = Catalogue(register.engine, dict)
    first = catalogue.page(Filters(sorting="title"), 1)
    assert (len(first.entries), first.total, first.pages, first.entries[0].title) == (50, 53, 2, "Nr. 000")
    last = catalogue.page(Filters(sorting="title"), 99)
    assert (last.number, [entry.title for entry in last.entries]) == (2, ["Nr. 050", "Nr. 051", "Nr. 052"])


def test_without_documents_there_is_one_empty_page(tmp_path: Path) -> None:
    page = Catalogue(Register(tmp_path).engine, dict).page(Filters(), 3)
    assert (page.entries, page.total, page.number, page.pages) == ([], 0, 1, 1)


def test_the_overview_counts_and_offers_what_there_is(catalogue: Catalogue) -> None:
    overview = catalogue.overview()
    assert overview.counts == {"active": 4, "retired": 1, "failed": 1, "unsure": 1}
    assert overview.kinds == ["guide", "minutes", "strategy"]
    assert overview.bodies == ["Byrådet", "Cyklistudvalget"]
    assert overview.municipalities == ["Lysbjerg Kommune"]


def test_a_file_that_was_read_since_is_not_told_to_have_failed(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.document("a")
    register.document("b")
    register.place("a", "/m/a.html")
    register.place("b", "/m/b.html", last_seen="2025-03-09T12:00:00+00:00")
    register.run("r1", "2025-03-08T12:00:00+00:00", a=("failed", "x"), b=("failed", "x"))
    assert _found(Catalogue(register.engine, dict), state="failed") == ["a"]
    register.run("r2", "2025-03-15T12:00:00+00:00", a=("updated", None))
    assert _found(Catalogue(register.engine, dict), state="failed") == []


def test_many_and_long_words_stay_within_what_the_database_takes(catalogue: Catalogue) -> None:
    assert len(holds_words("ord " * 500, DocumentRow.source)) == 12
    assert _found(catalogue, words="[" * 100_000) == []

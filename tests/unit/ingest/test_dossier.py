"""All that is kept of one document."""

from pathlib import Path

import pytest

from ingest.dossier import PASSAGES_A_PAGE, Dossiers
from ingest.fields import Basis
from tests.support.filled import CYCLING, POLICY, fill
from tests.support.register import Register


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    return Dossiers(fill(tmp_path).engine, lambda: {"strategi": "expired"})


def test_a_field_tells_where_its_value_comes_from(dossiers: Dossiers) -> None:
    dossier = dossiers.dossier("strategi")
    assert dossier is not None
    fields = {state.name: state for state in dossier.fields}
    assert (fields["title"].basis, fields["valid_to"].basis) == (Basis.STATED, Basis.DERIVED)
    stated = fields["valid_from"].read
    assert stated is not None
    assert POLICY[-1][stated.start : stated.end] == "1. januar 2022"
    assert (fields["kind"].value, fields["kind"].basis) == ("strategy", Basis.CORRECTED)
    assert fields["kind"].read is not None
    assert (fields["kind"].read.value, fields["kind"].note) == ("policy", "Det er en strategi")
    assert (fields["replaces"].value, fields["replaces"].basis) == (None, None)


def test_versions_places_and_counts(dossiers: Dossiers) -> None:
    dossier = dossiers.dossier("strategi")
    assert dossier is not None
    assert [(v.number, v.active, v.characters) for v in dossier.versions] == [
        (3, True, len(POLICY[2])),
        (2, False, len(POLICY[1])),
        (1, False, len(POLICY[0])),
    ]
    assert [(p.location, p.source, p.gone_at is None) for p in dossier.places] == [
        ("/m/strategi.html", "Referater på nettet", True),
        ("/arkiv/gammel/strategi.html", None, False),
    ]
    assert (dossier.passages, dossier.decisions, dossier.left_out) == (4, 0, 4)
    assert (dossier.validity, dossier.name) == ("expired", "Digital strategi 2022-2025")


def test_a_retired_document_is_shown_in_its_newest_version(dossiers: Dossiers) -> None:
    dossier = dossiers.dossier("gammel")
    assert dossier is not None
    assert (dossier.version, dossier.retired_because, dossier.passages) == (1, "vanished", 0)


def test_a_version_that_was_rolled_back_to_stands_for_the_document(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.document("a", texts=("Første.",), title="Første")
    dossier = Dossiers(register.engine, dict).dossier("a")
    assert dossier is not None
    assert (dossier.version, dossier.validity) == (1, "unknown")


def test_the_document_that_took_its_place_is_named(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.document("ny", title="Ny politik")
    register.document("a", superseded_by="ny")
    register.document("b", superseded_by="den nye politik")
    dossiers = Dossiers(register.engine, dict)
    named = [dossier.superseding for name in "ab" if (dossier := dossiers.dossier(name))]
    assert named == ["Ny politik", None]


def test_recognised_pages_are_in_their_order(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.document("a", ocr={"10": 0.5, "2": 0.9})
    dossier = Dossiers(register.engine, dict).dossier("a")
    assert dossier is not None
    assert list(dossier.ocr.items()) == [(2, 0.9), (10, 0.5)]


def test_the_agenda_is_that_of_the_minutes(dossiers: Dossiers) -> None:
    agenda = dossiers.agenda("udvalg")
    assert agenda is not None
    assert (agenda.text, len(agenda.minutes.items)) == (CYCLING, 2)
    assert dossiers.agenda("strategi") is None


def test_contents_are_paged_and_tell_what_was_left_out(tmp_path: Path) -> None:
    register = Register(tmp_path)
    text = "Ord. " * (PASSAGES_A_PAGE + 1)
    version = register.document("a", texts=(text,), dropped=["Til top"])
    for number in range(PASSAGES_A_PAGE + 1):
        register.passage(version, number * 5, number * 5 + 4)
    dossiers = Dossiers(register.engine, dict)
    first, second = dossiers.contents("a", 1), dossiers.contents("a", 2)
    assert first is not None
    assert second is not None
    assert (len(first.passages), len(second.passages), first.total) == (100, 1, 101)
    assert second.passages[0].text == "Ord."
    assert first.left_out == ("Til top",)


def test_what_is_unknown_is_nothing(dossiers: Dossiers) -> None:
    assert dossiers.dossier("x") is None
    assert dossiers.agenda("x") is None
    assert dossiers.contents("x", 1) is None
    assert dossiers.texts("strategi", (1, 9)) == {1: POLICY[0]}

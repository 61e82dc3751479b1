"""Corrections count at once and for later versions, and only those that can be are taken."""

import pytest
from sqlalchemy.orm import Session

from ingest.activation import Activator
from ingest.blocks import Block, BlockKind, Reading
from ingest.corpus import Corpus, Version
from ingest.correction_values import normalise
from ingest.corrections import InvalidCorrectionError, correct, corrections_of, undo_correction
from ingest.embedding.embedder import EmbeddingError, Vectors
from ingest.tables import VersionRow
from tests.support.assembly import Parts

STORED = {
    "a date as Danes write it": ("valid_to", "31.12.2027", "2027-12-31"),
    "a date in words": ("valid_from", "1. februar 2024", "2024-02-01"),
    "an ISO date": ("date", "2024-02-29", "2024-02-29"),
    "the date of a document may lack its day": ("date", "januar 2014", "2014-01"),
    "a kind by its Danish word": ("kind", "Strategi", "strategy"),
    "a kind by its code": ("kind", "policy", "policy"),
    "a status": ("status", "gældende", "in_force"),
    "a title in one line": ("title", "  Digital \n strategi ", "Digital strategi"),
    "a municipality": ("municipality", " Lysbjerg ", "Lysbjerg"),
}
REFUSED = {
    "a day that does not exist": ("date", "31.02.2024"),
    "a year alone": ("valid_from", "2024"),
    "a month alone": ("valid_to", "maj 2024"),
    "a date and more": ("date", "den 1. maj 2024 kl. 10"),
    "two dates": ("date", "1.5.2024 2.5.2024"),
    "an unknown kind": ("kind", "roman"),
    "an unknown status": ("status", "måske"),
    "nothing": ("title", "  "),
    "a title that is too long": ("title", "ord " * 76),
}


@pytest.mark.parametrize(("field", "value", "stored"), STORED.values(), ids=STORED)
def test_a_value_is_stored_in_one_form(field: str, value: str, stored: str) -> None:
    assert normalise(field, value) == stored


@pytest.mark.parametrize(("field", "value"), REFUSED.values(), ids=REFUSED)
def test_a_value_that_cannot_be_is_refused(field: str, value: str) -> None:
    with pytest.raises(InvalidCorrectionError):
        normalise(field, value)


def add(activator: Activator, document: str | None, *lines: str) -> str:
    blocks = (
        Block(BlockKind.HEADING, lines[0], level=1),
        *(Block(BlockKind.PARAGRAPH, x) for x in lines[1:]),
    )
    return activator.activate(activator.prepare(Reading(blocks)), document, "fil.md").document


def the_one(corpus: Corpus) -> Version:
    [version] = corpus.active().values()
    return version


@pytest.fixture
def strategy(parts: Parts) -> str:
    return add(parts.activator, None, "Digitaliseringsstrategi 2021-2024", "Målet er færre blanketter.")


def test_a_correction_counts_at_once(parts: Parts, strategy: str) -> None:
    before = parts.corpus.revision()
    correct(parts.activator, strategy, "valid_to", "31.12.2025", "forlænget af Byrådet")
    assert the_one(parts.corpus).valid_to == "2025-12-31"
    assert parts.corpus.revision() == before + 1
    [(field, correction)] = corrections_of(parts.activator.engine, strategy).items()
    assert (field, correction.value, correction.note) == ("valid_to", "2025-12-31", "forlænget af Byrådet")


def test_a_field_can_be_cleared_and_read_again(parts: Parts, strategy: str) -> None:
    correct(parts.activator, strategy, "valid_to", None)
    assert the_one(parts.corpus).valid_to is None
    undo_correction(parts.activator, strategy, "valid_to")
    assert the_one(parts.corpus).valid_to == "2024-12-31"
    assert corrections_of(parts.activator.engine, strategy) == {}


def test_a_correction_survives_a_new_version(parts: Parts, strategy: str) -> None:
    correct(parts.activator, strategy, "status", "udløbet")
    correct(parts.activator, strategy, "title", "Vores strategi")
    add(parts.activator, strategy, "Digitaliseringsstrategi 2021-2024", "Målet er ingen blanketter.")
    version = the_one(parts.corpus)
    assert (version.number, version.status, version.title) == (2, "expired", "Vores strategi")


def test_only_a_corrected_title_is_embedded(parts: Parts, strategy: str) -> None:
    vectors = parts.activator.vectors.ids()
    correct(parts.activator, strategy, "kind", "politik")
    assert parts.activator.vectors.ids() == vectors
    correct(parts.activator, strategy, "title", "Paragrafplan")
    assert parts.activator.vectors.ids().isdisjoint(vectors)
    words, _ = parts.corpus.match_lexical("paragrafplan", 5)
    assert words


def test_a_title_whose_embedding_failed_is_embedded_at_the_next_start(
    parts: Parts, strategy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> Vectors:
        raise EmbeddingError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(type(parts.activator.embedder), "embed_passages", lambda _self, texts: fail(texts))
        with pytest.raises(EmbeddingError):
            correct(parts.activator, strategy, "title", "Paragrafplan")
    assert the_one(parts.corpus).title == "Paragrafplan"
    assert not parts.corpus.match_lexical("paragrafplan", 5)[0]
    assert parts.activator.rebuild_stale() == 1
    assert parts.corpus.match_lexical("paragrafplan", 5)[0]
    assert parts.activator.rebuild_stale() == 0


def test_the_same_title_is_not_embedded(parts: Parts, strategy: str) -> None:
    vectors = parts.activator.vectors.ids()
    correct(parts.activator, strategy, "title", "Digitaliseringsstrategi 2021-2024")
    assert parts.activator.vectors.ids() == vectors


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("valid_from", "2025-01-01", "kun til 2024-12-31"),
        ("superseded_by", "nogen", "intet dokument"),
        ("farve", "blå", "findes ikke"),
    ],
)
def test_what_contradicts_is_refused_and_changes_nothing(
    parts: Parts, strategy: str, field: str, value: str, said: str
) -> None:
    before = parts.corpus.revision()
    with pytest.raises(InvalidCorrectionError, match=said):
        correct(parts.activator, strategy, field, value)
    assert parts.corpus.revision() == before
    assert corrections_of(parts.activator.engine, strategy) == {}


def test_documents_do_not_supersede_each_other_in_a_circle(parts: Parts, strategy: str) -> None:
    second = add(parts.activator, None, "Strategi 2025-2028", "Den anden.")
    third = add(parts.activator, None, "Strategi 2029-2032", "Den tredje.")
    correct(parts.activator, strategy, "superseded_by", second)
    correct(parts.activator, second, "superseded_by", third)
    for document in (strategy, third):
        with pytest.raises(InvalidCorrectionError, match="sig selv"):
            correct(parts.activator, third, "superseded_by", document)


def test_an_unknown_document_or_correction_is_told(parts: Parts, strategy: str) -> None:
    with pytest.raises(LookupError):
        correct(parts.activator, "ukendt", "kind", "politik")
    with pytest.raises(LookupError):
        undo_correction(parts.activator, "ukendt", "kind")
    with pytest.raises(InvalidCorrectionError, match="ikke rettet"):
        undo_correction(parts.activator, strategy, "kind")


def test_a_correction_of_a_retired_document_counts_when_it_is_restored(parts: Parts, strategy: str) -> None:
    with Session(parts.activator.engine) as session, session.begin():
        for row in session.query(VersionRow):
            row.active = False
    correct(parts.activator, strategy, "title", "Vores strategi")
    parts.activator.revive(strategy)
    assert the_one(parts.corpus).title == "Vores strategi"

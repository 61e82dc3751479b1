"""Every kind of damage is found, told and repaired; a corpus without any is left alone."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from ingest.verify import Verification, Verifier
from tests.support.assembly import Parts


@pytest.fixture
def filled(parts: Parts, tmp_path: Path) -> Parts:
    (tmp_path / "a.md").write_text(
        "# Cykelstier\n\nDer afsættes 2,3 mio. kr. til cykelstier.", encoding="utf-8"
    )
    (tmp_path / "b.md").write_text("# Veje\n\nKommunen reparerer 40 km vej om året.", encoding="utf-8")
    assert parts.ingest(tmp_path / "a.md", tmp_path / "b.md").added == 2
    return parts


def verify(parts: Parts, repair: bool = True) -> Verification:
    return Verifier(parts.activator).verify(lambda *_: None, repair)


def execute(parts: Parts, statement: str) -> None:
    with parts.activator.engine.begin() as connection:
        connection.execute(text(statement))


def drop_a_vector(parts: Parts) -> None:
    parts.activator.vectors.delete([min(parts.activator.vectors.ids())])


def add_a_vector(parts: Parts) -> None:
    parts.activator.vectors.add(["fremmed"], parts.activator.embedder.embed_passages(["fremmed"]), "fremmed")


def statement(sql: str) -> Callable[[Parts], None]:
    return lambda parts: execute(parts, sql)


def test_a_sound_corpus_is_clean_and_left_alone(filled: Parts) -> None:
    revision = filled.corpus.revision()
    found = verify(filled)
    assert (found.documents, found.passages, found.vectors, found.findings) == (2, 2, 2, [])
    assert filled.corpus.revision() == revision


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (drop_a_vector, "mangler i vektorindekset"),
        (add_a_vector, "hører ikke til noget dokument"),
        (statement("DELETE FROM passage_words WHERE rowid = 1"), "mangler i ordindekset"),
        (statement("DELETE FROM passage_grams WHERE rowid = 2"), "mangler i ordindekset"),
        (
            statement("INSERT INTO passage_words (rowid, title, section, body) VALUES (99, 'a', 'b', 'c')"),
            "hører ikke til noget",
        ),
        (statement("DELETE FROM sentences WHERE version_id = 1"), "ingen sætninger"),
        (
            statement("DELETE FROM passages WHERE version_id = 1"),
            "ingen passager",
        ),
        (statement('UPDATE passages SET "end" = 9999 WHERE version_id = 2'), "uden for teksten"),
        (
            statement("INSERT INTO sweep (token, vectors, pending) VALUES ('x', 2, 1)"),
            "oprydninger",
        ),
    ],
)
def test_damage_is_found_and_repaired(filled: Parts, damage: Callable[[Parts], None], said: str) -> None:
    damage(filled)
    told = verify(filled, repair=False)
    assert any(said in finding.problem and not finding.repaired for finding in told.findings)
    repaired = verify(filled)
    assert repaired.findings
    assert all(finding.repaired for finding in repaired.findings)
    assert verify(filled).findings == []
    assert filled.corpus.match_lexical("cykelstier", 10)[0]


def test_a_document_that_search_does_not_find_is_rebuilt(filled: Parts, tmp_path: Path) -> None:
    """A vector that is there but points the wrong way, and words that are there but are not the document's."""
    for number in range(12):
        (tmp_path / f"{number}.md").write_text(
            f"# Skole {number}\n\nSkole {number} får nyt tag.", encoding="utf-8"
        )
    filled.ingest(*(tmp_path / f"{number}.md" for number in range(12)))
    vectors = filled.activator.vectors
    with filled.activator.engine.connect() as connection:
        [key] = connection.scalars(text("SELECT vector FROM passages WHERE version_id = 1"))
    wrong = -vectors.vectors_of([key])[key][None, :]
    vectors.delete([key])
    vectors.add([key], wrong, "token")
    execute(filled, "UPDATE passage_words SET title = 'x', section = 'x', body = 'x' WHERE rowid = 1")
    [finding] = verify(filled, repair=False).findings
    assert (finding.source, finding.repaired) == ("a.md", False)
    assert "kan ikke findes" in finding.problem
    verify(filled)
    assert verify(filled).findings == [], "what was rebuilt was embedded anew"


def test_a_vector_that_is_not_that_of_its_passage_is_told(filled: Parts) -> None:
    vectors = filled.activator.vectors
    first, second = sorted(vectors.ids())
    stored = vectors.vectors_of([first, second])
    vectors.delete([first, second])
    vectors.add([first, second], np.stack([stored[second], stored[first]]), "token")
    assert len(verify(filled).findings) == 2
    assert verify(filled).findings == []


def test_a_text_that_was_changed_behind_the_back_is_told(filled: Parts) -> None:
    execute(filled, "UPDATE versions SET text = replace(text, '2,3', '9,9')")
    assert any("ikke den, der blev indlæst" in finding.problem for finding in verify(filled).findings)

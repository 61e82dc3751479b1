"""A version becomes visible in one step; a crash at any point leaves nothing that an answer could cite."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ingest import activation
from ingest.activation import Activated, Activator
from ingest.embedding.embedder import Embedder, EmbeddingError, Vectors
from ingest.readers import read_document
from ingest.tables import PassageRow, SentenceRow, SweepRow, VersionRow
from ingest.vectors import VectorStore
from tests.support.assembly import Parts

FIRST = "# Cykelstier\n\n## Budget\n\nDer afsættes 2,3 mio. kr. til cykelstier i 2024."
SECOND = "# Cykelstier\n\n## Budget\n\nDer afsættes 4,1 mio. kr. til cykelstier i 2025.\n\n## Frist\n\nFristen er maj."


class Crash(BaseException):
    """Stands for a process that ends here: nothing catches it."""


def activate(parts: Parts, path: Path, text: str, document: str | None = "cykel") -> Activated:
    path.write_text(text, encoding="utf-8")
    return parts.activator.activate(parts.activator.prepare(read_document(path)), document, path.name)


def found(parts: Parts, query: str) -> set[str]:
    """The texts of the passages that search finds, by either way."""
    vector = parts.activator.embedder.embed_query(query)
    words, grams = parts.corpus.match_lexical(query, 10)
    ids = {*parts.corpus.match_dense(vector, 10), *words, *grams}
    versions = parts.corpus.active()
    passages = parts.corpus.passages(ids).values()
    return {versions[p.version].text[p.start : p.end] for p in passages}


def tokens_to_sweep(parts: Parts) -> int:
    with Session(parts.activator.engine) as session:
        return session.scalar(select(func.count(SweepRow.token))) or 0


def _copy(database: str | None, target: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(str(database))) as connection:
        connection.backup(target)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "cykelstier.md"


def test_a_first_version_is_added_and_found(parts: Parts, source: Path) -> None:
    assert activate(parts, source, FIRST).number == 1
    [version] = parts.corpus.active().values()
    assert (version.number, version.source, version.title) == (1, "cykelstier.md", "Cykelstier")
    assert found(parts, "cykelstier") == {version.text}
    assert parts.activator.vectors.count() == 1
    assert tokens_to_sweep(parts) == 0


def test_a_new_version_retires_the_old_one_in_one_step(parts: Parts, source: Path) -> None:
    activate(parts, source, FIRST)
    before = parts.corpus.revision()
    assert activate(parts, source, SECOND).number == 2
    [version] = parts.corpus.active().values()
    assert version.number == 2
    assert parts.corpus.revision() == before + 1
    assert all("2,3" not in text for text in found(parts, "afsættes til cykelstier 2,3 mio."))
    assert parts.activator.vectors.count() == parts.corpus.passage_count() == 2
    with Session(parts.activator.engine) as session:
        assert set(session.scalars(select(SentenceRow.version_id))) == {version.id}


def test_a_retired_version_keeps_its_text(parts: Parts, source: Path) -> None:
    activate(parts, source, FIRST)
    [first] = parts.corpus.active().values()
    activate(parts, source, SECOND)
    old = parts.corpus.version(first.document, 1)
    assert old is not None
    assert (old.active, old.text) == (False, first.text)
    assert parts.corpus.version(first.document) == next(iter(parts.corpus.active().values()))


@pytest.mark.parametrize("point", ["write_derived", "_finish"])
def test_a_crash_between_vectors_and_records_leaves_nothing_visible(
    parts: Parts, source: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    def crash(*_: object) -> None:
        raise Crash

    activate(parts, source, FIRST)
    [first] = parts.corpus.active().values()
    with monkeypatch.context() as patch:
        patch.setattr(activation, point, crash)
        with pytest.raises(Crash):
            activate(parts, source, SECOND)
    assert list(parts.corpus.active().values()) == [first]
    assert found(parts, "cykelstier frist maj") == {first.text}
    assert parts.activator.vectors.count() == 3
    parts.activator.sweep()
    assert parts.activator.vectors.count() == 3, "an ingestion that still runs is left alone"
    parts.activator.sweep(abandoned=True)
    assert parts.activator.vectors.count() == 1
    assert activate(parts, source, SECOND).number == 2


def test_a_crash_before_the_sweep_leaves_only_orphans(
    parts: Parts, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise Crash

    activate(parts, source, FIRST)
    with monkeypatch.context() as patch:
        patch.setattr(Activator, "sweep", crash)
        with pytest.raises(Crash):
            activate(parts, source, SECOND)
    [version] = parts.corpus.active().values()
    assert version.number == 2
    assert all("2,3" not in text for text in found(parts, "afsættes 2,3 mio. til cykelstier"))
    parts.activator.sweep()
    assert (parts.activator.vectors.count(), tokens_to_sweep(parts)) == (2, 0)


class Renamed:
    """The same engine under another recipe."""

    def __init__(self, embedder: Embedder, recipe: str = "another recipe") -> None:
        self.recipe = recipe
        self.dimensions = embedder.dimensions
        self.embed_query = embedder.embed_query
        self.embed_passages = embedder.embed_passages


class Unreachable(Renamed):
    """An embedding service that gives out after some requests."""

    def __init__(self, embedder: Embedder, requests: int, recipe: str | None = None) -> None:
        super().__init__(embedder, recipe or embedder.recipe)
        self.embed_passages = self._fail_later
        self._embedder = embedder
        self._left = requests

    def _fail_later(self, texts: Sequence[str]) -> Vectors:
        self._left -= 1
        if self._left < 0:
            raise EmbeddingError("gone")
        return self._embedder.embed_passages(texts)


@pytest.mark.parametrize("requests", [0, 1])
def test_an_error_takes_back_what_was_written(parts: Parts, source: Path, requests: int) -> None:
    activate(parts, source, FIRST)
    [first] = parts.corpus.active().values()
    present = parts.activator.vectors.ids()
    failing = replace(parts.activator, embedder=Unreachable(parts.activator.embedder, requests))
    source.write_text(SECOND, encoding="utf-8")
    with pytest.raises(EmbeddingError):
        failing.activate(failing.prepare(read_document(source)), "cykel", source.name)
    assert list(parts.corpus.active().values()) == [first]
    assert (parts.activator.vectors.ids(), tokens_to_sweep(parts)) == (present, 0)


def test_an_error_of_the_database_takes_back_what_was_written(parts: Parts, source: Path) -> None:
    activate(parts, source, FIRST)
    present = parts.activator.vectors.ids()
    with parts.activator.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON sentences BEGIN SELECT raise(ABORT, 'no'); END"
        )
    with pytest.raises(SQLAlchemyError):
        activate(parts, source, SECOND)
    assert (parts.activator.vectors.ids(), tokens_to_sweep(parts)) == (present, 0)


def test_a_sweep_that_fails_leaves_the_new_version_in_force(
    parts: Parts, source: Path, caplog: pytest.LogCaptureFixture
) -> None:
    activate(parts, source, FIRST)
    with parts.activator.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER keep BEFORE DELETE ON sweep WHEN NOT old.pending"
            " BEGIN SELECT raise(ABORT, 'no'); END"
        )
    assert activate(parts, source, SECOND).number == 2
    assert [version.number for version in parts.corpus.active().values()] == [2]
    assert "left for later" in caplog.text
    with parts.activator.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER keep")
    parts.activator.sweep()
    assert (parts.activator.vectors.count(), tokens_to_sweep(parts)) == (2, 0)


def test_a_corpus_restored_from_a_backup_gets_its_own_vectors_and_no_others(
    parts: Parts, source: Path, tmp_path: Path
) -> None:
    activate(parts, source, FIRST)
    with closing(sqlite3.connect(tmp_path / "backup.db")) as backup:
        _copy(parts.activator.engine.url.database, backup)
        activate(parts, source, SECOND)
        activate(parts, tmp_path / "veje.md", "# Veje\n\nKommunen reparerer veje.", "veje")
        parts.activator.engine.dispose()
        with closing(sqlite3.connect(str(parts.activator.engine.url.database))) as restored:
            backup.backup(restored)
    assert parts.activator.vectors.count() == 3
    assert parts.activator.rebuild_stale() == 1
    with Session(parts.activator.engine) as session:
        assert parts.activator.vectors.ids() == set(session.scalars(select(PassageRow.vector)))
    assert parts.activator.rebuild_stale() == 0


def test_as_many_foreign_vectors_do_not_hide_that_some_are_missing(parts: Parts, source: Path) -> None:
    activate(parts, source, SECOND)
    vectors = parts.activator.vectors
    [lost, _] = sorted(vectors.ids())
    vectors.delete([lost])
    vectors.add(["foreign"], parts.activator.embedder.embed_passages(["foreign"]), "foreign")
    assert parts.activator.rebuild_stale() == 1
    assert vectors.count() == 2
    assert not {"foreign", lost} & vectors.ids()


def test_vectors_that_are_being_written_are_no_orphans(parts: Parts) -> None:
    with Session(parts.activator.engine) as session, session.begin():
        session.add(SweepRow(token="running", vectors=1, pending=True))
    parts.activator.vectors.add(["running-0"], parts.activator.embedder.embed_passages(["a"]), "running")
    parts.activator.rebuild_stale()
    assert parts.activator.vectors.ids() == {"running-0"}


def test_a_rebuild_that_fails_keeps_the_vectors_of_the_former_recipe(
    parts: Parts, source: Path, tmp_path: Path
) -> None:
    activate(parts, source, FIRST)
    present = parts.activator.vectors.ids()
    folder, embedder = tmp_path / "home" / "vectors", parts.activator.embedder
    mistyped = replace(
        parts.activator,
        vectors=VectorStore(folder, "mistyped"),
        embedder=Unreachable(embedder, 0, "mistyped"),
    )
    with pytest.raises(EmbeddingError):
        mistyped.rebuild_stale()
    assert VectorStore(folder, embedder.recipe).ids() == present
    assert parts.activator.rebuild_stale() == 0
    other = replace(
        parts.activator, vectors=VectorStore(folder, "another recipe"), embedder=Renamed(embedder)
    )
    assert other.rebuild_stale() == 1
    assert other.vectors.count() == 1
    assert VectorStore(folder, embedder.recipe).ids() == set()


def test_a_damaged_vector_folder_is_rebuilt_from_the_database(
    parts: Parts, source: Path, tmp_path: Path
) -> None:
    activate(parts, source, SECOND)
    folder = tmp_path / "home" / "vectors"
    (folder / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    mended = replace(parts.activator, vectors=VectorStore(folder, parts.activator.embedder.recipe))
    assert mended.rebuild_stale() == 1
    vector = mended.embedder.embed_query("hvornår er fristen")
    assert len(mended.vectors.nearest(vector, 5)) == 2


def test_deleted_vectors_are_rebuilt(parts: Parts, source: Path) -> None:
    activate(parts, source, SECOND)
    [version] = parts.corpus.active().values()
    parts.activator.vectors.delete(sorted(parts.activator.vectors.ids()))
    assert parts.activator.rebuild_stale() == 1
    assert parts.activator.vectors.count() == 2
    assert any("Fristen" in text for text in found(parts, "hvornår er fristen"))
    [rebuilt] = parts.corpus.active().values()
    assert (rebuilt.id, rebuilt.number, rebuilt.text) == (version.id, version.number, version.text)
    assert parts.activator.rebuild_stale() == 0


def test_another_embedding_recipe_rebuilds_everything(parts: Parts, source: Path) -> None:
    activate(parts, source, FIRST)
    changed = replace(parts.activator, embedder=Renamed(parts.activator.embedder))
    assert changed.rebuild_stale() == 1
    with Session(parts.activator.engine) as session:
        assert list(session.scalars(select(VersionRow.recipe))) == ["another recipe"]
    assert changed.rebuild_stale() == 0
    assert parts.activator.vectors.count() == 1


def test_sentence_vectors_are_kept_nearly_exactly(parts: Parts, source: Path) -> None:
    activate(parts, source, FIRST)
    [passage] = parts.corpus.passages(range(10)).values()
    sentence = parts.corpus.sentences(passage.version, passage.start, passage.end)[-1]
    text = next(iter(parts.corpus.active().values())).text[sentence.start : sentence.end]
    assert float(sentence.vector @ parts.activator.embedder.embed_passages([text])[0]) == pytest.approx(
        1, abs=1e-3
    )


def test_the_bundled_engine_gives_unit_vectors(embedder: Embedder) -> None:
    assert np.linalg.norm(embedder.embed_query("Hvad er besluttet?")) == pytest.approx(1, abs=1e-5)

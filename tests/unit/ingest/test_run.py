import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.embedding.embedder import Embedder, EmbeddingError, Vectors
from ingest.lifecycle import restore, retire
from ingest.report import Report
from ingest.run import Request
from ingest.tables import RunFileRow
from tests.support.assembly import Parts, Watching

TEXT = "# Cykelstier\n\nDer afsættes 2,3 mio. kr. til cykelstier i 2024."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    (folder / "under").mkdir(parents=True)
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "under" / "b.txt").write_text("Veje\n\nKommunen reparerer veje.", encoding="utf-8")
    return folder


def figures(report: Report) -> tuple[int, int, int]:
    return report.added, report.updated, report.unchanged


def test_folders_are_searched_and_a_second_run_does_nothing(parts: Parts, folder: Path) -> None:
    first = parts.ingest(folder)
    assert figures(first) == (2, 0, 0)
    assert first.passages == parts.corpus.passage_count() > 0
    revision = parts.corpus.revision()
    second = parts.ingest(folder)
    assert figures(second) == (0, 0, 2)
    assert (second.passages, parts.corpus.revision()) == (0, revision)


def test_a_changed_file_is_updated_alone(parts: Parts, folder: Path) -> None:
    parts.ingest(folder)
    (folder / "a.md").write_text(TEXT.replace("2,3", "4,1"), encoding="utf-8")
    assert figures(parts.ingest(folder)) == (0, 1, 1)
    assert any("4,1" in version.text for version in parts.corpus.active().values())


def test_a_change_of_white_space_alone_is_none(parts: Parts, folder: Path) -> None:
    parts.ingest(folder)
    (folder / "a.md").write_text(TEXT.replace("\n\n", "\r\n\r\n\r\n") + "\n\n", encoding="utf-8")
    assert figures(parts.ingest(folder)) == (0, 0, 2)


def test_a_twin_is_a_second_place_of_the_same_document(parts: Parts, folder: Path) -> None:
    (folder / "kopi.md").write_text(TEXT, encoding="utf-8")
    watching = Watching()
    report = parts.ingest(folder, observer=watching)
    assert (*figures(report), report.joined) == (2, 0, 0, 1)
    joined = next(file for file in watching.files if file.outcome == "joined")
    assert joined.name == "kopi.md"
    assert "a.md" in (joined.reason or "")
    (folder / "a.md").unlink()
    assert figures(parts.ingest(folder)) == (0, 0, 2)
    assert any(version.text.startswith("Cykelstier") for version in parts.corpus.active().values())


def test_a_dry_run_writes_nothing(parts: Parts, folder: Path) -> None:
    report = parts.ingest(folder, dry_run=True)
    assert figures(report) == (2, 0, 0)
    assert report.passages > 0
    assert (parts.corpus.revision(), parts.corpus.passage_count()) == (0, 0)
    assert parts.activator.vectors.count() == 0
    with Session(parts.activator.engine) as session:
        assert not session.scalars(select(RunFileRow)).all()


def test_bad_files_are_reported_and_the_others_ingested(parts: Parts, folder: Path) -> None:
    (folder / "tom.md").write_text("", encoding="utf-8")
    (folder / "binær.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "billede.gif").write_bytes(b"GIF89a")
    (folder / ".skjult.md").write_text(TEXT, encoding="utf-8")
    (folder / "~$laas.docx").write_bytes(b"x")
    report = parts.ingest(folder, folder / "findes-ikke.md")
    assert figures(report) == (2, 0, 0)
    assert {problem.source for problem in report.skipped} == {"billede.gif"}
    assert {Path(problem.source).name for problem in report.failed} == {
        "tom.md",
        "binær.txt",
        "findes-ikke.md",
    }
    assert all(problem.reason and "\n" not in problem.reason for problem in report.failed)


def test_a_file_that_fails_keeps_its_former_version(parts: Parts, folder: Path) -> None:
    parts.ingest(folder)
    (folder / "a.md").write_bytes(b"\x00\x01\x02" * 100)
    report = parts.ingest(folder)
    assert [problem.source for problem in report.failed] == ["a.md"]
    assert {v.source for v in parts.corpus.active().values()} == {"a.md", "b.txt"}


def test_a_folder_without_readable_files_is_a_failure(parts: Parts, tmp_path: Path) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    assert [Path(problem.source).name for problem in parts.ingest(empty).failed] == ["tom"]


def test_the_same_file_named_twice_is_ingested_once(parts: Parts, folder: Path) -> None:
    assert figures(parts.ingest(folder, folder / "a.md", folder / "under" / ".." / "a.md")) == (2, 0, 0)


def test_progress_is_told_file_by_file(parts: Parts, folder: Path) -> None:
    watching = Watching()
    parts.ingest(folder, dry_run=True, observer=watching)
    assert watching.told == [(0, 2, "a.md"), (1, 2, "b.txt"), (2, 2, "")]
    assert [file.outcome for file in watching.files] == ["added", "added"]


def test_what_became_of_each_file_is_written_down(parts: Parts, folder: Path) -> None:
    report = parts.ingest(folder)
    with Session(parts.activator.engine) as session:
        rows = session.scalars(select(RunFileRow)).all()
    assert {(row.run_id, row.name, row.outcome) for row in rows} == {
        (report.run, "a.md", "added"),
        (report.run, "b.txt", "added"),
    }


def test_a_name_that_is_no_text_fails_alone(parts: Parts, folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/r\xf8d.txt")).write_text("Referat af mødet.", encoding="utf-8")
    report = parts.ingest(folder)
    assert [(problem.source, "UTF-8" in problem.reason) for problem in report.failed] == [
        ("r\ufffdd.txt", True)
    ]
    assert report.added


def test_a_file_that_cannot_be_written_fails_alone(
    parts: Parts, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with parts.activator.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON versions WHEN new.text LIKE '%Cykelstier%'"
            " BEGIN SELECT raise(ABORT, 'no'); END"
        )
    report = parts.ingest(folder)
    assert figures(report) == (1, 0, 0)
    [problem] = report.failed
    assert problem.source == "a.md"
    assert "uventet fejl" in problem.reason
    assert str(folder) not in problem.reason
    assert report.passages == parts.corpus.passage_count() == parts.activator.vectors.count() == 1
    assert "IntegrityError" in caplog.text
    assert "in activate" in caplog.text
    assert "2,3 mio." not in caplog.text, "the log quotes no document"


def test_a_full_disk_ends_the_attempts_and_not_the_run(parts: Parts, folder: Path) -> None:
    parts.ingest(folder / "a.md")
    text = "# Veje\n\n" + "Kommunen reparerer veje. " * 2_000
    (folder / "b.md").write_text(text, encoding="utf-8")
    with parts.activator.engine.connect() as connection:  # the pool has this one alone, so the limit stays
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 4}")
    report = parts.ingest(folder)
    assert figures(report) == (0, 0, 1)
    assert [problem.source for problem in report.failed] == ["b.md", "b.txt"]
    assert "disken er fuld" in report.failed[0].reason
    assert "ikke forsøgt" in report.failed[1].reason
    assert {v.source for v in parts.corpus.active().values()} == {"a.md"}
    assert parts.activator.vectors.count() == 1


class Unreachable:
    """An embedding service that gives out after one document."""

    def __init__(self, embedder: Embedder) -> None:
        self.recipe = embedder.recipe
        self.dimensions = embedder.dimensions
        self.embed_query = embedder.embed_query
        self._embedder = embedder
        self._left = 2

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self._left -= 1
        if self._left < 0:
            raise EmbeddingError("no connection to http://secret")
        return self._embedder.embed_passages(texts)


def test_an_embedding_service_that_gives_out_ends_the_attempts_and_not_the_run(
    parts: Parts, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "under" / "c.txt").write_text("Skoler\n\nKommunen bygger en skole.", encoding="utf-8")
    activator = replace(parts.activator, embedder=Unreachable(parts.activator.embedder))
    watching = Watching()
    failing = replace(parts, ingestion=replace(parts.ingestion, activator=activator))
    report = failing.ingest(folder, observer=watching)
    assert figures(report) == (1, 0, 0)
    assert [problem.source for problem in report.failed] == ["b.txt", "c.txt"]
    assert "KKGPT_EMBEDDING_URL" in report.failed[0].reason
    assert "ikke forsøgt" in report.failed[1].reason
    assert not any("secret" in problem.reason for problem in report.failed)
    assert watching.told[-1] == (3, 3, "")
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert parts.ingest(folder).added == 2


def test_a_run_that_was_interrupted_goes_on_where_it_was(parts: Parts, folder: Path) -> None:
    request = Request((str(folder),))
    run = parts.begin(request)
    first = parts.perform(run, request, Watching(stop_before=1))
    assert (first.status, *figures(first)) == ("cancelled", 1, 0, 0)
    second = parts.perform(run, request)
    assert (second.status, *figures(second)) == ("done", 2, 0, 0)
    assert second.passages == parts.corpus.passage_count()


def test_a_renamed_file_stays_the_same_document(parts: Parts, folder: Path) -> None:
    parts.ingest(folder)
    before = {v.document: v.number for v in parts.corpus.active().values()}
    (folder / "a.md").rename(folder / "cykelstier 2024.md")
    report = parts.ingest(folder)
    assert (report.renamed, *figures(report), report.embedded) == (1, 0, 0, 1, 0)
    assert {v.document: v.number for v in parts.corpus.active().values()} == before
    assert "cykelstier 2024.md" in {v.source for v in parts.corpus.active().values()}


def test_only_what_changed_is_embedded(parts: Parts, folder: Path) -> None:
    sections = [f"## Afsnit {n}\n\nAfsnit nummer {n} handler om emne {n}." for n in range(20)]
    (folder / "lang.md").write_text("# Plan\n\n" + "\n\n".join(sections), encoding="utf-8")
    first = parts.ingest(folder / "lang.md")
    sections[7] = sections[7].replace("emne 7", "noget helt andet")
    (folder / "lang.md").write_text("# Plan\n\n" + "\n\n".join(sections), encoding="utf-8")
    second = parts.ingest(folder / "lang.md")
    assert (first.embedded, second.embedded) == (20 + 41, 2)
    assert second.passages == first.passages == 20


def test_a_copy_that_comes_to_say_something_else_becomes_a_document_of_its_own(
    parts: Parts, folder: Path
) -> None:
    (folder / "kopi.md").write_text(TEXT, encoding="utf-8")
    parts.ingest(folder)
    (folder / "kopi.md").write_text(TEXT.replace("2,3", "9,9"), encoding="utf-8")
    assert figures(parts.ingest(folder)) == (1, 0, 2)
    assert {"2,3" in v.text for v in parts.corpus.active().values() if "Cykel" in v.text} == {True, False}


def test_a_file_that_comes_to_say_what_another_says_is_merged_into_it(parts: Parts, folder: Path) -> None:
    parts.ingest(folder)
    (folder / "under" / "b.txt").write_text(TEXT.replace("# ", ""), encoding="utf-8")
    report = parts.ingest(folder)
    assert (report.joined, *figures(report)) == (1, 0, 0, 1)
    assert [v.source for v in parts.corpus.active().values()] == ["a.md"]


def test_a_document_that_was_taken_out_of_use_does_not_come_back_by_itself(
    parts: Parts, folder: Path
) -> None:
    parts.ingest(folder)
    document = next(v.document for v in parts.corpus.active().values() if v.source == "a.md")
    retire(parts.activator.engine, document, "removed")
    assert figures(parts.ingest(folder)) == (0, 0, 2)
    (folder / "a.md").write_text(TEXT.replace("2,3", "7,7"), encoding="utf-8")
    [problem] = parts.ingest(folder).failed
    assert "Gendan" in problem.reason
    assert [v.source for v in parts.corpus.active().values()] == ["b.txt"]
    restore(parts.activator, document)
    assert parts.ingest(folder).updated == 1


def test_what_is_missing_from_a_folder_that_is_not_watched_is_told_and_kept(
    parts: Parts, folder: Path
) -> None:
    parts.ingest(folder)
    (folder / "a.md").unlink()
    report = parts.ingest(folder)
    assert [problem.source for problem in report.kept] == ["a.md"]
    assert len(parts.corpus.active()) == 2

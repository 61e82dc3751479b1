"""What a watched source does not hold any more is taken out of use, but not on a mere suspicion."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest.lifecycle import retire, roll_back
from ingest.report import Report
from ingest.run import Request
from ingest.sources import Sources, Terms
from tests.support.assembly import Parts, Watching

NAMES = "abcdefghij"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "referater"
    folder.mkdir()
    for name in NAMES:
        write(folder, name)
    return folder


def write(folder: Path, name: str, more: str = "") -> None:
    (folder / f"{name}.md").write_text(
        f"# Sag {name}\n\nUdvalget drøftede sag {name}. {more}", encoding="utf-8"
    )


@pytest.fixture
def source(parts: Parts, folder: Path) -> str:
    return Sources(parts.activator.engine).add("folder", str(folder), Terms("Referater", watch=True)).id


def run(parts: Parts, source: str, accept_removals: bool = False, dry_run: bool = False) -> Report:
    asked = Request(source=source, accept_removals=accept_removals, dry_run=dry_run)
    return parts.perform(parts.begin(asked), asked)


def names(parts: Parts) -> str:
    return "".join(sorted(version.source[0] for version in parts.corpus.active().values()))


def test_a_file_that_vanished_is_taken_out_of_use_and_comes_back_with_its_file(
    parts: Parts, folder: Path, source: str
) -> None:
    run(parts, source)
    document = next(v.document for v in parts.corpus.active().values() if v.source == "c.md")
    (folder / "c.md").unlink()
    report = run(parts, source)
    assert (report.removed, report.unchanged, names(parts)) == (1, 9, "abdefghij")
    kept = parts.corpus.version(document, 1)
    assert kept is not None
    assert not kept.active
    assert (run(parts, source).removed, names(parts)) == (0, "abdefghij")
    write(folder, "c")
    report = run(parts, source)
    assert (report.restored, report.added, names(parts)) == (1, 0, NAMES)
    assert {v.document for v in parts.corpus.active().values() if v.source == "c.md"} == {document}


def test_a_file_that_comes_back_changed_is_the_same_document(parts: Parts, folder: Path, source: str) -> None:
    run(parts, source)
    before = {v.document for v in parts.corpus.active().values()}
    (folder / "c.md").unlink()
    run(parts, source)
    write(folder, "c", "Den blev udsat.")
    assert run(parts, source).restored == 1
    assert {v.document for v in parts.corpus.active().values()} == before


def test_a_source_that_is_empty_keeps_everything(parts: Parts, folder: Path, source: str) -> None:
    run(parts, source)
    for file in folder.iterdir():
        file.unlink()
    report = run(parts, source)
    assert (report.removed, names(parts)) == (0, NAMES)
    assert any("stadig i brug" in problem.reason for problem in report.kept)


def test_a_source_that_is_gone_keeps_everything(parts: Parts, folder: Path, source: str) -> None:
    run(parts, source)
    shutil.rmtree(folder)
    report = run(parts, source, accept_removals=True)
    assert (report.removed, names(parts)) == (0, NAMES)
    assert report.failed


def test_many_that_vanish_at_once_are_kept_until_someone_says_that_it_is_meant(
    parts: Parts, folder: Path, source: str
) -> None:
    run(parts, source)
    for name in NAMES[:6]:
        (folder / f"{name}.md").unlink()
    report = run(parts, source)
    [kept] = report.kept
    assert "6 af 10" in kept.reason
    assert names(parts) == NAMES
    assert run(parts, source, accept_removals=True, dry_run=True).removed == 6
    assert names(parts) == NAMES, "a dry run takes nothing out of use"
    assert run(parts, source, accept_removals=True).removed == 6
    assert names(parts) == NAMES[6:]


def test_a_file_that_moves_within_the_source_is_neither_new_nor_gone(
    parts: Parts, folder: Path, source: str
) -> None:
    run(parts, source)
    (folder / "2024").mkdir()
    for name in NAMES:
        (folder / f"{name}.md").rename(folder / "2024" / f"{name}.md")
    report = run(parts, source)
    assert (report.renamed, report.added, report.removed, report.embedded) == (10, 0, 0, 0)
    assert names(parts) == NAMES


def test_a_document_with_two_places_goes_with_the_last(parts: Parts, folder: Path, source: str) -> None:
    shutil.copy(folder / "a.md", folder / "kopi af a.md")
    assert run(parts, source).joined == 1
    (folder / "a.md").unlink()
    assert (run(parts, source).removed, len(names(parts))) == (0, 10)
    (folder / "kopi af a.md").unlink()
    assert (run(parts, source).removed, len(names(parts))) == (1, 9)


def test_a_cancelled_run_takes_nothing_out_of_use(parts: Parts, folder: Path, source: str) -> None:
    run(parts, source)
    (folder / "j.md").unlink()
    request = Request(source=source)
    report = parts.perform(parts.begin(request), request, Watching(stop_before=3))
    assert (report.status, report.removed, names(parts)) == ("cancelled", 0, NAMES)


def pack(archive: Path, folder: Path, members: str) -> None:
    with ZipFile(archive, "w") as file:
        for name in members:
            file.write(folder / f"{name}.md", f"møde/{name}.md")


def test_the_members_of_an_archive_are_documents_of_their_own(
    parts: Parts, folder: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "indbakke"
    inbox.mkdir()
    pack(inbox / "referater.zip", folder, "abcd")
    watched = Sources(parts.activator.engine).add("folder", str(inbox), Terms("Indbakke", watch=True)).id
    assert (run(parts, watched).added, names(parts)) == (4, "abcd")
    assert (run(parts, watched).unchanged, names(parts)) == (4, "abcd")
    write(folder, "b", "Den blev udsat.")
    pack(inbox / "referater.zip", folder, "abd")
    report = run(parts, watched)
    assert (report.updated, report.unchanged, report.removed, names(parts)) == (1, 2, 1, "abd")


def test_an_archive_that_cannot_be_opened_keeps_its_documents(
    parts: Parts, folder: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "referater.zip"
    pack(archive, folder, "abc")
    parts.ingest(archive)
    archive.write_bytes(archive.read_bytes()[:200])
    report = parts.ingest(archive)
    assert ([problem.source for problem in report.failed], names(parts)) == (["referater.zip"], "abc")


def test_a_folder_that_was_ingested_before_it_was_watched_is_watched_from_then_on(
    parts: Parts, folder: Path
) -> None:
    parts.ingest(folder)
    watched = Sources(parts.activator.engine).add("folder", str(folder), Terms("Referater", watch=True)).id
    assert run(parts, watched).unchanged == 10
    (folder / "a.md").unlink()
    assert (run(parts, watched).removed, names(parts)) == (1, NAMES[1:])


def test_a_file_that_can_no_longer_be_read_keeps_its_document(
    parts: Parts, folder: Path, source: str
) -> None:
    (folder / "k.eml").write_text("Subject: Sag k\n\nUdvalget drøftede sag k.", encoding="utf-8")
    run(parts, source)
    (folder / "k.eml").write_bytes(b"\x00\x01\x02" * 100)
    report = run(parts, source)
    assert ([problem.source for problem in report.failed], report.removed) == (["k.eml"], 0)
    assert names(parts) == f"{NAMES}k"


def test_a_file_that_moved_out_of_a_source_belongs_to_it_no_more(
    parts: Parts, folder: Path, source: str, tmp_path: Path
) -> None:
    run(parts, source)
    (folder / "a.md").rename(tmp_path / "a.md")
    assert parts.ingest(tmp_path / "a.md").renamed == 1
    assert (run(parts, source).removed, names(parts)) == (0, NAMES)


def test_a_roll_back_outlives_the_absence_of_the_file(parts: Parts, folder: Path, source: str) -> None:
    run(parts, source)
    write(folder, "a", "Forkert.")
    run(parts, source)
    document = next(v.document for v in parts.corpus.active().values() if v.source == "a.md")
    roll_back(parts.activator, document, 1)
    content = (folder / "a.md").read_bytes()
    (folder / "a.md").unlink()
    run(parts, source)
    (folder / "a.md").write_bytes(content)
    assert run(parts, source).restored == 1
    assert [v.number for v in parts.corpus.active().values() if v.document == document] == [1]


def test_what_an_archive_in_an_archive_held_goes_with_it(parts: Parts, folder: Path, tmp_path: Path) -> None:
    pack(tmp_path / "indre.zip", folder, "ab")
    with ZipFile(tmp_path / "ydre.zip", "w") as outer:
        outer.write(tmp_path / "indre.zip", "indre.zip")
        outer.write(folder / "c.md", "c.md")
    parts.ingest(tmp_path / "ydre.zip")
    assert names(parts) == "abc"
    pack(tmp_path / "ydre.zip", folder, "c")
    assert (parts.ingest(tmp_path / "ydre.zip").removed, names(parts)) == (2, "c")


def test_a_link_out_of_a_folder_is_not_followed(parts: Parts, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "hemmelig.md").write_text("Udenfor.", encoding="utf-8")
    (folder / "z.md").symlink_to(tmp_path / "hemmelig.md")
    report = parts.ingest(folder)
    assert ([problem.source for problem in report.skipped], names(parts)) == (["z.md"], NAMES)


def test_a_source_that_was_removed_is_not_ingested(parts: Parts, source: str) -> None:
    Sources(parts.activator.engine).remove(source)
    report = run(parts, source)
    assert (report.added, "fjernet" in report.failed[0].reason) == (0, True)


def test_a_document_that_was_taken_out_does_not_come_back_under_another_name(
    parts: Parts, folder: Path, source: str
) -> None:
    run(parts, source)
    document = next(v.document for v in parts.corpus.active().values() if v.source == "a.md")
    retire(parts.activator.engine, document, "removed")
    shutil.copy(folder / "a.md", folder / "a (1).md")
    assert (len(run(parts, source).failed), names(parts)) == (1, NAMES[1:])

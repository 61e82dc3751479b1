"""What starts by itself: folders that changed and came to rest, and sources that are due."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.report import Problem, Report
from ingest.requests import Request
from ingest.runs import Runs
from ingest.sources import Source, Sources, Terms
from tests.support.standing_in import empty_corpus
from web.schedule import Schedule, scan_folder, settle

PAGE = "https://kommune.example/referat"


class Office:
    """A schedule with a clock that the test moves, and no thread."""

    def __init__(self, folder: Path) -> None:
        engine = empty_corpus(folder)
        self.runs, self.sources = Runs(engine), Sources(engine)
        self.seconds = 0.0
        self.asked = 0
        self.schedule = Schedule(self.sources, self.runs, self.submit, lambda: self.seconds)

    def submit(self, request: Request) -> str:
        """Enter a run into the queue."""
        self.asked += 1
        return self.runs.enqueue(request, f"run-{self.asked}")

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass and look again."""
        self.seconds += seconds
        self.schedule.tick()

    def end_run(self, report: Report) -> None:
        """Have the run whose turn it is end."""
        run = self.runs.take_next()
        assert run is not None
        self.runs.finish(run.id, report)
        settle(self.sources, self.runs, self.runs.get(run.id))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "referater"
    made.mkdir()
    (made / "a.md").write_text("a", encoding="utf-8")
    return made


@pytest.fixture
def watched(office: Office, folder: Path) -> Source:
    return office.sources.add("folder", str(folder), Terms("Referater", watch=True))


def test_a_watched_folder_is_ingested_when_it_has_come_to_rest(
    office: Office, watched: Source, folder: Path
) -> None:
    office.pass_seconds(0)
    assert office.asked == 0, "somebody may still be copying"
    office.pass_seconds(2)
    assert office.asked == 1
    assert office.runs.get("run-1").request == Request(source=watched.id)
    office.end_run(Report("run-1", added=1))
    office.pass_seconds(60)
    assert office.asked == 1, "nothing changed"
    (folder / "b.md").write_text("b", encoding="utf-8")
    office.pass_seconds(2)
    (folder / "b.md").write_text("bb", encoding="utf-8")
    office.pass_seconds(2)
    assert office.asked == 1
    office.pass_seconds(2)
    assert office.asked == 2


def test_no_run_is_asked_for_while_one_waits_or_is_at_work(
    office: Office, watched: Source, folder: Path
) -> None:
    office.pass_seconds(0)
    office.pass_seconds(2)
    (folder / "b.md").write_text("b", encoding="utf-8")
    office.pass_seconds(2)
    office.pass_seconds(2)
    assert office.asked == 1
    office.end_run(Report("run-1", added=1))
    office.pass_seconds(2)
    assert office.asked == 2, "what changed meanwhile is ingested afterwards"
    assert watched.id == office.runs.get("run-2").request.source


@pytest.mark.usefixtures("watched")
def test_after_a_restart_only_what_changed_is_ingested(office: Office, folder: Path) -> None:
    office.pass_seconds(0)
    office.pass_seconds(2)
    office.end_run(Report("run-1", added=1))
    office.schedule = Schedule(office.sources, office.runs, office.submit, lambda: office.seconds)
    office.pass_seconds(0)
    office.pass_seconds(60)
    assert office.asked == 1
    (folder / "a.md").unlink()
    office.pass_seconds(2)
    office.pass_seconds(2)
    assert office.asked == 2


def test_a_folder_that_is_gone_is_told_once_and_tried_again_later(
    office: Office, watched: Source, folder: Path
) -> None:
    office.pass_seconds(0)
    office.pass_seconds(2)
    office.end_run(Report("run-1", added=1))
    folder.rename(folder.with_name("væk"))
    office.pass_seconds(2)
    office.pass_seconds(2)
    assert office.asked == 2, "the report tells that it cannot be read"
    office.end_run(Report("run-2", failed=[Problem("referater", "findes ikke.")]))
    office.pass_seconds(60)
    assert office.asked == 2
    assert office.sources.get(watched.id).next_at is not None


def test_a_source_that_is_due_is_ingested_and_due_again_after_its_time(office: Office) -> None:
    source = office.sources.add("page", PAGE, Terms("Side", every_minutes=60))
    office.pass_seconds(0)
    office.pass_seconds(2)
    assert office.asked == 1
    office.end_run(Report("run-1", unchanged=1))
    office.pass_seconds(2)
    assert office.asked == 1
    due = office.sources.get(source.id).next_at
    assert due is not None
    assert source.next_at is not None
    assert due > source.next_at


@pytest.mark.parametrize("stop", ["pause", "remove"])
def test_a_source_that_is_paused_or_removed_is_left_alone(office: Office, folder: Path, stop: str) -> None:
    page = office.sources.add("page", PAGE, Terms("Side", every_minutes=60))
    watched = office.sources.add("folder", str(folder), Terms("Mappe", watch=True))
    for source in (page, watched):
        if stop == "pause":
            office.sources.change(source.id, lambda terms: replace(terms, paused=True))
        else:
            office.sources.remove(source.id)
    office.pass_seconds(0)
    office.pass_seconds(60)
    assert office.asked == 0


def write(folder: Path) -> None:
    (folder / "b.md").write_text("b", encoding="utf-8")


def rewrite(folder: Path) -> None:
    (folder / "a.md").write_text("aa", encoding="utf-8")


def touch(folder: Path) -> None:
    os.utime(folder / "a.md", (0, 0))


def rename(folder: Path) -> None:
    (folder / "a.md").rename(folder / "c.md")


def nest(folder: Path) -> None:
    (folder / "under").mkdir()
    (folder / "a.md").rename(folder / "under" / "a.md")


def remove(folder: Path) -> None:
    (folder / "a.md").unlink()


@pytest.mark.parametrize("change", [write, rewrite, touch, rename, nest, remove])
def test_a_scan_sees_each_change(folder: Path, change: Callable[[Path], None]) -> None:
    before = scan_folder(folder)
    assert scan_folder(folder) == before
    change(folder)
    assert scan_folder(folder) != before


def test_a_scan_passes_over_what_is_not_ingested(folder: Path) -> None:
    before = scan_folder(folder)
    (folder / ".skjult").write_text("x", encoding="utf-8")
    (folder / "~$a.docx").write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.md").write_text("x", encoding="utf-8")
    assert scan_folder(folder) == before


def test_a_scan_of_what_is_not_there_is_always_the_same(folder: Path) -> None:
    (folder / "til-intet.md").symlink_to(folder / "findes-ikke")
    assert scan_folder(folder) == scan_folder(folder) != scan_folder(folder / "findes-ikke")
    assert scan_folder(folder / "findes-ikke") == scan_folder(folder / "heller-ikke")

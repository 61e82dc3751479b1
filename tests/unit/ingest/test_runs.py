"""The queue of runs: whose turn it is, what may be cancelled, and what is told of each."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ingest.report import FileResult, Problem, Report
from ingest.requests import Request
from ingest.runs import RunNotFoundError, RunOverError, Runs
from ingest.sources import Sources, Terms
from tests.support.standing_in import empty_corpus


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return empty_corpus(tmp_path)


@pytest.fixture
def runs(engine: Engine) -> Runs:
    return Runs(engine)


@pytest.fixture
def source(engine: Engine, tmp_path: Path) -> str:
    return Sources(engine).add("folder", str(tmp_path), Terms("mappe")).id


def of(name: str) -> Request:
    return Request(paths=(f"/{name}",))


def begin(runs: Runs) -> str:
    run = runs.take_next()
    assert run is not None
    assert run.status == "running"
    return run.id


def test_they_are_taken_in_the_order_of_requests(runs: Runs) -> None:
    for name in ("c", "a", "b"):
        runs.enqueue(of(name), name)
    assert [begin(runs) for _ in range(3)] == ["c", "a", "b"]
    assert runs.take_next() is None


def test_what_was_interrupted_goes_first_and_keeps_its_beginning(runs: Runs) -> None:
    runs.enqueue(of("a"), "a")
    runs.enqueue(of("b"), "b")
    begin(runs)
    started = runs.get("a").started_at
    assert runs.recover() == 1
    assert runs.get("a").status == "interrupted"
    assert begin(runs) == "a"
    assert runs.get("a").started_at == started
    assert runs.recover() == 1
    assert runs.recover() == 0


def test_a_request_that_waits_is_not_asked_for_twice(runs: Runs) -> None:
    assert runs.enqueue(of("a"), "1") == "1"
    assert runs.enqueue(of("a"), "2") == "1"
    assert runs.enqueue(Request(paths=("/a",), dry_run=True), "3") == "3"
    begin(runs)
    assert runs.enqueue(of("a"), "4") == "4", "files may have changed since the first one began"
    runs.interrupt("1")
    assert runs.enqueue(of("a"), "5") == "1"


def test_a_run_tells_how_it_ended(runs: Runs) -> None:
    for name in ("done", "stopped", "failed", "cancelled"):
        runs.enqueue(of(name), name)
        begin(runs)
    runs.finish("done", Report("done", added=2))
    runs.finish("stopped", Report("stopped", status="stopped"))
    runs.fail("failed", "Disken er fuld.")
    runs.finish("cancelled", Report("cancelled", status="cancelled"))
    told = {run.id: (run.status, run.reason) for run in runs.newest(9)}
    assert told["done"] == ("done", None)
    assert told["failed"] == ("failed", "Disken er fuld.")
    assert told["cancelled"] == ("cancelled", None)
    assert told["stopped"][0] == "failed"
    assert "Indlæsningen stoppede" in (told["stopped"][1] or "")
    assert runs.get("done").report == Report("done", added=2).as_json()
    assert runs.get("failed").report is None
    assert all(run.is_over and run.finished_at for run in runs.newest(9))


def test_only_what_waits_is_cancelled_at_once(runs: Runs) -> None:
    runs.enqueue(of("a"), "a")
    runs.enqueue(of("b"), "b")
    begin(runs)
    assert runs.cancel("b")
    assert not runs.cancel("a")
    assert [run.status for run in runs.newest(2)] == ["cancelled", "running"]
    runs.finish("a", Report("a"))
    with pytest.raises(RunOverError):
        runs.cancel("a")
    with pytest.raises(RunNotFoundError):
        runs.cancel("c")


def test_they_are_listed_page_by_page_the_newest_first(runs: Runs) -> None:
    for number in range(7):
        runs.enqueue(of(str(number)), str(number))
    assert [run.id for run in runs.newest(3)] == ["6", "5", "4"]
    assert [run.id for run in runs.newest(3, before="4")] == ["3", "2", "1"]
    assert [run.id for run in runs.newest(3, before="1")] == ["0"]


def test_the_files_of_a_dry_run_are_kept_with_it(runs: Runs) -> None:
    runs.enqueue(Request(paths=("/a",), dry_run=True), "a")
    begin(runs)
    files = [
        FileResult(f"{n}.md", f"/{n}.md", "added", passages=n, changes={"decisions": []}) for n in range(3)
    ]
    runs.finish("a", Report("a", dry_run=True), files)
    assert runs.files("a") == files
    assert runs.files("a", after=2) == files[2:]
    assert runs.count_files("a") == 3


def test_runs_of_an_older_edition_are_shown(runs: Runs, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO runs (id, status, request, requested_at, started_at, report) "
                "VALUES ('old', 'done', '{}', '2025-01-01', '2025-01-01', '{\"added\": 1}')"
            )
        )
    assert runs.newest(1)[0].report == {"added": 1}


FAILED = Report("", failed=[Problem("kk.dk", "svarer ikke.")])


@pytest.mark.parametrize(
    ("ended", "failures"),
    [
        ([], 0),
        ([Report("")], 0),
        ([FAILED], 1),
        ([Report(""), FAILED, FAILED], 2),
        ([FAILED, FAILED, Report("", unchanged=1)], 0),
        ([FAILED, Report("", failed=FAILED.failed, unchanged=1)], 0),
        ([FAILED, Report("", status="cancelled")], 1),
        ([FAILED, Report("", dry_run=True)], 1),
        ([FAILED, Report("", status="stopped", added=3)], 2),
    ],
)
def test_failures_in_a_row_are_counted(runs: Runs, source: str, ended: list[Report], failures: int) -> None:
    for number, report in enumerate(ended):
        runs.enqueue(Request(source=source, dry_run=report.dry_run), str(number))
        assert runs.pending_of(source) == str(number)
        begin(runs)
        runs.finish(str(number), report)
    assert runs.failures_of(source) == failures
    assert runs.pending_of(source) is None

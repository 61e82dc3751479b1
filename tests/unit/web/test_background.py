"""The thread that carries out runs: in order, whoever is gone; cancelled, stopped, failed and taken up again."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from ingest.embedding.embedder import EmbeddingError
from ingest.report import Report
from ingest.requests import Request
from ingest.runs import RunNotFoundError, RunOverError, Runs
from tests.support.product import wait_until
from tests.support.standing_in import FILES, PATIENCE_SECONDS, StandIn, empty_corpus
from web.background import Background

ONE, TWO = Request(paths=("/1",)), Request(paths=("/2",))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return empty_corpus(tmp_path)


@pytest.fixture
def runs(engine: Engine) -> Runs:
    return Runs(engine)


Start = Callable[[StandIn], Background]


@pytest.fixture
def start(runs: Runs) -> Iterator[Start]:
    """Starts a thread that works with a stand-in; it is stopped after the test."""
    started: list[tuple[Background, StandIn]] = []

    def begin(stand_in: StandIn) -> Background:
        background = Background(runs, stand_in.perform)
        background.start()
        started.append((background, stand_in))
        return background

    yield begin
    for background, stand_in in started:
        stand_in.let_go(9)
        assert background.stop(PATIENCE_SECONDS)


def ends(runs: Runs, run: str, status: str) -> None:
    wait_until(lambda: runs.get(run).is_over)
    assert runs.get(run).status == status


def test_runs_are_carried_out_one_after_the_other(start: Start, runs: Runs) -> None:
    stand_in = StandIn()
    background = start(stand_in)
    ids = [background.submit(Request(paths=(f"/{number}",))) for number in range(4)]
    ends(runs, ids[-1], "done")
    assert stand_in.performed == ids
    assert (runs.get(ids[0]).report or {})["added"] == len(FILES)


def test_progress_is_told_while_a_run_is_at_work(start: Start, runs: Runs) -> None:
    stand_in = StandIn(holds=True)
    background = start(stand_in)
    run, waiting = background.submit(ONE), background.submit(TWO)
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    stand_in.let_go()
    wait_until(lambda: (progress := background.progress(run)) is not None and progress.done == 1)
    progress = background.progress(run)
    assert progress is not None
    assert (progress.total, progress.name) == (len(FILES), "b.md")
    assert [file.name for file in progress.files] == ["a.md"]
    assert background.progress(waiting) is None
    stand_in.let_go(2 + len(FILES))
    ends(runs, waiting, "done")
    assert background.progress(run) is None


def test_a_run_that_waits_is_cancelled_at_once(start: Start, runs: Runs) -> None:
    stand_in = StandIn(holds=True)
    background = start(stand_in)
    first, second = background.submit(ONE), background.submit(TWO)
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    background.cancel(second)
    assert runs.get(second).status == "cancelled"
    stand_in.let_go(len(FILES))
    ends(runs, first, "done")
    assert stand_in.performed == [first]
    with pytest.raises(RunOverError):
        background.cancel(first)
    with pytest.raises(RunNotFoundError):
        background.cancel("findes-ikke")


def test_a_run_at_work_is_cancelled_after_its_file(start: Start, runs: Runs) -> None:
    stand_in = StandIn(holds=True)
    background = start(stand_in)
    run = background.submit(ONE)
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    background.cancel(run)
    assert runs.get(run).status == "running"
    stand_in.let_go()
    ends(runs, run, "cancelled")
    assert (runs.get(run).report or {})["added"] == 1


def test_a_run_that_heard_of_its_cancellation_is_no_finished_one(start: Start, runs: Runs) -> None:
    class Deaf(StandIn):
        def perform(self, run: str, request: Request, observer: object) -> Report:
            report = super().perform(run, request, observer)  # type: ignore[arg-type] # the stand-in's own observer
            report.status = "done"
            return report

    stand_in = Deaf(holds=True)
    background = start(stand_in)
    run = background.submit(ONE)
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    background.cancel(run)
    stand_in.let_go()
    ends(runs, run, "cancelled")


def test_a_run_that_the_end_of_the_process_stops_is_taken_up_first_by_the_next(
    start: Start, runs: Runs
) -> None:
    stand_in = StandIn(holds=True)
    background = start(stand_in)
    first, second = background.submit(ONE), background.submit(TWO)
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    background.ask_to_stop()
    assert not background.stop(0.01), "the file at work is not broken off"
    stand_in.let_go()
    assert background.stop(PATIENCE_SECONDS)
    assert [runs.get(run).status for run in (first, second)] == ["interrupted", "queued"]
    following = StandIn()
    start(following)
    ends(runs, second, "done")
    assert following.performed == [first, second]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("Borger 010190-1234 har søgt"), "Der skete en uventet fejl"),
        (EmbeddingError("no"), "KKGPT_EMBEDDING_URL"),
        (OSError(28, "No space left on device"), "Disken er fuld"),
    ],
)
def test_a_run_that_fails_says_why_and_the_next_one_is_carried_out(
    start: Start, runs: Runs, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    stand_in = StandIn(error=error)
    background = start(stand_in)
    with caplog.at_level(logging.ERROR):
        run = background.submit(ONE)
        ends(runs, run, "failed")
    assert told in (runs.get(run).reason or "")
    assert "standing_in.py" in caplog.text
    assert "010190" not in caplog.text, "what a document says stays out of the log"
    stand_in.error = None
    ends(runs, background.submit(TWO), "done")


def test_a_dry_run_leaves_its_files_with_the_run(start: Start, runs: Runs) -> None:
    background = start(StandIn())
    run = background.submit(Request(paths=("/1",), dry_run=True))
    ends(runs, run, "done")
    assert [file.name for file in runs.files(run)] == list(FILES)
    run = background.submit(ONE)
    ends(runs, run, "done")
    assert runs.files(run) == [], "the ingestion writes them itself"


def test_how_a_run_went_is_written_down_as_soon_as_that_is_possible(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Troubled(Runs):
        failing = 1

        def finish(self, run: str, report: Report, files: object = ()) -> None:
            if self.failing:
                self.failing -= 1
                raise OperationalError("", {}, ValueError("database or disk is full"))
            super().finish(run, report, files)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr("web.background._RETRY_SECONDS", 0.01)
    runs = Troubled(engine)
    background = Background(runs, StandIn().perform)
    background.start()
    ends(runs, background.submit(ONE), "done")
    assert background.stop(PATIENCE_SECONDS)


def test_those_who_clear_up_are_told_of_every_end(runs: Runs) -> None:
    told: list[tuple[str, str]] = []
    stand_in = StandIn(holds=True)
    background = Background(runs, stand_in.perform, [lambda run: told.append((run.id, run.status))])
    background.start()
    first, second = background.submit(ONE), background.submit(TWO)
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    background.cancel(second)
    stand_in.let_go(len(FILES))
    wait_until(lambda: len(told) == 2)
    assert told == [(second, "cancelled"), (first, "done")]
    stand_in.at_work.clear()
    background.submit(Request(paths=("/3",)))
    assert stand_in.at_work.wait(PATIENCE_SECONDS)
    background.ask_to_stop()
    stand_in.let_go()
    assert background.stop(PATIENCE_SECONDS)
    assert len(told) == 2, "one that is interrupted has not ended"

"""What ingests in the background, put together: queue, thread, schedule, sources and uploads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from ingest.runs import Runs
from ingest.sources import Sources
from web.background import Background, Perform
from web.schedule import Schedule, settle
from web.uploads import Uploads


@dataclass(frozen=True, slots=True)
class Ingesting:
    """The parts; `folders` are those under which the pages may register folders."""

    runs: Runs
    sources: Sources
    background: Background
    schedule: Schedule
    uploads: Uploads
    folders: tuple[Path, ...]

    def start(self, with_schedule: bool = True) -> None:
        """Begin to work on the queue, and on what starts by itself."""
        self.background.start()
        if with_schedule:
            self.schedule.start()

    @property
    def is_at_work(self) -> bool:
        """Whether the thread runs: while it does, nobody else may have the home folder."""
        return self.background.is_at_work

    def is_running(self) -> bool:
        """Whether a run is being carried out."""
        return any(run.status == "running" for run in self.runs.pending())

    def ask_to_stop(self) -> None:
        """Have the run at work stop after its file, and no other begin."""
        self.schedule.stop()
        self.background.ask_to_stop()

    def stop(self, seconds: float | None = None) -> bool:
        """Ask to stop and wait for what is at work, so long at most; returns whether nothing is at work any more."""
        self.schedule.stop()
        return self.background.stop(seconds)


def prepare_ingesting(
    engine: Engine,
    perform: Perform,
    uploads: Path,
    folders: tuple[Path, ...],
    abort: Callable[[], None],
) -> Ingesting:
    """The parts over a corpus that this process alone holds; what an ended process left will be taken up again.

    `abort` ends the reading of the file at work.
    """
    runs, sources, received = Runs(engine), Sources(engine), Uploads(uploads)
    runs.recover()
    received.clear(runs)
    background = Background(runs, perform, (received.ended, partial(settle, sources, runs)), abort)
    schedule = Schedule(sources, runs, background.submit)
    return Ingesting(runs, sources, background, schedule, received, folders)

"""Ingestion in the background: one thread that carries out the runs of the queue, one after the other.

Nothing depends on who asked: a browser that is closed or a command that is ended leaves its run in the queue. What a
process that ended was at work on is taken up first by the next one.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Lock, Thread
from uuid import uuid4

from ingest.embedding.embedder import EmbeddingError
from ingest.report import FileResult, Report
from ingest.requests import Request
from ingest.run import Observer
from ingest.runs import Run, Runs
from ingest.stops import is_disk_full, trace
from web.messages import message

_RETRY_SECONDS = 5.0
_log = logging.getLogger(__name__)

Perform = Callable[[str, Request, Observer], Report]
"""Carries out a run (`ingest.run.Ingestion.perform`)."""
Ended = Callable[[Run], None]
"""Is told of each run that ended, so as to clear up after it."""


@dataclass(slots=True)
class Progress:
    """How far the run at work is; written by the thread at work, read by others.

    `done` of `total` files are done, `name` is the one at work, and `page` of its `pages` have been recognised, where
    they are images; `files` are those that did not stay as they were. `heeded` is whether the run was told to stop.
    """

    run: str
    stopping: Event
    done: int = 0
    total: int = 0
    name: str = ""
    page: int = 0
    pages: int = 0
    cancelled: bool = False
    heeded: bool = False
    files: list[FileResult] = field(default_factory=list)

    def progress(self, done: int, total: int, name: str) -> None:
        """See `ingest.work.Observer`."""
        self.done, self.total, self.name = done, total, name
        self.page = self.pages = 0

    def recognised(self, page: int, pages: int) -> None:
        """See `ingest.work.Observer`."""
        self.page, self.pages = page, pages

    def finished(self, file: FileResult) -> None:
        """See `ingest.work.Observer`."""
        self.files.append(file)

    def is_cancelled(self) -> bool:
        """See `ingest.work.Observer`: the run was cancelled, or the process is to end."""
        self.heeded = self.heeded or self.cancelled or self.stopping.is_set()
        return self.heeded


def _nothing() -> None:
    """Aborts nothing."""


class Background:
    """The thread and its queue; `abort` ends the reading of the file at work, which may take minutes."""

    def __init__(
        self, runs: Runs, perform: Perform, ended: Sequence[Ended] = (), abort: Callable[[], None] = _nothing
    ) -> None:
        self._runs = runs
        self._perform = perform
        self._abort = abort
        self._ended = ended
        self._stopping = Event()
        self._news = Event()
        self._lock = Lock()
        self._current: Progress | None = None
        self._thread = Thread(target=self._work, name="ingest", daemon=True)

    @property
    def is_at_work(self) -> bool:
        """Whether the thread runs: while it does, nobody else may have the home folder."""
        return self._thread.is_alive()

    @property
    def is_stopping(self) -> bool:
        """Whether no further run will be begun."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Begin to work on the queue. Runs that an earlier process left must be recovered before."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Have the run at work stop, at the latest after its file, and no other begin."""
        self._stopping.set()
        self._news.set()
        self._abort()

    def stop(self, seconds: float | None = None) -> bool:
        """Ask to stop and wait for what is at work, so long at most; returns whether nothing is at work any more."""
        self.ask_to_stop()
        if self.is_at_work:
            self._thread.join(seconds)
        return not self.is_at_work

    def submit(self, request: Request, run: str | None = None) -> str:
        """Have a request carried out; returns the id of its run, or of one that waits with the same request."""
        queued = self._runs.enqueue(request, run or uuid4().hex)
        self._news.set()
        return queued

    def cancel(self, run: str) -> None:
        """Cancel a run: one that waits at once, one at work after its file, which is read no further.

        RunOverError when it has ended, RunNotFoundError when there is none.
        """
        with self._lock:
            if self._runs.cancel(run):
                self._tell(run)
            elif self._current and self._current.run == run:
                self._current.cancelled = True
                self._abort()

    def progress(self, run: str) -> Progress | None:
        """How far a run is, while it is at work."""
        current = self._current
        return current if current and current.run == run else None

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._news.clear()
            try:
                run = self._begin_next()
            except Exception as error:
                _log.error("The queue could not be read:\n%s", trace(error))
                self._stopping.wait(_RETRY_SECONDS)
                continue
            if run is None:
                self._news.wait()
            else:
                self._carry_out(run)

    def _begin_next(self) -> Run | None:
        with self._lock:
            run = self._runs.take_next()
            self._current = Progress(run.id, self._stopping) if run else None
        return run

    def _carry_out(self, run: Run) -> None:
        assert self._current is not None
        self._record(self._outcome(run, self._current))
        self._current = None
        self._tell(run.id)

    def _outcome(self, run: Run, progress: Progress) -> Callable[[], None]:
        """Perform a run; returns what writes down how it went. One that the process's end stopped goes on later."""
        try:
            report = self._perform(run.id, run.request, progress)
        except Exception as error:
            _log.error("Run %s failed:\n%s", run.id, trace(error))
            return partial(self._runs.fail, run.id, _reason(run.id, error))
        if report.status == "cancelled":
            progress.is_cancelled()
        if progress.heeded and not progress.cancelled:
            return partial(self._runs.interrupt, run.id)
        if progress.heeded:
            report.status = "cancelled"
        return partial(self._runs.finish, run.id, report, progress.files if report.dry_run else ())

    def _record(self, outcome: Callable[[], None]) -> None:
        """Write down how a run went, as soon as that is possible: the disk may be full."""
        while True:
            try:
                return outcome()
            except Exception as error:
                _log.error("How a run went could not be written down:\n%s", trace(error))
            if self._stopping.wait(_RETRY_SECONDS):
                return None

    def _tell(self, run: str) -> None:
        try:
            ended = self._runs.get(run)
            for tell in self._ended if ended.is_over else ():
                tell(ended)
        except Exception as error:
            _log.error("Clearing up after run %s failed:\n%s", run, trace(error))


def _reason(run: str, error: Exception) -> str:
    if isinstance(error, EmbeddingError):
        return message("embedding_failed", "da")
    return message("disk_full" if is_disk_full(error) else "run_failed", "da", run=run[:8])

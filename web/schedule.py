"""What starts by itself: sources whose time has come, and folders whose files changed.

Folders are looked at every few seconds: names, sizes and times of their files. That works on network drives too,
which do not tell of changes.
"""

import hashlib
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from ingest.intake import is_left_out
from ingest.requests import Request
from ingest.runs import Run, Runs
from ingest.sources import Source, Sources
from ingest.stops import trace

_TICK_SECONDS = 2.0
_QUIET_SECONDS = 2.0
_SHARE = 10
"""A folder that takes long to look at is looked at the more seldom: for a tenth of the time at most."""
_UNREADABLE = "unreadable"
_log = logging.getLogger(__name__)

Submit = Callable[[Request], str]


@dataclass(slots=True)
class _Watched:
    """How a folder looked last, since when it does, and when to look again."""

    scan: str
    since: float
    next_look: float


class Schedule:
    """Asks for runs of sources when it is time, in a thread of its own."""

    def __init__(
        self, sources: Sources, runs: Runs, submit: Submit, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sources = sources
        self._runs = runs
        self._submit = submit
        self._clock = clock
        self._watched: dict[str, _Watched] = {}
        self._stopping = Event()
        self._thread = Thread(target=self._work, name="schedule", daemon=True)

    def start(self) -> None:
        """Begin to look after the sources."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for no further run. A folder on a drive that does not answer is not waited for."""
        self._stopping.set()

    def tick(self) -> None:
        """Ask for the runs whose time has come by now."""
        for source in self._sources.due():
            self._ask_for(source)
        watched = self._sources.watched()
        self._watched = {s.id: self._watched[s.id] for s in watched if s.id in self._watched}
        for source in watched:
            self._look_at(source)

    def _work(self) -> None:
        while not self._stopping.wait(_TICK_SECONDS):
            try:
                self.tick()
            except Exception as error:
                _log.error("The schedule failed and goes on:\n%s", trace(error))

    def _look_at(self, source: Source) -> None:
        """Ask for a run when a folder differs from what the last run was asked for, and has come to rest."""
        started = self._clock()
        known = self._watched.get(source.id)
        if known and started < known.next_look:
            return
        scan = scan_folder(Path(source.address))
        now = self._clock()
        next_look = now + _SHARE * (now - started)
        if known is None or known.scan != scan:
            self._watched[source.id] = known = _Watched(scan, now, next_look)
        known.next_look = next_look
        if scan != source.seen and now - known.since >= _QUIET_SECONDS and self._ask_for(source):
            self._sources.saw(source.id, scan)

    def _ask_for(self, source: Source) -> bool:
        """Ask for a run unless one waits or is at work; returns whether it was asked for."""
        if self._runs.pending_of(source.id):
            return False
        self._submit(Request(source=source.id))
        return True


def settle(sources: Sources, runs: Runs, run: Run) -> None:
    """Set when the source of a run that ended is due again."""
    if run.request.source and not run.request.dry_run:
        sources.settle(run.request.source, runs.failures_of(run.request.source))


def scan_folder(folder: Path) -> str:
    """A digest of what lies in a folder: names, sizes and times of change."""
    digest = hashlib.sha256()
    try:
        for parent, folders, names in os.walk(folder, onerror=_raise):
            folders[:] = sorted(name for name in folders if not is_left_out(Path(parent, name)))
            for name in sorted(names):
                if not name.startswith((".", "~$")):
                    digest.update(_entry(Path(parent, name)))
    except OSError:
        return _UNREADABLE
    return digest.hexdigest()


def _entry(path: Path) -> bytes:
    try:
        found = path.stat()
    except FileNotFoundError:  # deleted since its name was read, or a link to nothing
        return os.fsencode(path) + b"\0gone\n"
    return os.fsencode(path) + f"\0{found.st_size}\0{found.st_mtime_ns}\n".encode()


def _raise(error: OSError) -> None:
    raise error

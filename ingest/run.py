"""One ingestion: find the files, take each in, and take out of use what vanished from its source."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from ingest.activation import Activator, now
from ingest.admission import Admission, Eyes
from ingest.blocks import Reading
from ingest.changes import Citing
from ingest.inspection import Inspect
from ingest.intake import Candidate, find_files, find_uploads
from ingest.ledger import Ledger
from ingest.places import Places
from ingest.reading import ReadingProcess
from ingest.report import Report
from ingest.requests import Request
from ingest.vanished import Removal
from ingest.work import Intake, Observer, Work

__all__ = ["Ingestion", "Observer", "Request"]

OpenSource = Callable[[str, Places, Observer], AbstractContextManager[Intake]]
"""Opens a registered source by its id."""


@dataclass(frozen=True, slots=True)
class Ingestion:
    """Carries out runs, one at a time."""

    activator: Activator
    reading: ReadingProcess
    citing: Citing
    open_source: OpenSource
    inspect: Inspect

    def perform(self, run: str, request: Request, observer: Observer) -> Report:
        """Carry out a run whose row exists; a file that fails is reported and leaves its former version in force.

        It may be called again for a run that was interrupted: what was done is not done again. When the embedding
        service fails or the disk is full, the files after it would fail alike: they are reported as not tried.
        """
        with self.activator.exclusive:
            return self._perform(run, request, observer)

    def _perform(self, run: str, request: Request, observer: Observer) -> Report:
        started = time.perf_counter()
        report = Report(run=run, dry_run=request.dry_run)
        ledger = Ledger(self.activator.engine, run, request.source)
        before = ledger.begin()
        for result in before:
            report.count(result)
        places = Places(self.activator.engine)

        def read(candidate: Candidate) -> Reading:
            assert candidate.path is not None
            return self.reading.read(candidate.path, candidate.member, candidate.suffix, observer.recognised)

        eyes = Eyes(read, self.inspect, self.citing)
        admission = Admission(self.activator, places, ledger, eyes, request.dry_run)
        removal = Removal(ledger, places, self.citing, request.dry_run)
        work = Work(self.reading, ledger, admission, places, removal, report, observer, request)
        with self._open(request, places, observer) as intake:
            work.take_in(intake)
            if report.status == "done":
                work.take_out(intake)
        done_before = {result.location for result in before}
        report.unchanged = sum(location not in done_before for location in admission.unchanged)
        if not request.dry_run:
            places.saw(admission.unchanged, now(), request.source)
        report.seconds = round(time.perf_counter() - started, 2)
        return report

    def _open(self, request: Request, places: Places, observer: Observer) -> AbstractContextManager[Intake]:
        if request.source:
            return self.open_source(request.source, places, observer)
        if request.upload:
            return nullcontext(find_uploads(Path(request.upload)))
        return nullcontext(find_files(Path(path) for path in request.paths))

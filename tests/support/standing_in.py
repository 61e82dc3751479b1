"""A stand-in for an ingestion: takes in files that are only names, as fast or as slowly as a test lets it."""

from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Event

from sqlalchemy import Engine

import ingest
from ingest.database import open_database
from ingest.report import FileResult, Report
from ingest.requests import Request
from ingest.work import Observer

FILES = ("a.md", "b.md", "c.md")
PATIENCE_SECONDS = 30.0


@dataclass
class StandIn:
    """Performs runs of three files each; with `holds`, it waits in each file until `let_go` is called."""

    holds: bool = False
    error: Exception | None = None
    performed: list[str] = field(default_factory=list)
    at_work: Event = field(default_factory=Event)
    _permits: Queue[None] = field(default_factory=Queue)

    def perform(self, run: str, request: Request, observer: Observer) -> Report:
        """See `ingest.run.Ingestion.perform`."""
        report = Report(run=run, dry_run=request.dry_run)
        self.performed.append(run)
        for done, name in enumerate(FILES):
            if observer.is_cancelled():
                report.status = "cancelled"
                return report
            observer.progress(done, len(FILES), name)
            self.at_work.set()
            if self.holds:
                self._permits.get(timeout=PATIENCE_SECONDS)
            if self.error:
                raise self.error
            result = FileResult(name, f"/{name}", "added", document=f"d{done}", version=1, passages=1)
            report.count(result)
            observer.finished(result)
        observer.progress(len(FILES), len(FILES), "")
        return report

    def let_go(self, files: int = 1) -> None:
        """Have so many files end."""
        for _ in range(files):
            self._permits.put(None)


def empty_corpus(folder: Path) -> Engine:
    """The database of a corpus without documents."""
    return open_database(f"sqlite:///{folder / 'corpus.db'}", Path(ingest.__path__[0], "migrations"))

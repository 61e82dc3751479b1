"""Writing down what became of a file: its place, and its line in the run's report."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from ingest import quarantine
from ingest.activation import now
from ingest.intake import Candidate
from ingest.lifecycle import rename, retire_in
from ingest.places import Place
from ingest.prepare import EDITION
from ingest.report import FileResult
from ingest.runs import file_result, file_row
from ingest.tables import PlaceRow, RunFileRow


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books of one run; `source` is the registered source that it reads, if any."""

    engine: Engine
    run: str
    source: str | None

    def begin(self) -> list[FileResult]:
        """What the run did before it was interrupted, if it was; what failed then is tried again."""
        with Session(self.engine) as session, session.begin():
            mine = RunFileRow.run_id == self.run
            session.execute(delete(RunFileRow).where(mine, RunFileRow.outcome.in_(("failed", "skipped"))))
            rows = session.scalars(select(RunFileRow).where(mine).order_by(RunFileRow.id))
            return [file_result(row) for row in rows]

    def write(self, session: Session, result: FileResult) -> None:
        """Enter a file's line into the run's report."""
        session.add(file_row(self.run, result))

    def place(self, session: Session, candidate: Candidate, sha256: str, document: str | None) -> None:
        """Write down that a document was found at a place, made of bytes with this digest."""
        row = session.scalar(select(PlaceRow).where(PlaceRow.location == candidate.location))
        if row is None:
            row = PlaceRow(location=candidate.location, first_seen=now())
            session.add(row)
        row.name, row.document_id, row.container = candidate.name, document, candidate.container
        row.source_id = self.source or row.source_id
        row.sha256, row.reader = sha256, EDITION
        row.fetched = candidate.fetched
        row.last_seen, row.gone_at = now(), None
        quarantine.replace_at(session, candidate.location, sha256)

    def remember(self, place: Place, told: dict[str, str | None]) -> None:
        """Write down what an address told with a file that had not changed."""
        with Session(self.engine) as session, session.begin():
            row = session.get_one(PlaceRow, place.id)
            row.fetched = (row.fetched or {}) | told

    def move(self, session: Session, place: Place, candidate: Candidate) -> None:
        """Write down that the file of a place has another location now."""
        row = session.get_one(PlaceRow, place.id)
        quarantine.move(session, row.location, candidate.location, candidate.name)
        row.location, row.name, row.container = candidate.location, candidate.name, candidate.container
        row.source_id = self.source  # where it moved to may be no place of its former source
        row.last_seen, row.gone_at = now(), None
        if place.document:
            rename(session, place.document, candidate.name)

    def leave(self, session: Session, place: Place, others: bool) -> None:
        """Write down that a place's file is gone; its document is retired when no `others` hold it."""
        session.get_one(PlaceRow, place.id).gone_at = now()
        quarantine.replace_at(session, place.location, None)
        if place.document and not others:
            retire_in(session, place.document, "vanished")


def with_place(changes: dict[str, Any], document: str, title: str, version: int) -> dict[str, Any]:
    """The changes of a file with the document and version that they are about, for a report over many files."""
    about = {"document": document, "title": title, "version": version}
    decisions = [{**about, **change} for change in changes.get("decisions", [])]
    answers = [{**about, **answer} for answer in changes.get("answers", [])]
    return {"decisions": decisions, "answers": answers} if decisions or answers else {}


def numbered(result: FileResult, document: str, version: int, embedded: int, title: str) -> FileResult:
    """A result with what is known only when its version was written."""
    changes = with_place(result.changes, document, title, version)
    return replace(result, document=document, version=version, embedded=embedded, changes=changes)

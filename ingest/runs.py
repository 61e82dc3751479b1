"""Runs in SQL: the queue of what is to be ingested, and what became of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, case, func, select, tuple_, update
from sqlalchemy.orm import Session

from ingest.report import FileResult, Report
from ingest.requests import Request
from ingest.tables import RunFileRow, RunRow

PENDING = ("queued", "interrupted", "running")
WAITING = ("queued", "interrupted")
_OLDEST_FIRST = (case((RunRow.status == "interrupted", 0), else_=1), RunRow.requested_at, RunRow.id)
_NEWEST_FIRST = (RunRow.requested_at.desc(), RunRow.id.desc())
_LOOKED_AT = 32
_STOPPED = "Indlæsningen stoppede, før den var færdig. Se hvorfor ved filerne, og kør den igen."


class RunNotFoundError(LookupError):
    """There is no run with this id."""


class RunOverError(Exception):
    """The run has ended already."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands; `status` is as in `ingest.tables.RunRow`.

    `report` is what `Report.as_json` gave; `reason` says in Danish why a run failed as a whole.
    """

    id: str
    status: str
    request: Request
    requested_at: str
    started_at: str | None
    finished_at: str | None
    report: dict[str, Any] | None
    reason: str | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status not in PENDING

    @property
    def worked(self) -> bool:
        """Whether it ended well: not as a whole, and not with every file, in failure."""
        found = self.report or {}
        good = ("added", "updated", "unchanged", "removed", "renamed", "joined", "restored")
        return self.status == "done" and not (found.get("failed") and not any(found.get(key) for key in good))


class Runs:
    """All runs. Safe to use from several threads; LookupError (`RunNotFoundError`) for an id that is none."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enqueue(self, request: Request, run: str) -> str:
        """Put a request into the queue as the run with this new id.

        A run that waits with the same request will do what is asked for: then its id is returned instead.
        """
        with Session(self._engine) as session, session.begin():
            waiting = session.scalars(
                select(RunRow).where(RunRow.status.in_(WAITING)).order_by(*_OLDEST_FIRST)
            )
            for row in waiting:
                if Request.from_json(row.request) == request:
                    return row.id
            session.add(
                RunRow(
                    id=run,
                    status="queued",
                    request=request.as_json(),
                    source_id=request.source,
                    requested_at=_now(),
                )
            )
        return run

    def recover(self) -> int:
        """Mark what a process that ended was at work on as interrupted; returns how many runs that were.

        To be called when this process alone holds the home folder, before it begins any run.
        """
        with Session(self._engine) as session, session.begin():
            lost = session.scalars(select(RunRow).where(RunRow.status == "running")).all()
            for row in lost:
                row.status = "interrupted"
        return len(lost)

    def take_next(self) -> Run | None:
        """Begin the run whose turn it is: what was interrupted goes first, then the order of requests decides."""
        with Session(self._engine) as session, session.begin():
            row = session.scalar(
                select(RunRow).where(RunRow.status.in_(WAITING)).order_by(*_OLDEST_FIRST).limit(1)
            )
            if row is None or not _change(session, row.id, WAITING, status="running"):
                return None
            session.refresh(row)
            row.started_at = row.started_at or _now()
            return _run(row)

    def finish(self, run: str, report: Report, files: Sequence[FileResult] = ()) -> None:
        """Write down how a run that ended by itself or was cancelled went.

        `files` are those of a dry run, which wrote none itself.
        """
        status = "failed" if report.status == "stopped" else report.status
        told = report.as_json() | ({"reason": _STOPPED} if status == "failed" else {})
        with Session(self._engine) as session, session.begin():
            _change(session, run, PENDING, status=status, finished_at=_now(), report=told)
            session.add_all(file_row(run, file) for file in files)

    def fail(self, run: str, reason: str) -> None:
        """Write down that a run failed as a whole; `reason` is one Danish line."""
        with Session(self._engine) as session, session.begin():
            _change(session, run, PENDING, status="failed", finished_at=_now(), report={"reason": reason})

    def interrupt(self, run: str) -> None:
        """Write down that a run was stopped and is to be taken up again."""
        with Session(self._engine) as session, session.begin():
            _change(session, run, PENDING, status="interrupted")

    def cancel(self, run: str) -> bool:
        """Cancel a run that waits; returns whether it did. One at work has to be told to stop itself.

        RunOverError when it has ended.
        """
        with Session(self._engine) as session, session.begin():
            if _change(session, run, WAITING, status="cancelled", finished_at=_now()):
                return True
        if self.get(run).is_over:
            raise RunOverError(run)
        return False

    def get(self, run: str) -> Run:
        """One run."""
        with Session(self._engine) as session:
            row = session.get(RunRow, run)
            if row is None:
                raise RunNotFoundError(run)
            return _run(row)

    def newest(self, limit: int, before: str | None = None) -> list[Run]:
        """The newest runs, or those that were asked for before the run `before`, the newest first."""
        query = select(RunRow).order_by(*_NEWEST_FIRST).limit(limit)
        if before is not None:
            last = self.get(before)
            query = query.where(tuple_(RunRow.requested_at, RunRow.id) < (last.requested_at, last.id))
        with Session(self._engine) as session:
            return [_run(row) for row in session.scalars(query)]

    def pending(self) -> list[Run]:
        """The runs that wait or are at work, in the order of their turns."""
        query = select(RunRow).where(RunRow.status.in_(PENDING)).order_by(*_OLDEST_FIRST)
        with Session(self._engine) as session:
            return [_run(row) for row in session.scalars(query)]

    def files(self, run: str, after: int = 0) -> list[FileResult]:
        """The files of a run that did not stay as they were, oldest first, without the first `after` of them."""
        query = select(RunFileRow).where(RunFileRow.run_id == run).order_by(RunFileRow.id).offset(after)
        with Session(self._engine) as session:
            return [file_result(row) for row in session.scalars(query)]

    def count_files(self, run: str) -> int:
        """How many files `files` would give."""
        with Session(self._engine) as session:
            return session.scalar(select(func.count()).where(RunFileRow.run_id == run)) or 0

    def pending_of(self, source: str) -> str | None:
        """The run of a source that waits or is at work."""
        query = select(RunRow.id).where(RunRow.source_id == source, RunRow.status.in_(PENDING)).limit(1)
        with Session(self._engine) as session:
            return session.scalar(query)

    def ended_of(self, source: str) -> list[Run]:
        """The last runs of a source that ended and were no dry runs, the newest first."""
        query = select(RunRow).where(RunRow.source_id == source, RunRow.status.not_in(PENDING))
        with Session(self._engine) as session:
            rows = session.scalars(query.order_by(*_NEWEST_FIRST).limit(_LOOKED_AT))
            return [run for run in map(_run, rows) if not run.request.dry_run]

    def failures_of(self, source: str) -> int:
        """How many times in a row a source failed; runs that somebody cancelled do not count."""
        count = 0
        for run in self.ended_of(source):
            if run.worked:
                break
            count += run.status != "cancelled"
        return count


def _change(session: Session, run: str, expected: Sequence[str], **values: Any) -> bool:
    """Change a run whose status is one of those expected; returns whether it was."""
    changed = update(RunRow).where(RunRow.id == run, RunRow.status.in_(expected)).values(**values)
    return session.execute(changed.returning(RunRow.id)).first() is not None


def _run(row: RunRow) -> Run:
    told = dict(row.report or {})
    reason = told.pop("reason", None)
    request = Request.from_json(row.request)
    times = (row.requested_at, row.started_at, row.finished_at)
    return Run(row.id, row.status, request, *times, report=told or None, reason=reason)


def file_row(run: str, file: FileResult) -> RunFileRow:
    """The row of a file in a run."""
    values = asdict(file)
    return RunFileRow(run_id=run, document_id=values.pop("document"), **values)


def file_result(row: RunFileRow) -> FileResult:
    """What a row says of a file."""
    return FileResult(
        name=row.name,
        location=row.location,
        outcome=row.outcome,
        reason=row.reason,
        document=row.document_id,
        version=row.version,
        passages=row.passages,
        embedded=row.embedded,
        changes=row.changes,
    )


def _now() -> str:
    """The time, fine enough to keep the order of requests."""
    return datetime.now(UTC).isoformat(timespec="microseconds")

"""Pauses: a rule or a document is taken out of use for a while, by two people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Literal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.audit import SYSTEM, Audit, now
from assistant.journal import Base
from assistant.refusals import RefusedError, is_same_person

Kind = Literal["rule", "document"]
State = Literal["asked", "active", "ended", "withdrawn", "expired"]
KINDS: tuple[Kind, ...] = ("rule", "document")


class PauseRow(Base):
    """A pause; `until` is its last day, `ended_at` is set when it is over, `expired` when its last day was past."""

    __tablename__ = "pauses"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    target: Mapped[str]
    reason: Mapped[str]
    until: Mapped[str | None]
    asked_by: Mapped[str]
    asked_at: Mapped[str]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[str | None]
    ended_by: Mapped[str | None]
    ended_at: Mapped[str | None]
    expired: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of the rule or document `target`: asked for by one person, in force when another confirmed it.

    `until` is its last day (ISO 8601), none while somebody must end it. Times are UTC, ISO 8601.
    """

    id: int
    kind: Kind
    target: str
    reason: str
    until: str | None
    asked_by: str
    asked_at: str
    confirmed_by: str | None
    confirmed_at: str | None
    ended_by: str | None
    ended_at: str | None
    state: State


@dataclass(frozen=True, slots=True)
class _InForce:
    """What is paused on a day."""

    day: date
    rules: frozenset[str]
    documents: frozenset[str]


class Pauses:
    """Asks for, confirms and ends pauses. Safe to use from several threads.

    `exists` says whether there is such a rule or document. `today` gives the present day.
    """

    def __init__(
        self,
        engine: Engine,
        audit: Audit,
        exists: Callable[[Kind, str], bool],
        today: Callable[[], date] = date.today,
    ) -> None:
        self._engine = engine
        self._audit = audit
        self._exists = exists
        self._today = today
        self._changing = Lock()
        self._in_force: _InForce | None = None

    def rules(self) -> frozenset[str]:
        """The rules that are paused today; cheap, for it is asked with every text that is checked."""
        return self._current().rules

    def documents(self) -> frozenset[str]:
        """The documents (their ids) that are paused today."""
        return self._current().documents

    def _current(self) -> _InForce:
        known, day = self._in_force, self._today()
        if known is None or known.day != day:
            with self._changing:
                self._expire(day)
                self._in_force = known = self._read(day)
        return known

    def _read(self, day: date) -> _InForce:
        with Session(self._engine) as session:
            query = select(PauseRow).where(PauseRow.ended_at.is_(None), PauseRow.confirmed_at.is_not(None))
            rows = session.scalars(query).all()
        of_kind = {kind: frozenset(row.target for row in rows if row.kind == kind) for kind in KINDS}
        return _InForce(day, of_kind["rule"], of_kind["document"])

    def _expire(self, day: date) -> None:
        """End what has its last day behind it, confirmed or not."""
        with Session(self._engine) as session, session.begin():
            late = (PauseRow.ended_at.is_(None), PauseRow.until < day.isoformat())
            for row in session.scalars(select(PauseRow).where(*late)):
                row.ended_by, row.ended_at, row.expired = SYSTEM, now(), True
                self._audit.add(session, SYSTEM, "pause.expire", row.target, _told(row))

    def list(self) -> list[Pause]:
        """Every pause, the newest first."""
        self._current()
        with Session(self._engine) as session:
            return [_pause(row) for row in session.scalars(select(PauseRow).order_by(PauseRow.id.desc()))]

    def ask(self, kind: Kind, target: str, by: str, why: str, until: date | None = None) -> Pause:
        """Ask for a pause until the end of a day, or until somebody ends it; nothing changes before it is confirmed."""
        name, words = self._audit.by(by), self._audit.because(why)
        if not self._exists(kind, target):
            raise RefusedError(f"pause_no_{kind}", target=target)
        if until is not None and until < self._today():
            raise RefusedError("pause_past")
        self._current()
        with self._changing, Session(self._engine) as session, session.begin():
            same = (PauseRow.kind == kind, PauseRow.target == target, PauseRow.ended_at.is_(None))
            if there := session.scalar(select(PauseRow).where(*same)):
                raise RefusedError("pause_exists", id=there.id, target=target)
            row = PauseRow(
                kind=kind,
                target=target,
                reason=words,
                until=until.isoformat() if until else None,
                asked_by=name,
                asked_at=now(),
                expired=False,
            )
            session.add(row)
            session.flush()
            self._audit.add(session, name, "pause.ask", target, {**_told(row), "reason": words})
            return _pause(row)

    def confirm(self, pause: int, by: str) -> Pause:
        """Put a pause in force; RefusedError unless it is another person than the one who asked for it."""
        name = self._audit.by(by)
        self._current()
        with self._changing, Session(self._engine) as session, session.begin():
            row = _open(session, pause)
            if row.confirmed_at is not None:
                raise RefusedError("pause_confirmed", id=pause)
            if is_same_person(row.asked_by, name):
                raise RefusedError("pause_same_person", name=row.asked_by)
            row.confirmed_by, row.confirmed_at = name, now()
            self._audit.add(session, name, "pause.confirm", row.target, _told(row))
            self._in_force = None
            return _pause(row)

    def end(self, pause: int, by: str) -> Pause:
        """End a pause that is in force, or withdraw one that was asked for; one person is enough."""
        name = self._audit.by(by)
        self._current()
        with self._changing, Session(self._engine) as session, session.begin():
            row = _open(session, pause)
            row.ended_by, row.ended_at = name, now()
            action = "pause.end" if row.confirmed_at else "pause.withdraw"
            self._audit.add(session, name, action, row.target, _told(row))
            self._in_force = None
            return _pause(row)


def _open(session: Session, pause: int) -> PauseRow:
    row = session.get(PauseRow, pause)
    if row is None:
        raise RefusedError("pause_not_found", id=pause)
    if row.ended_at is not None:
        raise RefusedError("pause_over", id=pause)
    return row


def _told(row: PauseRow) -> dict[str, str | int | None]:
    return {"pause": row.id, "kind": row.kind, "until": row.until}


def _pause(row: PauseRow) -> Pause:
    return Pause(
        row.id,
        "rule" if row.kind == "rule" else "document",
        row.target,
        row.reason,
        row.until,
        row.asked_by,
        row.asked_at,
        row.confirmed_by,
        row.confirmed_at,
        row.ended_by,
        row.ended_at,
        _state(row),
    )


def _state(row: PauseRow) -> State:
    if row.ended_at is None:
        return "active" if row.confirmed_at else "asked"
    if row.expired:
        return "expired"
    return "ended" if row.confirmed_at else "withdrawn"

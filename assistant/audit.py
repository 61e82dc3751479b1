"""The audit log: who changed what, and when. Lines are added and read, never changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import JsonValue
from sqlalchemy import JSON, Engine, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.journal import Base
from assistant.refusals import person, reason

SYSTEM = "kkgpt"
"""The actor of what the product does by itself."""

_MADE = frozenset({"version", "former", "document", "answer", "until", "measured_at", "sha256"})
"""Names of details that the product made itself: digits in them are no one's number, and stay."""


class AuditRow(Base):
    """A line of the audit log."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    target: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log: at what time (UTC, ISO 8601) who did what to what.

    `action` is a subject and a verb ("policy.activate"), `target` the id of what was changed. `detail` holds reasons
    and figures, never the text of a question.
    """

    id: int
    at: str
    actor: str
    action: str
    target: str
    detail: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, and how many there are in all."""

    entries: list[Entry]
    total: int


def now() -> str:
    """The present time as it is written into the database: UTC, ISO 8601, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Audit:
    """Writes and reads the audit log. Safe to use from several threads.

    `redact` removes identifiers from the texts of a line before it is written.
    """

    def __init__(self, engine: Engine, redact: Callable[[str], str]) -> None:
        self._engine = engine
        self._redact = redact

    def write(
        self, actor: str, action: str, target: str, detail: Mapping[str, JsonValue] | None = None
    ) -> None:
        """Add a line in a transaction of its own."""
        with Session(self._engine) as session, session.begin():
            self.add(session, actor, action, target, detail)

    def add(
        self,
        session: Session,
        actor: str,
        action: str,
        target: str,
        detail: Mapping[str, JsonValue] | None = None,
    ) -> None:
        """Add a line to a transaction, so that the change and its line are written together or not at all."""
        cleaned = self._cleaned(dict(detail or {}))
        session.add(
            AuditRow(at=now(), actor=self._redact(actor), action=action, target=target, detail=cleaned)
        )

    def by(self, name: str) -> str:
        """A person's name as it is kept; RefusedError where there is none."""
        return self._redact(person(name))

    def because(self, words: str) -> str:
        """A reason as it is kept; RefusedError where there is none."""
        return self._redact(reason(words))

    def _cleaned(self, value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return self._redact(value)
        if isinstance(value, list):
            return [self._cleaned(item) for item in value]
        if isinstance(value, dict):
            return {key: item if key in _MADE else self._cleaned(item) for key, item in value.items()}
        return value

    def page(self, action: str = "", most: int = 50, offset: int = 0) -> Page:
        """At most `most` lines from the `offset`th newest on.

        `action` keeps to one action, or to one subject where it has no verb ("policy").
        """
        wanted = (AuditRow.action == action) | AuditRow.action.startswith(f"{action}.", autoescape=True)
        condition = wanted if action else AuditRow.id.is_not(None)
        query = select(AuditRow).where(condition).order_by(AuditRow.id.desc()).limit(most).offset(offset)
        with Session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(AuditRow).where(condition)) or 0
            return Page([_entry(row) for row in session.scalars(query)], total)

    def actions(self) -> list[str]:
        """The actions that occur, in alphabetical order."""
        with Session(self._engine) as session:
            return list(session.scalars(select(AuditRow.action).distinct().order_by(AuditRow.action)))


def _entry(row: AuditRow) -> Entry:
    return Entry(row.id, row.at, row.actor, row.action, row.target, row.detail)

"""Hand-overs: an answer that somebody wants a colleague of the AI hotline to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.answer import Answer
from assistant.audit import Audit, now
from assistant.journal import AnswerRow, Base, new_id
from assistant.refusals import RefusedError

Status = Literal["open", "closed"]
MOST_WORDS = 2_000


class HandoverRow(Base):
    """A hand-over of an answer; its texts were redacted before they came here."""

    __tablename__ = "handovers"
    id: Mapped[str] = mapped_column(primary_key=True)
    answer_id: Mapped[str]
    at: Mapped[str]
    rule: Mapped[str | None]
    question: Mapped[str | None]
    note: Mapped[str]
    status: Mapped[str]
    closed_by: Mapped[str | None]
    closed_at: Mapped[str | None]
    closing_note: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Handover:
    """A hand-over: which answer, the rule that stopped it if one did, and what the person added.

    `question` is set where the person chose to send it along, since a question that was stopped is not kept otherwise.
    """

    id: str
    answer: str
    at: str
    rule: str | None
    question: str | None
    note: str
    status: Status
    closed_by: str | None
    closed_at: str | None
    closing_note: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A hand-over with the answer as the journal holds it."""

    handover: Handover
    answer: Answer


class Handovers:
    """Takes hand-overs in, lists and closes them. `redact` removes identifiers and names before anything is written."""

    def __init__(self, engine: Engine, audit: Audit, redact: Callable[[str], str]) -> None:
        self._engine = engine
        self._audit = audit
        self._redact = redact

    def add(self, answer: str, note: str = "", question: str | None = None) -> Handover:
        """Hand an answer over; RefusedError for an unknown one. The same wish again is the same hand-over."""
        words = self._redact(note.strip())[:MOST_WORDS]
        asked = self._redact(question.strip())[:MOST_WORDS] if question and question.strip() else None
        with Session(self._engine) as session, session.begin():
            found = session.get(AnswerRow, answer)
            if found is None:
                raise RefusedError("answer_not_found")
            same = select(HandoverRow).where(
                HandoverRow.answer_id == answer,
                HandoverRow.status == "open",
                HandoverRow.note == words,
                HandoverRow.question.is_not_distinct_from(asked),
            )
            if there := session.scalar(same):
                return _handover(there)
            row = HandoverRow(
                id=new_id(),
                answer_id=answer,
                at=now(),
                rule=_stopping(Answer.model_validate(found.answer)),
                question=asked,
                note=words,
                status="open",
            )
            session.add(row)
            session.flush()
            return _handover(row)

    def get(self, handover: str) -> Handover:
        """A hand-over; RefusedError for an unknown one."""
        with Session(self._engine) as session:
            return _handover(_known(session, handover))

    def page(self, status: Status | None = None, most: int = 20, offset: int = 0) -> tuple[list[Case], int]:
        """Hand-overs with their answers, the newest first, and how many there are in all."""
        condition = HandoverRow.status == status if status else HandoverRow.id.is_not(None)
        query = (
            select(HandoverRow, AnswerRow.answer)
            .join(AnswerRow, AnswerRow.id == HandoverRow.answer_id)
            .where(condition)
            .order_by(HandoverRow.at.desc(), HandoverRow.id)
        )
        with Session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(HandoverRow).where(condition)) or 0
            rows = session.execute(query.limit(most).offset(offset)).all()
            return [Case(_handover(row), Answer.model_validate(answer)) for row, answer in rows], total

    def close(self, handover: str, by: str, note: str = "") -> Handover:
        """Close a hand-over with a note; RefusedError when it is closed already."""
        name = self._audit.by(by)
        with Session(self._engine) as session, session.begin():
            row = _known(session, handover)
            if row.status == "closed":
                raise RefusedError("handover_closed")
            row.status, row.closed_by, row.closed_at = "closed", name, now()
            row.closing_note = self._redact(note.strip())[:MOST_WORDS]
            detail = {"answer": row.answer_id, "note": row.closing_note}
            self._audit.add(session, name, "handover.close", row.id, detail)
            return _handover(row)


def _known(session: Session, handover: str) -> HandoverRow:
    row = session.get(HandoverRow, handover)
    if row is None:
        raise RefusedError("handover_not_found")
    return row


def _stopping(answer: Answer) -> str | None:
    """The rule that kept the answer from being given, or else the first that acted."""
    stopping = (note.rule for note in answer.guardrails if note.action in ("block", "route"))
    return next(stopping, next((note.rule for note in answer.guardrails), None))


def _handover(row: HandoverRow) -> Handover:
    return Handover(
        row.id,
        row.answer_id,
        row.at,
        row.rule,
        row.question,
        row.note,
        "closed" if row.status == "closed" else "open",
        row.closed_by,
        row.closed_at,
        row.closing_note,
    )

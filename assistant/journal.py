"""The journal: what was asked, what was answered, and from which versions."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Engine, Executable, ForeignKey, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from assistant.answer import Answer


class Base(DeclarativeBase):
    """Base of the journal's tables."""


class ConversationRow(Base):
    """A conversation."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[str]


class AnswerRow(Base):
    """An answer with its question; `answer` is the whole JSON, the columns beside it are for searching."""

    __tablename__ = "answers"
    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    asked_at: Mapped[str]
    as_of: Mapped[str]
    question: Mapped[str]
    status: Mapped[str]
    confidence: Mapped[float]
    corpus_revision: Mapped[int]
    policy_version: Mapped[str]
    model: Mapped[str]
    milliseconds: Mapped[float]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    scores: Mapped[dict[str, Any]] = mapped_column(JSON)


class CitationRow(Base):
    """A citation of an answer, for finding the answers that cite a version."""

    __tablename__ = "citations"
    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str]
    version: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A recorded question by the id of its answer."""

    answer: str
    question: str


@dataclass(frozen=True, slots=True)
class CitingAnswer:
    """An answer that cites a version of a document, and a place that it cites: the first, where there are several."""

    answer: str
    question: str
    asked_at: str
    version: int
    start: int
    end: int


def new_id() -> str:
    """An id for an answer or a conversation."""
    return uuid.uuid4().hex


class Journal:
    """Records answers. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, answer: Answer, as_of: date, confidence: float, scores: Mapping[str, float]) -> None:
        """Write an answer and its citations in one transaction; its texts are already redacted.

        `scores` are those that the rules gave the question, triggered or not.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with Session(self._engine) as session, session.begin():
            session.execute(self._new_conversation(answer.conversation, now))
            session.add(
                AnswerRow(
                    id=answer.id,
                    conversation_id=answer.conversation,
                    asked_at=now,
                    as_of=as_of.isoformat(),
                    question=answer.question,
                    status=answer.status,
                    confidence=confidence,
                    corpus_revision=answer.corpus_revision,
                    policy_version=answer.policy_version,
                    model=answer.model,
                    milliseconds=sum(answer.milliseconds.values()),
                    answer=answer.model_dump(mode="json"),
                    scores=dict(scores),
                )
            )
            session.flush()
            session.add_all(
                CitationRow(
                    answer_id=answer.id,
                    number=c.number,
                    document=c.document,
                    version=c.version,
                    start=c.start,
                    end=c.end,
                )
                for c in answer.citations
            )

    def _new_conversation(self, conversation: str, now: str) -> Executable:
        """Adds the conversation unless it is there, also when another question of it does so at the same time."""
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        return insert(ConversationRow).values(id=conversation, started_at=now).on_conflict_do_nothing()

    def earlier(self, conversation: str, most: int = 6) -> list[Earlier]:
        """The newest questions of a conversation, oldest first, without those that were stopped and are not kept."""
        query = (
            select(AnswerRow.id, AnswerRow.question)
            .where(AnswerRow.conversation_id == conversation, AnswerRow.status.not_in(("blocked", "routed")))
            .order_by(AnswerRow.asked_at.desc())
            .limit(most)
        )
        with Session(self._engine) as session:
            return [Earlier(*row) for row in session.execute(query)][::-1]

    def redact_earlier(self, answer: str, question: str) -> None:
        """Replace the text of a recorded question by one without what turned out to be an identifier.

        SQLite's log of writes, which still has the former text, is emptied too.
        """
        with Session(self._engine) as session, session.begin():
            row = session.get_one(AnswerRow, answer)
            row.question, row.answer = question, row.answer | {"question": question}
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def answers(self, conversation: str) -> list[AnswerRow]:
        """The answers of a conversation, oldest first."""
        with Session(self._engine) as session:
            query = (
                select(AnswerRow)
                .where(AnswerRow.conversation_id == conversation)
                .order_by(AnswerRow.asked_at)
            )
            return list(session.scalars(query))

    def citing(self, document: str, most: int = 50) -> list[CitingAnswer]:
        """The answers that cite a document, the newest first."""
        query = (
            select(AnswerRow.id, AnswerRow.question, AnswerRow.asked_at, CitationRow.version)
            .add_columns(func.min(CitationRow.start), func.min(CitationRow.end))
            .join(CitationRow, CitationRow.answer_id == AnswerRow.id)
            .where(CitationRow.document == document)
            .group_by(AnswerRow.id, AnswerRow.question, AnswerRow.asked_at, CitationRow.version)
            .order_by(AnswerRow.asked_at.desc(), AnswerRow.id)
            .limit(most)
        )
        with Session(self._engine) as session:
            return [CitingAnswer(*row) for row in session.execute(query)]

    def citations(self, document: str, most: int) -> list[CitingAnswer]:
        """Every place of a document that an answer cites, those of the newest answers first."""
        query = (
            select(AnswerRow.id, AnswerRow.question, AnswerRow.asked_at)
            .add_columns(CitationRow.version, CitationRow.start, CitationRow.end)
            .join(CitationRow, CitationRow.answer_id == AnswerRow.id)
            .where(CitationRow.document == document)
            .order_by(AnswerRow.asked_at.desc(), AnswerRow.id, CitationRow.number)
            .limit(most)
        )
        with Session(self._engine) as session:
            return [CitingAnswer(*row) for row in session.execute(query)]

"""Change control over a database of its own, with rules whose eyes are a few plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import assistant
from assistant.answer import Answer, ContactNote, GuardrailNote, Status
from assistant.journal import AnswerRow, Journal, new_id
from guardrails.guard import Guard, Recognisers
from guardrails.policy import DEFAULT, Policy, parse_policy
from guardrails.rules import cpr
from guardrails.verdict import Action, Finding, Recogniser
from ingest.database import open_database

SOURCE = DEFAULT.read_text(encoding="utf-8")
MIGRATIONS = Path(assistant.__path__[0]) / "migrations"
CPR = "150385-1004"


def journal_engine(folder: Path) -> Engine:
    """An empty journal."""
    return open_database(f"sqlite:///{folder / 'journal.db'}", MIGRATIONS)


def scored(word: str, score: float) -> Recogniser:
    """Sees a word, as sure as `score`."""
    return lambda message: Finding(score) if word in message.text else None


def plain_guard(policy: Policy, paused: Callable[[], frozenset[str]] = frozenset) -> Guard:
    """A guard that sees CPR numbers, "afgør" (decision, .6) and "ansøger" (hr-ranking, .6)."""
    meanings = {"decision": scored("afgør", 0.6), "hr-ranking": scored("ansøger", 0.6)}
    return Guard(policy, Recognisers({"cpr": cpr.find}, meanings, lambda _: ()), paused=paused)


def changed(rule: str, before: str, after: str, source: str = SOURCE) -> str:
    """A policy's text with one change within a rule."""
    start = source.index(f"- id: {rule}\n")
    assert before in source[start:]
    return source[:start] + source[start:].replace(before, after, 1)


def with_threshold(rule: str, threshold: float, source: str = SOURCE) -> Policy:
    """A policy in which one rule has another threshold."""
    return parse_policy(changed(rule, "threshold: 0.5", f"threshold: {threshold}", source))


@dataclass(slots=True)
class Days:
    """A calendar that a test turns."""

    today: date = date(2026, 11, 25)

    def __call__(self) -> date:
        """The present day."""
        return self.today


def record(
    engine: Engine,
    question: str,
    status: Status = "answered",
    days_ago: float = 0,
    conversation: str | None = None,
    scores: dict[str, float] | None = None,
    rule: str | None = None,
) -> str:
    """Write an answer into the journal as it would have been some days ago; returns its id."""
    action: Action = "block" if status == "blocked" else "route"
    note = GuardrailNote(
        rule=rule or "", action=action, clause="§", message="Nej", contact=ContactNote(name="x")
    )
    answer = Answer(
        id=new_id(),
        conversation=conversation or new_id(),
        status=status,
        language="da",
        question=question,
        text="Ja.",
        guardrails=[note] if rule else [],
        corpus_revision=1,
        policy_version="1",
        model="extractive-1",
    )
    Journal(engine).record(answer, date(2026, 11, 25), 1.0, scores or {})
    with Session(engine) as session, session.begin():
        asked = datetime.now(UTC) - timedelta(days=days_ago)
        session.get_one(AnswerRow, answer.id).asked_at = asked.isoformat(timespec="milliseconds")
    return answer.id

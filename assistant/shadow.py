"""Shadow runs: what a proposed policy would have made of the questions of the last weeks."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import JsonValue
from sqlalchemy import JSON, Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.audit import SYSTEM, Audit, now
from assistant.journal import AnswerRow, Base
from assistant.policies import StoredPolicy
from guardrails.guard import Guard
from guardrails.policy import Policy
from guardrails.verdict import Action, Language, Message, Verdict

DAYS = 28
_CONTEXT = 3
_BATCH = 500
_STOPPED = ("blocked", "routed")

Progress = Callable[[int, int], None]
"""Is told how many questions are done, of how many."""


class ShadowRow(Base):
    """A shadow run of a policy against the one that was live."""

    __tablename__ = "shadows"
    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int]
    live_id: Mapped[int]
    at: Mapped[str]
    days: Mapped[int]
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Change:
    """A question that is treated otherwise, by the id of its answer, with what each rule does before and after."""

    answer: str
    before: Action
    after: Action
    rules_before: dict[str, Action]
    rules_after: dict[str, Action]


@dataclass(slots=True)
class Outcome:
    """What a shadow run found.

    `questions` were run; of those, `rules` tells how many each rule acted on before and after, and `changes` which are
    treated otherwise. `stopped` questions were blocked or routed when they were asked, so that their text was not kept:
    they could not be run. By their recorded scores alone, `released` (ids of answers) would not be stopped any more.
    """

    questions: int = 0
    rules: dict[str, list[int]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    stopped: int = 0
    released: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A shadow run: of which policy, against which live one, when, and over how many days; `texts` are by answer."""

    policy: int
    live: int
    at: str
    days: int
    outcome: Outcome
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A recorded question; `scores` are those that the rules gave it when it was asked."""

    answer: str
    conversation: str
    question: str
    status: str
    language: str
    scores: dict[str, float]


class Shadows:
    """Runs policies in shadow over the journal, and keeps what was found without any text."""

    def __init__(self, engine: Engine, guard: Guard, audit: Audit) -> None:
        self._engine = engine
        self._guard = guard
        self._audit = audit

    def run(
        self, proposed: StoredPolicy, live: StoredPolicy, days: int = DAYS, progress: Progress | None = None
    ) -> Shadow:
        """Run a policy over the questions of the last `days`, which takes some hundredths of a second for each."""
        guards = (self._guard.under(live.parsed()), self._guard.under(proposed.parsed()))
        outcome = _compared(guards, self._asked(days), progress or _silent)
        row = ShadowRow(policy_id=proposed.id, live_id=live.id, at=now(), days=days, outcome=asdict(outcome))
        detail: dict[str, JsonValue] = {
            "days": days,
            "questions": outcome.questions,
            "changes": len(outcome.changes),
        }
        with Session(self._engine) as session, session.begin():
            session.add(row)
            session.flush()
            self._audit.add(session, SYSTEM, "policy.shadow", str(proposed.id), detail)
            return _shadow(session, row)

    def newest(self, policy: int) -> Shadow | None:
        """The newest shadow run of a policy."""
        query = select(ShadowRow).where(ShadowRow.policy_id == policy).order_by(ShadowRow.id.desc()).limit(1)
        with Session(self._engine) as session:
            row = session.scalar(query)
            return _shadow(session, row) if row else None

    def has_run(self, policy: int, live: int, since: str) -> bool:
        """Whether a policy ran in shadow against the live one since a time."""
        query = select(ShadowRow.id).where(
            ShadowRow.policy_id == policy, ShadowRow.live_id == live, ShadowRow.at >= since
        )
        with Session(self._engine) as session:
            return session.scalar(query.limit(1)) is not None

    def _asked(self, days: int) -> list[_Asked]:
        """The recorded questions, oldest first."""
        since = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
        query = (
            select(AnswerRow.id, AnswerRow.conversation_id, AnswerRow.question, AnswerRow.status)
            .add_columns(AnswerRow.answer["language"].as_string(), AnswerRow.scores)
            .where(AnswerRow.asked_at >= since)
            .order_by(AnswerRow.asked_at)
        )
        with Session(self._engine) as session:
            return [_Asked(*row) for row in session.execute(query)]


def _silent(_: int, __: int) -> None:
    """Tells nobody."""


def _compared(guards: tuple[Guard, Guard], asked: Sequence[_Asked], progress: Progress) -> Outcome:
    """What two guards make of questions, each with those before it in its conversation."""
    outcome = Outcome()
    before: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_CONTEXT))
    for done, one in enumerate(asked):
        progress(done, len(asked))
        if one.status in _STOPPED:
            outcome.stopped += 1
            if _stops(guards[0].policy, one.scores) and not _stops(guards[1].policy, one.scores):
                outcome.released.append(one.answer)
        elif one.question:
            language: Language = "en" if one.language == "en" else "da"
            message = Message(one.question, "question", tuple(before[one.conversation]), language)
            _count(outcome, one.answer, guards[0].check(message), guards[1].check(message))
            before[one.conversation].append(one.question)
    progress(len(asked), len(asked))
    return outcome


def _count(outcome: Outcome, answer: str, old: Verdict, new: Verdict) -> None:
    outcome.questions += 1
    rules_before = {found.rule: found.action for found in old.triggered}
    rules_after = {found.rule: found.action for found in new.triggered}
    for place, rules in enumerate((rules_before, rules_after)):
        for rule in rules:
            outcome.rules.setdefault(rule, [0, 0])[place] += 1
    if rules_before != rules_after or old.action != new.action:
        outcome.changes.append(Change(answer, old.action, new.action, rules_before, rules_after))


def _stops(policy: Policy, scores: Mapping[str, float]) -> bool:
    """Whether a rule would stop a question by the score that it gave it."""
    return any(
        policy.action(name, "question") in ("block", "route") and score >= policy.rules[name].threshold
        for name, score in scores.items()
        if name in policy.rules
    )


def _shadow(session: Session, row: ShadowRow) -> Shadow:
    kept = row.outcome
    outcome = Outcome(**{**kept, "changes": [Change(**change) for change in kept["changes"]]})
    answers = [*(change.answer for change in outcome.changes), *outcome.released]
    return Shadow(row.policy_id, row.live_id, row.at, row.days, outcome, _texts(session, answers))


def _texts(session: Session, answers: Sequence[str]) -> dict[str, str]:
    """The recorded questions of answers, as far as the journal still has them."""
    texts: dict[str, str] = {}
    for start in range(0, len(answers), _BATCH):
        some = AnswerRow.id.in_(answers[start : start + _BATCH])
        texts.update(session.execute(select(AnswerRow.id, AnswerRow.question).where(some)).all())
    return texts

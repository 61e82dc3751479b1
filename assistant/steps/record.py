"""Step 6: the answer as everyone sees it, and its place in the journal."""

from collections.abc import Callable
from typing import Any

from assistant.answer import Answer
from assistant.journal import Journal, new_id
from assistant.notes import ClauseUrl, linked, no_clause_url
from assistant.turn import Turn
from guardrails.guard import Guard
from guardrails.rules.ai_disclosure import mark
from prompts.render import render

_TEXTS = frozenset({"text", "quote", "title", "section", "source"})
"""The texts of an answer that come from sources, by the names of their fields."""


class Record:
    """Makes the answer of a finished turn and records it."""

    name = "record"

    def __init__(
        self, journal: Journal, guard: Guard, model: str, clause_url: ClauseUrl = no_clause_url
    ) -> None:
        self._journal = journal
        self._guard = guard
        self._model = model
        self._clause_url = clause_url

    def __call__(self, turn: Turn) -> Answer:
        """The answer; raises what the database raises, for an answer that is not recorded is not given.

        What goes into the journal holds no identifier, neither of the question nor of a source that was quoted.
        """
        language = turn.language or "da"
        citations = [citation for checked in turn.checked for citation in checked.citations]
        if turn.ending:
            status = turn.ending.status
            text = render(turn.ending.message, language, **turn.ending.values)
        else:
            status = "answered"
            text = _joined(turn)
        answer = Answer(
            id=new_id(),
            conversation=turn.conversation,
            status=status,
            language=language,
            question=self._guard.redacted(
                turn.asked
            ),  # once more, in case a step failed before its redaction
            text=text,
            sentences=[checked.sentence for checked in turn.checked],
            citations=citations,
            guardrails=linked(turn.guardrails, self._clause_url),
            near_misses=turn.near_misses if status == "not_found" else [],
            corpus_revision=turn.revision,
            policy_version=self._guard.policy.version,
            model=self._model,
            ai_notice=mark(self._guard.policy, language),
            milliseconds={name: round(value, 1) for name, value in turn.milliseconds.items()},
        )
        recorded = Answer.model_validate(_redacted(answer.model_dump(mode="json"), self._guard.redacted))
        self._journal.record(recorded, turn.as_of, round(turn.confidence, 4), turn.scores)
        return answer


def _redacted(value: Any, redact: Callable[[str], str], name: str = "") -> Any:
    """A JSON value with the identifiers in its texts masked; ids, marks and what rules say are no such texts."""
    if isinstance(value, str):
        return redact(value) if name in _TEXTS else value
    if isinstance(value, list):
        return [_redacted(item, redact, name) for item in value]
    if isinstance(value, dict):
        return {key: _redacted(item, redact, key) for key, item in value.items()}
    return value


def _joined(turn: Turn) -> str:
    """The sentences, each on a line of its own, with their marks after the last one of each quote."""
    lines: list[str] = []
    following = [*turn.checked[1:], None]
    for checked, after in zip(turn.checked, following, strict=True):
        numbers = checked.sentence.citations
        is_last = after is None or after.sentence.citations != numbers
        marks = " " + "".join(f"[{number}]" for number in numbers) if is_last else ""
        lines.append(f"{checked.sentence.text}{marks}")
    return "\n".join(lines)

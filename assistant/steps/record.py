"""Step 6: the answer as everyone sees it, and its place in the journal."""

from typing import Any

from assistant.answer import Answer
from assistant.journal import Journal, new_id
from assistant.turn import Turn
from guardrails import cpr
from guardrails.policy import Policy
from prompts.render import render


class Record:
    """Makes the answer of a finished turn and records it."""

    name = "record"

    def __init__(self, journal: Journal, policy: Policy, model: str) -> None:
        self._journal = journal
        self._policy = policy
        self._model = model

    def __call__(self, turn: Turn) -> Answer:
        """The answer; raises what the database raises, for an answer that is not recorded is not given.

        What goes into the journal holds no CPR number, neither of the question nor of a source that was quoted.
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
            text=text,
            sentences=[checked.sentence for checked in turn.checked],
            citations=citations,
            guardrails=turn.guardrails,
            near_misses=turn.near_misses if status == "not_found" else [],
            corpus_revision=turn.revision,
            policy_version=self._policy.version,
            model=self._model,
            milliseconds={name: round(value, 1) for name, value in turn.milliseconds.items()},
        )
        question, _ = cpr.redact(turn.asked)  # once more, in case a step failed before its redaction
        recorded = Answer.model_validate(_redacted(answer.model_dump(mode="json")))
        self._journal.record(question, recorded, turn.as_of, round(turn.confidence, 4))
        return answer


def _redacted(value: Any) -> Any:
    """A JSON value with the CPR numbers in its texts masked."""
    if isinstance(value, str):
        return cpr.redact(value)[0]
    if isinstance(value, list):
        return [_redacted(item) for item in value]
    return {key: _redacted(item) for key, item in value.items()} if isinstance(value, dict) else value


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

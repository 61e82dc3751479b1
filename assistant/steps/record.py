"""Step 7: the answer as everyone sees it, and its place in the journal."""

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
        """The answer; raises what the database raises, for an answer that is not recorded is not given."""
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
        self._journal.record(question, answer, turn.as_of, round(turn.confidence, 4))
        return answer


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

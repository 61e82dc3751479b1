"""Step 1: is this a question that can be asked? What must not be seen further on is redacted or stopped here."""

import re
from collections.abc import Callable, Sequence

from assistant.answer import Language, Status
from assistant.journal import Earlier
from assistant.notes import notes_of
from assistant.question import language_of
from assistant.turn import InvalidQuestionError, Turn
from guardrails.guard import Guard
from guardrails.verdict import Message, Verdict
from ingest.danish.normalise import clean
from prompts.render import render

MOST_CHARACTERS = 2_000
_WORDS = re.compile(r"[^\W_]")


def read_question(asked: str, language: Language | None = None) -> tuple[str, Language]:
    """The question in one line, and its language; InvalidQuestionError for an empty, wordless or too long text."""
    text = " ".join(clean(asked[: 10 * MOST_CHARACTERS]).split())
    language = language or language_of(text[:MOST_CHARACTERS])
    if not text:
        raise InvalidQuestionError("question_empty", render("question_empty", language))
    if len(asked) > MOST_CHARACTERS:
        message = render("question_too_long", language, length=len(asked), most=MOST_CHARACTERS)
        raise InvalidQuestionError("question_too_long", message)
    if not _WORDS.search(text):
        raise InvalidQuestionError("question_wordless", render("question_wordless", language))
    return text, language


class CheckQuestion:
    """Refuses what is no question, and has the guard look at it before anything else sees the text.

    `earlier` gives the questions that were recorded before it in its conversation, oldest first. `redact_earlier` is
    called for those that must be redacted too, because with the new one they make up an identifier.
    """

    name = "check_question"

    def __init__(
        self,
        guard: Guard,
        earlier: Callable[[str], Sequence[Earlier]],
        redact_earlier: Callable[[str, str], None],
    ) -> None:
        self._guard = guard
        self._earlier = earlier
        self._redact_earlier = redact_earlier

    def __call__(self, turn: Turn) -> None:
        """InvalidQuestionError for a text that is no question; ends the turn when a rule stops it."""
        text, turn.language = read_question(turn.asked, turn.language)
        turn.asked = ""  # whatever fails from here on, the text as it was written goes nowhere
        earlier = self._earlier(turn.conversation)
        before = tuple(one.question for one in earlier)
        verdict = self._guard.check(Message(text, "question", before, turn.language))
        turn.asked = verdict.text
        turn.guardrails.extend(notes_of(verdict, self._guard.policy, turn.language))
        turn.scores = verdict.scores
        for place, redacted in verdict.before.items():
            self._redact_earlier(earlier[place].answer, redacted)
        self._end(turn, verdict)

    def _end(self, turn: Turn, verdict: Verdict) -> None:
        """End the turn where a rule stops the question; its text is then kept nowhere."""
        stopping = verdict.ends
        if stopping is None or turn.language is None:
            return
        turn.asked = render("not_recorded", turn.language, rule=stopping.rule)
        note = next(note for note in turn.guardrails if note.rule == stopping.rule)
        status: Status = "blocked" if stopping.action == "block" else "routed"
        turn.end(status, "guarded", told=note.message, advice=note.advice)

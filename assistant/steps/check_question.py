"""Step 1: is this a question that can be asked? What must not be seen further on is redacted here."""

import re

from assistant.answer import GuardrailNote
from assistant.question import language_of
from assistant.turn import InvalidQuestionError, Turn
from guardrails import cpr
from guardrails.policy import Policy
from ingest.danish.normalise import clean
from prompts.render import render

MOST_CHARACTERS = 2_000
_WORDS = re.compile(r"[^\W_]")


class CheckQuestion:
    """Refuses what is no question, and removes CPR numbers before anything else sees the text."""

    name = "check_question"

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def __call__(self, turn: Turn) -> None:
        """InvalidQuestionError for an empty, wordless or too long text."""
        length = len(turn.asked)
        text = " ".join(clean(turn.asked[: 10 * MOST_CHARACTERS]).split())
        turn.language = turn.language or language_of(text[:MOST_CHARACTERS])
        if not text:
            raise InvalidQuestionError("question_empty", render("question_empty", turn.language))
        if length > MOST_CHARACTERS:
            message = render("question_too_long", turn.language, length=length, most=MOST_CHARACTERS)
            raise InvalidQuestionError("question_too_long", message)
        if not _WORDS.search(text):
            raise InvalidQuestionError("question_wordless", render("question_wordless", turn.language))
        turn.asked, found = cpr.redact(text)
        rule = self._policy.rules.get("cpr")
        if found and rule:
            message = getattr(rule.message, turn.language)
            turn.guardrails.append(
                GuardrailNote(rule=rule.id, action="redact", clause=rule.clause.text, message=message)
            )

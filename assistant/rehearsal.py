"""Questions that nobody asked: answered without a place in the journal."""

from datetime import date

from assistant.answer import Answer
from assistant.journal import Journal


class Unrecorded(Journal):
    """A journal that keeps nothing, for evaluations and for choosing example questions."""

    def __init__(self) -> None:
        """There is no database."""

    def record(self, question: str, answer: Answer, as_of: date, confidence: float) -> None:
        """Keep nothing."""

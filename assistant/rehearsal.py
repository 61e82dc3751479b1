"""Questions that nobody asked: answered without a place in the journal."""

from collections.abc import Mapping
from datetime import date

from assistant.answer import Answer
from assistant.journal import Earlier, Journal


class Unrecorded(Journal):
    """A journal that keeps nothing, for evaluations and for choosing example questions."""

    def __init__(self) -> None:
        """There is no database."""

    def record(self, answer: Answer, as_of: date, confidence: float, scores: Mapping[str, float]) -> None:
        """Keep nothing."""

    def earlier(self, _: str, most: int = 0) -> list[Earlier]:  # noqa: ARG002 - the journal's own signature
        """Nothing was kept."""
        return []

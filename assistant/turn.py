"""One question on its road to an answer: what each step found, handed to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answer import Citation, GuardrailNote, Language, NearMiss, Sentence, Status
from assistant.candidates import Read
from assistant.question import Question
from assistant.retrieval import Search
from assistant.units import Unit


@dataclass(frozen=True, slots=True)
class Ending:
    """How a turn ended: its status, and the message template in `prompts/` with the values for it."""

    status: Status
    message: str
    values: dict[str, Any] = field(default_factory=dict)


class InvalidQuestionError(Exception):
    """The question cannot be asked: `code` names why, the text says it in the asker's language."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that passed its checks, with the citations that it is the first to use."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Listener = Callable[[str | Checked], None]
"""Called with the name of each step as it begins, and with each checked sentence once the answer is recorded."""


@dataclass(slots=True)
class Turn:
    """The state of one question. A step that sets `ending` sends the turn straight to the record."""

    asked: str
    conversation: str
    as_of: date
    language: Language | None = None
    listener: Listener = lambda _: None
    question: Question | None = None
    search: Search | None = None
    reads: list[Read] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    confidence: float = 0.0
    checked: list[Checked] = field(default_factory=list)
    near_misses: list[NearMiss] = field(default_factory=list)
    guardrails: list[GuardrailNote] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)
    revision: int = 0
    ending: Ending | None = None
    milliseconds: dict[str, float] = field(default_factory=dict)

    @property
    def understood(self) -> Question:
        """The question; only after `understand_question`."""
        if self.question is None:
            raise RuntimeError("the question was not understood yet")
        return self.question

    def end(self, status: Status, message: str, **values: Any) -> None:
        """End the turn early."""
        self.ending = Ending(status, message, values)

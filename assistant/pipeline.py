"""The road from question to answer, as one ordered list.

1. check_question       refuse what is no question, redact what nothing else may see
2. understand_question  language, kind of answer, municipality, body and time asked about
3. find_passages        dense and lexical search; stop where the corpus has nothing of what is asked about
4. compose_answer       pick the units that answer; stop when none does
5. check_answer         every sentence against its source
6. record               the journal; only then does anyone see a sentence

A step that ends the turn sends it straight to the record. A step that fails is a fault of ours: it is logged, recorded
as `error_internal`, and the asker is told a number to give us.
"""

import logging
import time
from collections.abc import Sequence
from typing import Protocol

from assistant.answer import Answer
from assistant.journal import new_id
from assistant.steps.record import Record
from assistant.turn import InvalidQuestionError, Turn

_log = logging.getLogger(__name__)


class Step(Protocol):
    """One step: reads and writes the turn, and may end it."""

    name: str

    def __call__(self, turn: Turn) -> None:
        """Do the step."""
        ...


class Pipeline:
    """Answers questions by taking each through the steps. Safe to use from several threads."""

    def __init__(self, steps: Sequence[Step], record: Record) -> None:
        self._steps = steps
        self._record = record

    def answer(self, turn: Turn) -> Answer:
        """The answer to a turn's question; InvalidQuestionError when there is no question in it."""
        try:
            for step in self._steps:
                turn.listener(step.name)
                _take(step, turn)
                if turn.ending:
                    break
        except InvalidQuestionError:
            raise
        except Exception:
            number = new_id()[:8]
            _log.exception("answering failed, error number %s", number)
            turn.checked.clear()
            turn.end("error_internal", "error_internal", number=number)
        answer = self._record(turn)
        for checked in turn.checked:
            turn.listener(checked)
        return answer


def _take(step: Step, turn: Turn) -> None:
    """Do a step and note how long it took."""
    started = time.perf_counter()
    step(turn)
    turn.milliseconds[step.name] = (time.perf_counter() - started) * 1000

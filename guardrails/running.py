"""Running rules over a message so that one that hangs or fails holds up nobody and lets nothing through.

The rules of a message run one after the other in a thread of their own. When one takes longer than it may, it is given
up as failed and the others go on in another thread. The thread that hangs is a daemon: it keeps no process alive.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from guardrails.verdict import Finding

_log = logging.getLogger(__name__)
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Task:
    """A rule to be run: its name, what to call, and how many seconds it may take."""

    rule: str
    look: Callable[[], Finding | None]
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a rule: what it found, or that it failed, and how long it took."""

    finding: Finding | None
    failed: bool
    milliseconds: float


@dataclass(slots=True)
class _Round:
    """Tasks at work in one thread."""

    tasks: Sequence[Task]
    results: dict[str, Result] = field(default_factory=dict)
    current: tuple[Task, float] | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        for task in self.tasks:
            started = time.perf_counter()
            self.current = (task, started)
            finding, failed = _attempt(task)
            self.results[task.rule] = Result(finding, failed, (time.perf_counter() - started) * 1000)
        self.current = None
        self.done.set()

    def overdue(self) -> Task | None:
        """Waits for the end, and returns the task that takes longer than it may, if there is one."""
        while not self.done.is_set():
            current = self.current
            left = (current[1] + current[0].seconds - time.perf_counter()) if current else _LOOK_EVERY
            if current and left <= 0:
                return current[0]
            self.done.wait(min(left, _LOOK_EVERY))  # by then another task may be at work, that may take less
        return None


def run(tasks: Sequence[Task]) -> dict[str, Result]:
    """The results by rule, of every task."""
    results: dict[str, Result] = {}
    left = list(tasks)
    while left:
        work = _Round(left)
        threading.Thread(target=work.run, name="guard", daemon=True).start()
        late = work.overdue()
        results.update(dict(work.results))
        if late:
            _log.error("the rule %s took longer than %s s and counts as triggered", late.rule, late.seconds)
            results[late.rule] = Result(None, True, late.seconds * 1000)
        left = [task for task in left if task.rule not in results]
    return results


def _attempt(task: Task) -> tuple[Finding | None, bool]:
    """What a rule found, and whether it failed; the log has no word of the text, which an error may quote."""
    try:
        return task.look(), False
    except Exception as error:
        _log.error("the rule %s failed (%s) and counts as triggered", task.rule, type(error).__name__)
        return None, True

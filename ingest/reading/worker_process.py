"""The worker seen from its owner: started, spoken to, and ended together with whatever it started."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import BinaryIO, cast

from ingest.reading.limits import Limits
from ingest.reading.messages import Message, receive, send

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "TESSDATA_PREFIX", "TMPDIR", "SYSTEMROOT")  # of the environment; the rest may hold secrets
_PATIENCE = 5.0  # seconds


class WorkerGoneError(Exception):
    """The worker ended, or said what is no message."""


class WorkerProcess:
    """One worker, from its start to its end; `OSError` when it cannot be started."""

    def __init__(self, limits: Limits) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-m", "ingest.reading.worker", json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,  # a process group of its own: it can be killed as one
        )
        self._messages: SimpleQueue[Message | None] = SimpleQueue()
        self._listener = Thread(target=self._listen, name="reading", daemon=True)
        self._listener.start()

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def timed_out(self) -> bool:
        """Whether it ended itself because its time was up."""
        return self._process.poll() == -signal.SIGALRM

    def send(self, message: Message) -> None:
        """Hand it a message; `WorkerGoneError` when nobody is there to take it."""
        try:
            send(cast(BinaryIO, self._process.stdin), message)
        except (OSError, ValueError):
            raise WorkerGoneError from None

    def receive(self, seconds: float) -> Message:
        """Its next message; `TimeoutError` when none came in time, `WorkerGoneError` when none will."""
        try:
            message = self._messages.get(timeout=max(0.0, seconds))
        except Empty:
            raise TimeoutError from None
        if message is None:
            raise WorkerGoneError
        return message

    def kill(self) -> None:
        """End it and what it started, now; harmless when it has ended. Any thread may call this."""
        if self._process.returncode is not None:
            return  # its number may be another's by now
        with suppress(ProcessLookupError, PermissionError):  # macOS refuses to signal a group of zombies
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and let go of all that belongs to it."""
        self.kill()
        self._process.wait(_PATIENCE)
        self._listener.join(_PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, stream).close()

    def _listen(self) -> None:
        message: Message | None = {}
        while message is not None:
            message = receive(cast(BinaryIO, self._process.stdout))
            self._messages.put(message)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # Text recognition with several threads is slower than with one.
    return {**kept, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PYTHONPATH": str(_ROOT)}

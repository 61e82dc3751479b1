"""Reading files in another process: what goes wrong there is told in one line, and goes no further."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

from ingest.blocks import Reading, UnreadableError
from ingest.reading.limits import Limits
from ingest.reading.members import MemberList
from ingest.reading.messages import Message, decode_members, decode_reading
from ingest.reading.worker_process import WorkerGoneError, WorkerProcess

OnPage = Callable[[int, int], None]
T = TypeVar("T")

_SLOW = (
    "Filen tog for lang tid at læse (over {seconds:.0f} sekunder). Del den op i mindre filer, "
    "eller gem den i en anden type."
)
_CRASHED = (
    "Læsningen af filen brød sammen: den er beskadiget, for stor eller bygget på en usædvanlig måde. "
    "Gem den på ny, eller gem den i en anden type."
)
_UNABLE = "Filer kan ikke læses: tjenesten kan ikke starte flere processer. Prøv igen senere."


class ReadingCancelledError(Exception):
    """Somebody cancelled what was being read."""


class ReadingProcess:
    """Reads files in a process that starts when it is first needed, and anew after one that failed.

    Threads may share it; they are served one after another.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._turn = Lock()  # held by the thread that is served
        self._state = Lock()  # held while what follows changes
        self._worker: WorkerProcess | None = None
        self._busy = False
        self._cancelled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self,
        path: Path,
        member: tuple[str, ...] = (),
        suffix: str | None = None,
        on_page: OnPage | None = None,
    ) -> Reading:
        """The blocks of a file, or of a file in a container; `UnreadableError` when there are none to be had.

        `member` names the containers' members from the outermost one on; `suffix` tells the format of what is read
        where its name does not. `on_page` is told how many pages of how many have been recognised from images, as it
        goes on. `ReadingCancelledError` after `cancel`.
        """
        return self._ask("read", path, member, suffix, on_page, decode_reading)

    def members(self, path: Path, member: tuple[str, ...] = (), suffix: str | None = None) -> MemberList:
        """What a container holds, which may lie in another one; the errors are those of `read`."""
        return self._ask("members", path, member, suffix, None, decode_members)

    def cancel(self) -> None:
        """Abort what another thread is reading, if anything."""
        with self._state:
            if self._busy and self._worker is not None:
                self._cancelled = True
                self._worker.kill()

    def close(self) -> None:
        """End the process; a further request starts another."""
        self.cancel()
        with self._turn:
            self._drop()

    def _ask(
        self,
        task: str,
        path: Path,
        member: tuple[str, ...],
        suffix: str | None,
        on_page: OnPage | None,
        decode: Callable[[Any], T],
    ) -> T:
        request: Message = {"task": task, "path": str(path), "member": member, "suffix": suffix}
        with self._turn:
            try:
                answer = self._converse(self._begin(), request, on_page)
            finally:
                with self._state:
                    self._busy = False
            if "unreadable" in answer:
                raise UnreadableError(str(answer["unreadable"]))
            try:
                return decode(answer["answer"])
            except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
                self._drop()
                raise UnreadableError(_CRASHED) from None

    def _converse(self, worker: WorkerProcess, request: Message, on_page: OnPage | None) -> Message:
        """The worker's last word on a request; where there is none, the worker is given up."""
        try:
            worker.send(request)
            answer = self._await(worker, on_page)
            if answer.get("last"):
                self._drop()
            return answer
        except TimeoutError:
            self._drop()
            raise UnreadableError(self._slow()) from None
        except WorkerGoneError:
            worker.close()
            slow, cancelled = worker.timed_out, self._cancelled
            self._drop()
            if cancelled:
                raise ReadingCancelledError from None
            raise UnreadableError(self._slow() if slow else _CRASHED) from None
        except BaseException:
            self._drop()
            raise

    def _await(self, worker: WorkerProcess, on_page: OnPage | None) -> Message:
        end = monotonic() + self._limits.seconds * self._limits.longest
        while True:
            message = worker.receive(min(self._limits.seconds, end - monotonic()))
            if "page" not in message:
                return message
            if on_page is not None:
                on_page(int(message["page"]), int(message["pages"]))

    def _begin(self) -> WorkerProcess:
        """A worker that runs; from now on, `cancel` concerns this request."""
        if self._worker is not None and not self._worker.is_alive:
            self._drop()
        with self._state:
            self._busy, self._cancelled = True, False
            if self._worker is None:
                try:
                    self._worker = WorkerProcess(self._limits)
                except OSError:
                    raise UnreadableError(_UNABLE) from None
            return self._worker

    def _drop(self) -> None:
        with self._state:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def _slow(self) -> str:
        return _SLOW.format(seconds=self._limits.seconds)

"""Politeness towards a host: time between two requests, and peace when it fails or asks for it."""

import time
from collections.abc import Callable

from ingest.fetching import problems
from ingest.fetching.problems import CancelledError, UnfetchableError

_FAILURES = 3
_SLICE_SECONDS = 1.0


class Pace:
    """When each host was last asked; for one run, and for one thread at a time."""

    def __init__(
        self, sleep: Callable[[float], None] = time.sleep, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep, self._now = sleep, now
        self._asked: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    def before(self, host: str, delay_seconds: float, is_cancelled: Callable[[], bool]) -> None:
        """Wait until the host may be asked again; raises `UnfetchableError` when it is left in peace."""
        if self._failures.get(host, 0) >= _FAILURES:
            raise UnfetchableError(problems.resting(host), is_passing=True)
        if host in self._asked:
            self.wait(self._asked[host] + delay_seconds - self._now(), is_cancelled)

    def after(self, host: str) -> None:
        """A request to the host has ended."""
        self._asked[host] = self._now()

    def wait(self, seconds: float, is_cancelled: Callable[[], bool]) -> None:
        """Wait, in slices so that a cancelled run ends soon."""
        while seconds > 0:
            if is_cancelled():
                raise CancelledError
            self._sleep(min(seconds, _SLICE_SECONDS))
            seconds -= _SLICE_SECONDS

    def failed(self, host: str, asked_for_peace: bool) -> None:
        """An address of the host could not be had; several in a row, or a request for peace, end asking it."""
        self._failures[host] = _FAILURES if asked_for_peace else self._failures.get(host, 0) + 1

    def worked(self, host: str) -> None:
        """The host gave an answer."""
        self._failures.pop(host, None)

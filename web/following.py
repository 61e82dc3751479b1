"""Following a run from its place in the queue to its report, for those who wait for it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from web.errors import ExpectedError
from web.events import KEEP_ALIVE_SECONDS, encode
from web.ingesting import Ingesting
from web.messages import message
from web.models import ErrorDetail

POLL_SECONDS = 0.1
Event = tuple[str, Any]


class Follower:
    """Tells the news of one run: `waiting`, `progress`, and last `report` or `error`."""

    def __init__(self, ingesting: Ingesting, run: str) -> None:
        self._ingesting = ingesting
        self._run = run
        self._told: Event | None = None

    def news(self) -> list[Event]:
        """What there is to tell since the last call."""
        progress = self._ingesting.background.progress(self._run)
        if progress and progress.total:
            told = {"done": progress.done, "total": progress.total, "name": progress.name}
            return self._unless_told("progress", told)
        run = self._ingesting.runs.get(self._run)
        if run.report:
            return [("report", run.report)]
        if run.is_over:
            return [("error", ErrorDetail(code="run_failed", message=run.reason or _said("run_cancelled")))]
        if self._ingesting.background.is_stopping:
            return [("error", ErrorDetail(code="ingestion_stopped", message=_said("ingestion_stopped")))]
        if run.status == "running" or self._is_next():
            return []
        return self._unless_told("waiting", {"message": _said("ingestion_waits")})

    def _is_next(self) -> bool:
        pending = self._ingesting.runs.pending()
        return not pending or pending[0].id == self._run

    def _unless_told(self, name: str, data: dict[str, Any]) -> list[Event]:
        event = (name, data)
        if event == self._told:
            return []
        self._told = event
        return [event]


async def stream(ingesting: Ingesting, run: str) -> AsyncIterator[bytes]:
    """The news of a run as server-sent events; a comment keeps a silent connection open."""
    follower = Follower(ingesting, run)
    silent_since = time.monotonic()
    while True:
        for name, data in await asyncio.to_thread(follower.news):
            silent_since = time.monotonic()
            yield encode(name, data)
            if name in ("report", "error"):
                return
        if time.monotonic() - silent_since > KEEP_ALIVE_SECONDS:
            silent_since = time.monotonic()
            yield b": keep-alive\n\n"
        await asyncio.sleep(POLL_SECONDS)


def follow(
    ingesting: Ingesting,
    run: str,
    progress: Callable[[int, int, str], None],
    waiting: Callable[[str], None],
) -> dict[str, Any]:
    """The report of a run, waited for; ExpectedError when it has none."""
    follower = Follower(ingesting, run)
    while True:
        for name, data in follower.news():
            if name == "report":
                return dict(data)
            if name == "error":
                raise ExpectedError(data.code, data.message, 500)
            if name == "waiting":
                waiting(data["message"])
            else:
                progress(data["done"], data["total"], data["name"])
        time.sleep(POLL_SECONDS)


def _said(key: str) -> str:
    return message(key, "da")

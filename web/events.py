"""Server-sent events from work that runs in a thread."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from typing import Any

from pydantic_core import to_json

from assistant.answer import Language
from assistant.journal import new_id
from web.errors import ExpectedError
from web.messages import message
from web.models import ErrorDetail

KEEP_ALIVE_SECONDS = 10.0
EVENT_STREAM = "text/event-stream"
Emit = Callable[[str, Any], None]

_log = logging.getLogger(__name__)


async def events(pool: Executor, work: Callable[[Emit], None], language: Language) -> AsyncIterator[bytes]:
    """The events that `work` emits, as they come; a comment keeps a silent connection open.

    `work` runs in a thread of the pool to its end, whether or not anyone still listens. If it fails, the last
    event is `error`, with a message in the reader's language.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    def emit(event: str, data: Any) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, encode(event, data))

    def run() -> None:
        try:
            work(emit)
        except ExpectedError as error:
            emit("error", ErrorDetail(code=error.code, message=error.message))
        except Exception:
            number = log_failure("a stream of events")
            emit("error", ErrorDetail(code="internal", message=message("internal", language, number=number)))
        finally:
            loop.call_soon_threadsafe(queue.put_nowait, None)

    pool.submit(run)
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            yield b": keep-alive\n\n"
            continue
        if item is None:
            return
        yield item


def encode(event: str, data: Any) -> bytes:
    """One event; `data` is anything that pydantic can write as JSON, which has no line breaks."""
    return b"event: " + event.encode() + b"\ndata: " + to_json(data) + b"\n\n"


def log_failure(what: str) -> str:
    """Log the exception at hand; returns the number that people are told."""
    number = new_id()[:8]
    _log.exception("%s failed, error number %s", what, number)
    return number

"""Server-sent events: whatever happens to the work, the stream has an end that says so."""

import asyncio
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from web import events as module
from web.errors import ExpectedError
from web.events import Emit, encode, events


def _collect(work: Callable[[Emit], None]) -> list[bytes]:
    async def collect() -> list[bytes]:
        with ThreadPoolExecutor(1) as pool:
            return [piece async for piece in events(pool, work, "da")]

    return asyncio.run(collect())


def test_an_event_is_one_line_of_json_in_utf_8() -> None:
    assert encode("step", {"message": "Søger\ni kilderne"}) == (
        'event: step\ndata: {"message":"Søger\\ni kilderne"}\n\n'.encode()
    )


def test_events_come_in_the_order_they_were_emitted() -> None:
    def work(emit: Emit) -> None:
        for number in range(3):
            emit("number", number)

    assert _collect(work) == [encode("number", number) for number in range(3)]


def test_an_expected_error_is_the_last_event() -> None:
    def work(emit: Emit) -> None:
        emit("step", 1)
        raise ExpectedError("code", "Beskeden.", 400)

    assert _collect(work)[-1] == encode("error", {"code": "code", "message": "Beskeden."})


def test_an_unexpected_error_is_told_by_a_number_and_logged_whole(caplog: pytest.LogCaptureFixture) -> None:
    def work(_: Emit) -> None:
        raise RuntimeError("a secret")

    (piece,) = _collect(work)
    assert b"a secret" not in piece
    said = json.loads(piece.split(b"data: ")[1])
    number = said["message"].split("fejlnummeret ")[1][:8]
    assert number in caplog.text
    assert "a secret" in caplog.text


def test_silence_is_broken_by_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEEP_ALIVE_SECONDS", 0.01)

    def work(emit: Emit) -> None:
        time.sleep(0.1)
        emit("done", {})

    pieces = _collect(work)
    assert pieces[0] == b": keep-alive\n\n"
    assert pieces[-1] == encode("done", {})


def test_work_goes_on_when_nobody_listens_any_more() -> None:
    done: list[int] = []

    def work(emit: Emit) -> None:
        for number in range(5):
            time.sleep(0.01)
            emit("number", number)
            done.append(number)

    async def leave() -> None:
        with ThreadPoolExecutor(1) as pool:
            stream = events(pool, work, "da")
            await anext(stream)

    asyncio.run(leave())
    assert done == [0, 1, 2, 3, 4]

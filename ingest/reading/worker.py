"""The process that reads files: takes requests on its standard input, and answers on its standard output.

    python -m ingest.reading.worker LIMITS

It is meant to be killed at any time: nothing of it outlives a request but what makes the next one faster.
"""

import json
import os
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from ingest.reading.confine import confine, mapped_bytes
from ingest.reading.limits import Limits
from ingest.reading.messages import Message, receive, send
from ingest.reading.perform import perform, too_long

_ALARM = 1.5  # times the limit: the owner comes first, if it is still there


def main() -> None:
    """Serve requests until the owner closes the pipe, or is no more."""
    limits = Limits(**json.loads(sys.argv[1]))
    output = _take_output()
    requests: SimpleQueue[Message] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    start = confine(limits.memory_bytes)
    while True:
        request = requests.get()
        answer = _serve(request, limits, output)
        # What a file left behind must not count against the next.
        last = "failed" in answer or mapped_bytes() > start + limits.memory_bytes // 2
        try:
            send(output, {**answer, "last": last})
        except ValueError:
            send(output, {"unreadable": too_long(limits), "last": True})


def _serve(request: Message, limits: Limits, output: BinaryIO) -> Message:
    def on_page(page: int, pages: int) -> None:
        _alarm(limits)
        send(output, {"page": page, "pages": pages})

    _alarm(limits)
    try:
        return perform(request, limits, on_page)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _alarm(limits: Limits) -> None:
    """Have the system end this process should nobody else be able to: it may be deep in a library."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds * _ALARM + 1)


def _listen(source: BinaryIO, requests: SimpleQueue[Message]) -> None:
    while (request := receive(source)) is not None:
        requests.put(request)
    os.killpg(os.getpid(), signal.SIGKILL)  # the owner is gone: so are we, and what we started


def _take_output() -> BinaryIO:
    """The standard output, for the answers alone: what a library prints goes elsewhere."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


if __name__ == "__main__":
    main()

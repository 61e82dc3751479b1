"""Running the application: its address, its signals and its end."""

import ipaddress
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from web.errors import ExpectedError
from web.shield import HOSTS

_GRACE_SECONDS = 30


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on this machine alone; port 0 takes one that is free.

    ExpectedError when the address is another machine's to reach, or taken, or none of those under which the
    application answers (`web.shield.HOSTS`), such as 127.0.0.2.
    """
    if not _is_this_machine(host):
        raise ExpectedError(
            "not_loopback",
            f"kkgpt kan kun køre på denne maskine, ikke på {host}: der er ikke login endnu. "
            "Vælg 127.0.0.1, localhost eller ::1.",
            400,
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ExpectedError(
            "address_taken",
            f"Adressen {host}:{port} kan ikke bruges ({error.strerror}). Vælg en anden port med --port.",
            409,
        ) from error


def address(listening: socket.socket) -> tuple[str, int]:
    """The host and the port of a socket."""
    host, port = listening.getsockname()[:2]
    return f"[{host}]" if ":" in host else host, port


def run(
    app: ASGIApp, listening: socket.socket, started: Callable[[], None], stopping: Callable[[], None]
) -> None:
    """Serve until SIGINT or SIGTERM; requests and what is ingested by then are given half a minute to finish.

    `started` is called when the first request can come, `stopping` when the signal has.
    """
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE_SECONDS
    )
    server = _Server(config, started, stopping)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt):  # uvicorn raises the signal again when it is done
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], stopping: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._started = started
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stopping()
        super().handle_exit(sig, frame)


def _is_this_machine(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return (f"[{address}]" if address.version == 6 else str(address)) in HOSTS

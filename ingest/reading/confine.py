"""What the reading process denies itself: memory beyond its limit, core dumps, and the network."""

import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_NETWORK = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.bind"}
)


def confine(memory_bytes: int) -> int:
    """Limit this process and those it starts; returns the bytes that it maps now, on which the limit builds."""
    start = mapped_bytes()
    _limit(resource.RLIMIT_AS, start + memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)
    return start


def mapped_bytes() -> int:
    """The bytes of address space in use; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _limit(kind: int, amount: int) -> None:
    with suppress(OSError, ValueError):  # macOS refuses some
        resource.setrlimit(kind, (amount, resource.getrlimit(kind)[1]))


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event in _NETWORK:
        raise PermissionError("the reading process has no business on the network")

"""Nothing in the tests reaches the network: connections to other machines are refused and fail the test."""

import ipaddress
import sys
from collections.abc import Iterator
from typing import Any

import pytest

_ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0}
_refused: list[str] = []


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _ADDRESSED and not is_local(arguments[_ADDRESSED[event]]):
        _refused.append(f"{event} {arguments[_ADDRESSED[event]]}")
        raise PermissionError(f"tests may not reach the network: {_refused[-1]}")


sys.addaudithook(_refuse)


def is_local(address: object) -> bool:
    """Whether an address is on this machine: loopback, a socket file, or none at all."""
    host = address[0] if isinstance(address, tuple) else address
    if not isinstance(host, str) or host in ("", "localhost") or not isinstance(address, tuple | str):
        return True
    if host.startswith(("/", "\0")):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    """Fails a test that tried to reach another machine, even if the failure was swallowed."""
    _refused.clear()
    yield
    assert not _refused

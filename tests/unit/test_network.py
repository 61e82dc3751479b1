import socket

import pytest

from tests.support import network


@pytest.mark.parametrize(
    ("address", "local"),
    [
        (("127.0.0.1", 80), True),
        (("127.8.9.1", 80), True),
        (("::1", 80, 0, 0), True),
        ("localhost", True),
        (None, True),
        ("/run/a.socket", True),
        (("192.0.2.1", 80), False),
        (("2001:db8::1", 80, 0, 0), False),
        ("example.invalid", False),
    ],
)
def test_only_this_machine_is_local(address: object, local: bool) -> None:
    assert network.is_local(address) is local


def test_connections_to_other_machines_are_refused() -> None:
    with pytest.raises(PermissionError, match="may not reach"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
    with pytest.raises(PermissionError, match="may not reach"):
        socket.getaddrinfo("example.invalid", 80)
    network._refused.clear()

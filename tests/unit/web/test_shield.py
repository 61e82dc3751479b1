"""Host names: what is this machine, and what only looks like it."""

import pytest

from web.shield import HOSTS, host_name


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8321", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8321"]
)
def test_this_machine_is_known(host: str) -> None:
    assert host_name(host) in HOSTS


@pytest.mark.parametrize(
    "host",
    [
        "",
        ":",
        ":80",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:80",
        "127.0.0.1:x",
        "[::1]x",
        "0.0.0.0",
        "::1",
        "evil.example:127.0.0.1",
        "localhost:80:80",
        "localhost/",
    ],
)
def test_everything_else_is_foreign(host: str) -> None:
    assert host_name(host) not in HOSTS

from ipaddress import ip_address

import pytest

from ingest.fetching.public_internet import is_public, look_up


@pytest.mark.parametrize("ip", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101", "2a00::1"])
def test_public(ip: str) -> None:
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
    168.63.129.16 :: ::1 ::7f00:1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:1.1.1.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254
    fe80::1 fec0::1 ff02::1 2606:4700::5efe:a00:1 fe80::1%lo""".split(),
)
def test_not_public(ip: str) -> None:
    assert not is_public(ip_address(ip))


def test_an_ip_address_is_not_looked_up() -> None:
    assert look_up("10.1.2.3", 80) == ["10.1.2.3"]
    assert look_up("::1", 80) == ["::1"]


def test_localhost_is_looked_up() -> None:
    assert set(look_up("localhost", 80)) <= {"127.0.0.1", "::1"}

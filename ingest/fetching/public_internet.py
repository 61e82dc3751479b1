"""Which IP addresses lie on the public internet: nothing else is ever connected to by default."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address
Permission = Callable[[IPAddress], bool]
Resolver = Callable[[str, int], Sequence[str]]

# Written out where the standard library's tables differ between versions of Python.
_CLOSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
        "168.63.129.16/32 "  # the metadata service of Azure, though it looks public
        "2001::/23 2001:db8::/32 2002::/16 3fff::/20"
    ).split()
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def is_public(ip: IPAddress) -> bool:
    """Whether an address is on the public internet, also what an IPv6 address stands for in IPv4."""
    if isinstance(ip, IPv6Address):
        if ip in _TRANSLATED:
            return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip not in _GLOBAL_UNICAST or (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP:
            return False
    return ip.is_global and not any(ip in block for block in _CLOSED)


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host; `OSError` or `UnicodeError` when it has none."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))

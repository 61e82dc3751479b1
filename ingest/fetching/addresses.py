"""Web addresses: one spelling for each, and which of them a source may fetch."""

import re
from ipaddress import ip_address
from urllib.parse import unquote, urldefrag, urljoin

import httpx

from ingest.fetching import problems
from ingest.fetching.problems import UnfetchableError

_WEB_PORTS = frozenset({None, 80, 443})
_SCHEMES = ("http", "https")
_LONGEST = 4096
_HIGHEST_PORT = 2**16 - 1
_BLANKS = re.compile(r"[\t\r\n]+")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]*")
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+")
_SESSION = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/;?]{0,200}", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w{1,40}|(?:fb|g|ms|dc|ya)clid|mc_[ce]id|_g[al]|jsessionid|phpsessid|aspsessionid\w{0,40}|session_?id",
    re.IGNORECASE,
)


def resolve(base: str, link: str) -> str | None:
    """The whole address that a link on the page `base` leads to, without fragment; None if it is no web address."""
    try:
        url = _parse(urldefrag(urljoin(base, _BLANKS.sub("", link.strip()))).url)
    except (UnfetchableError, ValueError):
        return None
    return str(url) if url.scheme in _SCHEMES else None


def canonical(address: str) -> str:
    """The spelling under which an address is known: without session, tracking, fragment and default port."""
    url = httpx.URL(urldefrag(address).url)
    path, _, query = url.raw_path.decode("ascii").partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
    target = _SESSION.sub("", path) + ("?" + "&".join(kept) if kept else "")
    target = _ESCAPE.sub(lambda escape: escape[0].upper(), target)
    return f"{url.scheme}://{url.netloc.decode('ascii')}{target}"


def path_of(address: str) -> str:
    """The path of an address as people read it, its escapes undone."""
    return unquote(httpx.URL(address).raw_path.decode("ascii").partition("?")[0])


def host_of(address: str) -> str:
    """The host of an address as an allow-list names it: with its port unless that is the usual one."""
    return httpx.URL(address).netloc.decode("ascii")


def read_host(entry: str) -> str:
    """An entry of an allow-list ("host" or "host:port") in the spelling of `host_of`."""
    url = _parse(f"http://{entry.strip()}/")
    if url.userinfo or url.raw_path != b"/":
        raise UnfetchableError(problems.INVALID)
    return url.netloc.decode("ascii")


def check(address: str, hosts: frozenset[str]) -> None:
    """Raise `UnfetchableError` unless the address is an open web address on one of the hosts."""
    url = _parse(address)
    if url.scheme not in _SCHEMES:
        raise UnfetchableError(problems.SCHEME)
    if url.userinfo:
        raise UnfetchableError(problems.CREDENTIALS)
    named = url.netloc.decode("ascii")
    bare = named.removesuffix(f":{url.port}") if url.port else named
    if named not in hosts and not (bare in hosts and url.port in _WEB_PORTS):
        raise UnfetchableError(problems.off_list(named))


def _parse(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address if len(address) <= _LONGEST else "")
    except httpx.InvalidURL:
        raise UnfetchableError(problems.INVALID) from None
    if not _is_host(url.raw_host.decode("ascii")) or (url.port or 0) > _HIGHEST_PORT:
        raise UnfetchableError(problems.INVALID)
    return url


def _is_host(host: str) -> bool:
    """Whether this is a name or an IP address, and no number that systems would read as an IP address."""
    try:
        ip_address(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        return _NAME.fullmatch(host) is not None and not _NUMBER.fullmatch(last)
    return True

"""What is fetched, what was fetched before, and what came back."""

from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import httpx

from ingest.fetching import problems
from ingest.fetching.addresses import canonical, check, host_of, path_of, read_host, resolve
from ingest.fetching.problems import UnfetchableError

Kind = Literal["page", "list", "sitemap"]


@dataclass(frozen=True, slots=True)
class WebSource:
    """A page of minutes, a page that lists them, or a sitemap; `UnfetchableError` if it cannot be one.

    `hosts` are the hosts that may be asked ("host" for the usual ports, "host:port" for another); none given: the
    host of the address. `pattern` is a glob for the path of links, or for path and query, without regard to case.
    `most` is the number of documents at a time. With `attachments` the documents that a page links to come with it.
    """

    address: str
    kind: Kind
    hosts: frozenset[str] = frozenset()
    pattern: str | None = None
    most: int = 500
    attachments: bool = False

    def __post_init__(self) -> None:
        address = resolve("", self.address)
        if address is None:
            raise UnfetchableError(problems.SCHEME if "://" in self.address else problems.INVALID)
        object.__setattr__(self, "address", canonical(address))
        object.__setattr__(self, "hosts", frozenset(map(read_host, self.hosts or {_bare_host(address)})))
        check(address, self.hosts)
        if self.attachments and self.kind != "page":
            raise UnfetchableError(problems.ATTACHMENTS)
        if self.most < 1:
            raise UnfetchableError(problems.MOST)

    def allows(self, address: str) -> bool:
        """Whether a link may be followed: its host is on the list and its path matches the pattern."""
        try:
            check(address, self.hosts)
        except UnfetchableError:
            return False
        if self.pattern is None:
            return True
        path, query = path_of(address), httpx.URL(address).query.decode("ascii")
        pattern = self.pattern.casefold()
        return any(fnmatchcase(text.casefold(), pattern) for text in (path, f"{path}?{query}"))


def _bare_host(address: str) -> str:
    """The host of an address without its port: another port than the usual has to be named by someone."""
    url, named = httpx.URL(address), host_of(address)
    return named.removesuffix(f":{url.port}") if url.port else named


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a document that was fetched before; everything may be missing.

    `requested` is the address that led to it, `lastmod` what the sitemap said then, `asked` when the server was last
    asked for it, with its time zone.
    """

    etag: str | None = None
    last_modified: str | None = None
    requested: str | None = None
    lastmod: str | None = None
    asked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One document of a source.

    `address` is where it lies, in its one spelling; `requested` the link that led there. `name` is the file's name or
    the page's title, `suffix` one of `ingest.readers.SUFFIXES`. `path` is the file with its content; without one it
    was not modified, or `problem` says in Danish why it could not be had. `is_gone`: known before, and the server says
    that it is not there any more. `was_asked` is false when the sitemap said that nothing changed.
    """

    address: str
    requested: str
    name: str
    suffix: str = ""
    path: Path | None = None
    etag: str | None = None
    last_modified: str | None = None
    lastmod: str | None = None
    problem: str | None = None
    is_gone: bool = False
    was_asked: bool = True

"""One document fetched into a folder, under a name that its reader knows."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import httpx

from ingest.blocks import UnreadableError
from ingest.fetching import problems
from ingest.fetching.addresses import canonical
from ingest.fetching.fetcher import Errand, Fetcher
from ingest.fetching.media import name_of, readable, suffix_of
from ingest.fetching.pages import Page
from ingest.fetching.problems import UnfetchableError
from ingest.readers import SUFFIXES

_PAGES = frozenset({".html", ".htm"})
_TEXTS = _PAGES | {".txt", ".csv", ".md"}


@dataclass(frozen=True, slots=True)
class Document:
    """What lay at the end of an address: its file if the status is 200, and its links if it is a page."""

    address: str
    status: int
    headers: httpx.Headers
    name: str
    suffix: str = ""
    path: Path | None = None
    page: Page | None = None


def fetch_document(fetcher: Fetcher, address: str, errand: Errand, folder: Path) -> Document:
    """Fetch what an address leads to; raises `UnfetchableError`, `CancelledError`, and `OSError` of the folder."""
    part = folder / "document.part"
    try:
        with part.open("w+b") as file:
            delivery = fetcher.fetch(address, file, errand)
        place, headers = canonical(delivery.address), delivery.headers
        if delivery.status != 200:
            return Document(place, delivery.status, headers, name_of(place, headers))
        suffix = suffix_of(place, headers, SUFFIXES, requested=address)
        if suffix in _TEXTS:
            part.write_bytes(readable(part.read_bytes(), suffix, headers))
        page = _page(part.read_bytes(), delivery.address) if suffix in _PAGES else None
        path = folder / (hashlib.sha256(place.encode()).hexdigest()[:32] + suffix)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    name = name_of(place, headers, page.title() if page else "")
    return Document(place, delivery.status, headers, name, suffix, path, page)


def _page(data: bytes, address: str) -> Page:
    try:
        return Page(data, address)
    except UnreadableError:
        raise UnfetchableError(problems.NO_PAGE) from None

"""The documents that a source lists: the links of a page and of those that continue it, or a sitemap's addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

import httpx

from ingest.blocks import UnreadableError
from ingest.fetching import problems
from ingest.fetching.addresses import canonical, path_of, resolve
from ingest.fetching.asking import Delivery
from ingest.fetching.fetcher import Errand, Fetcher
from ingest.fetching.media import readable
from ingest.fetching.pages import Page
from ingest.fetching.problems import UnfetchableError
from ingest.fetching.sitemaps import Entry, Sitemap, read_sitemap
from ingest.fetching.web_source import WebSource

_MOST_PAGES = 50
_MOST_SITEMAPS = 100
_DEEPEST = 3
_PAGER = re.compile(r"page|side|p|pg|offset|start|skip", re.IGNORECASE)


@dataclass(slots=True)
class Listing:
    """What a source lists. `problem` says why it may list more than was found; without one the listing is whole."""

    entries: dict[str, Entry] = field(default_factory=dict)
    problem: str | None = None

    def add(self, found: Iterable[Entry], base: str, source: WebSource) -> None:
        """Enter the documents that the source may fetch, each once."""
        for entry in found:
            address = resolve(base, entry.address)
            if address and source.allows(address):
                self.entries.setdefault(canonical(address), Entry(canonical(address), entry.lastmod))


def list_documents(fetcher: Fetcher, source: WebSource, errand: Errand) -> Listing:
    """The documents of a source; raises nothing but `CancelledError`."""
    if source.kind == "page":
        return Listing({source.address: Entry(source.address)})
    listing = Listing()
    if source.kind == "list":
        _walk_pages(fetcher, source, errand, listing)
    else:
        _walk_sitemaps(fetcher, source, errand, listing)
    if not listing.entries and listing.problem is None:
        listing.problem = problems.NO_LINKS
    return listing


def _walk_pages(fetcher: Fetcher, source: WebSource, errand: Errand, listing: Listing) -> None:
    following: str | None = source.address
    walked: set[str] = set()
    try:
        while following is not None and following not in walked:
            if len(walked) >= _MOST_PAGES:
                raise UnfetchableError(problems.TOO_MANY_LISTS)
            walked.add(following)
            delivery, data = _load(fetcher, following, errand)
            page = _read(data, delivery)
            links = page.links(main_only=source.pattern is None)
            documents = (Entry(link) for link in links if not _is_pager(link, delivery))
            listing.add(documents, delivery.address, source)
            following = page.next()
    except UnfetchableError as error:
        listing.problem = str(error)
    for address in walked:
        listing.entries.pop(address, None)


def _read(data: bytes, delivery: Delivery) -> Page:
    try:
        return Page(readable(data, ".html", delivery.headers), delivery.address)
    except UnreadableError:
        raise UnfetchableError(problems.NO_PAGE) from None


def _is_pager(link: str, delivery: Delivery) -> bool:
    """Whether a link leads to another part of the same list."""
    keys = (part.partition("=")[0] for part in httpx.URL(link).query.decode("ascii").split("&"))
    return path_of(link) == path_of(delivery.address) and any(map(_PAGER.fullmatch, keys))


def _walk_sitemaps(fetcher: Fetcher, source: WebSource, errand: Errand, listing: Listing) -> None:
    waiting, seen = [(source.address, 1)], {canonical(source.address)}
    for walked, (address, depth) in enumerate(waiting, start=1):
        try:
            base, sitemap = _load_sitemap(fetcher, address, errand)
        except UnfetchableError as error:
            listing.problem = str(error)
            continue
        listing.add(sitemap.documents, base, source)
        further = [place for name in sitemap.sitemaps if (place := resolve(base, name))]
        further = [place for place in dict.fromkeys(further) if canonical(place) not in seen]
        if further and (
            depth >= _DEEPEST or len(seen) + len(further) > _MOST_SITEMAPS or walked > _MOST_SITEMAPS
        ):
            listing.problem = problems.TOO_MANY_LISTS
            further = []
        seen.update(map(canonical, further))
        waiting += [(place, depth + 1) for place in further]


def _load_sitemap(fetcher: Fetcher, address: str, errand: Errand) -> tuple[str, Sitemap]:
    delivery, data = _load(fetcher, address, errand)
    return delivery.address, read_sitemap(data, fetcher.settings.limit_bytes)


def _load(fetcher: Fetcher, address: str, errand: Errand) -> tuple[Delivery, bytes]:
    """The content of an index, asked for without conditions: its links are needed even when it did not change."""
    body = BytesIO()
    delivery = fetcher.fetch(address, body, errand.unconditional())
    if delivery.status != 200:
        raise UnfetchableError(problems.status(delivery.status))
    return delivery, body.getvalue()

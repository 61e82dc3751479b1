"""The documents of a web source, one by one, and whether the source could be read as a whole."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from ingest.fetching import problems
from ingest.fetching.addresses import canonical
from ingest.fetching.document import Document, fetch_document
from ingest.fetching.fetcher import Errand, Fetcher
from ingest.fetching.listing import list_documents
from ingest.fetching.media import link_suffix, name_of
from ingest.fetching.pages import Page
from ingest.fetching.problems import CancelledError, UnfetchableError
from ingest.fetching.sitemaps import Entry, is_unchanged
from ingest.fetching.web_source import Fetched, Known, WebSource
from ingest.readers import SUFFIXES

_ATTACHED = SUFFIXES - {".html", ".htm"}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Harvest:
    """A source being fetched: iterate once over its documents, the failed ones last, then ask if it was `complete`.

    `complete` is true when everything that the source lists was met, so that a known document that was not met has
    vanished from it. Otherwise `problem` says why in Danish, unless the run was cancelled. `known` holds documents by
    their address; `progress` is called with the documents done, those known of so far and the address at work, and
    `is_cancelled` is asked all along. The files in `folder` are the caller's to remove.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        source: WebSource,
        known: Mapping[str, Known],
        folder: Path,
        progress: Callable[[int, int, str], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self.complete = False
        self.problem: str | None = None
        self._fetcher, self._source, self._folder, self._progress = fetcher, source, folder, progress
        self._known = known
        self._errand = Errand(source.hosts, known, is_cancelled)
        self._kept_as = {entry.requested: address for address, entry in known.items() if entry.requested}

    def __iter__(self) -> Iterator[Fetched]:
        try:
            yield from self._documents()
        except CancelledError:
            return
        self.complete = self.problem is None

    def _documents(self) -> Iterator[Fetched]:
        listing = list_documents(self._fetcher, self._source, self._errand)
        self.problem = listing.problem
        waiting = deque(self._chosen(list(listing.entries.values())))
        met: set[str] = set()
        failed: dict[str, Fetched] = {}
        done = 0
        while waiting:
            entry = waiting.popleft()
            self._progress(done, done + 1 + len(waiting), entry.address)
            done += 1
            fetched = self._fetch(entry, waiting)
            if fetched.problem is not None:  # another link may still lead to the same document
                failed.setdefault(fetched.address, fetched)
            elif fetched.address not in met:
                met.add(fetched.address)
                yield fetched
        yield from (fetched for address, fetched in failed.items() if address not in met)
        self._progress(done, done, "")

    def _chosen(self, entries: list[Entry]) -> list[Entry]:
        """As many as are fetched at a time: first those not known, then those not asked for the longest time."""
        if len(entries) <= self._source.most:
            return entries
        self.problem = self.problem or problems.cut(self._source.most, len(entries))

        def turn(entry: Entry) -> tuple[bool, datetime]:
            known = self._known.get(self._address(entry))
            return known is not None, (known.asked if known else None) or _LONG_AGO

        return sorted(entries, key=turn)[: self._source.most]

    def _address(self, entry: Entry) -> str:
        """Under which address a document is known, though its link may lead there by a redirect."""
        return self._kept_as.get(entry.address, canonical(entry.address))

    def _fetch(self, entry: Entry, waiting: deque[Entry]) -> Fetched:
        fetched, page = self._fetch_entry(entry)
        if self._source.kind == "page" and entry.address == self._source.address:
            self.problem = self.problem or fetched.problem
            if page and self._source.attachments:
                try:
                    waiting.extend(self._attached(page))
                except UnfetchableError as error:
                    self.problem = str(error)
        return fetched

    def _fetch_entry(self, entry: Entry) -> tuple[Fetched, Page | None]:
        address = self._address(entry)
        known = self._known.get(address)
        name = name_of(address, httpx.Headers())
        missing = Fetched(address, entry.address, name, link_suffix(address), lastmod=entry.lastmod)
        if is_unchanged(entry, known, datetime.now(UTC)):
            return replace(missing, was_asked=False), None
        try:
            document = fetch_document(self._fetcher, entry.address, self._errand_for(entry), self._folder)
        except UnfetchableError as error:
            if error.is_passing and known is None:  # it may be one that is known under another address
                self.problem = problems.MISSED
            return replace(missing, problem=str(error)), None
        if document.status in (404, 410):
            line = problems.status(document.status)
            return replace(missing, problem=line, is_gone=known is not None), None
        return self._fetched(document, entry), document.page

    def _errand_for(self, entry: Entry) -> Errand:
        """A page's attachments are known only when the page is fetched, changed or not."""
        has_attachments = self._source.attachments and entry.address == self._source.address
        return self._errand.unconditional() if has_attachments else self._errand

    def _fetched(self, document: Document, entry: Entry) -> Fetched:
        before = self._known.get(document.address, Known()) if document.status == 304 else Known()
        return Fetched(
            document.address,
            entry.address,
            document.name,
            document.suffix or link_suffix(document.address),
            document.path,
            document.headers.get("ETag", before.etag),
            document.headers.get("Last-Modified", before.last_modified),
            entry.lastmod,
        )

    def _attached(self, page: Page) -> list[Entry]:
        """The documents that belong to a page: those that the pattern names, or all that are no pages."""
        links = page.links(main_only=self._source.pattern is None)
        allowed = [link for link in links if self._source.allows(link)]
        if self._source.pattern is None:
            allowed = [link for link in allowed if link_suffix(link) in _ATTACHED]
        return self._chosen([Entry(link) for link in allowed])

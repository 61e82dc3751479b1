"""Sitemaps: the addresses that a website lists for programs, with the day each was last changed."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from lxml import etree

from ingest.fetching import problems
from ingest.fetching.body import GZIP_MAGIC, unpack
from ingest.fetching.problems import UnfetchableError
from ingest.fetching.web_source import Known

_MARGIN = timedelta(days=1)
_TRUSTED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """An address as a sitemap gives it, and when it says that it was last changed."""

    address: str
    lastmod: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The documents of a sitemap, and the further sitemaps of an index."""

    documents: tuple[Entry, ...]
    sitemaps: tuple[str, ...]


def read_sitemap(data: bytes, limit_bytes: int) -> Sitemap:
    """A sitemap or an index of sitemaps, packed by gzip or not; raises `UnfetchableError` if it is neither."""
    if data.startswith(GZIP_MAGIC):
        data = b"".join(unpack(iter([data]), limit_bytes))
    root = _parse(data)
    kind = etree.QName(root).localname
    if kind not in ("urlset", "sitemapindex"):
        raise UnfetchableError(problems.NO_SITEMAP)
    entries = [Entry(_text(item, "loc") or "", _text(item, "lastmod")) for item in root.iterchildren("{*}*")]
    named = tuple(entry for entry in entries if entry.address)
    if kind == "urlset":
        return Sitemap(named, ())
    return Sitemap((), tuple(entry.address for entry in named))


def is_unchanged(entry: Entry, known: Known | None, now: datetime) -> bool:
    """Whether a document need not be asked for, because the sitemap says that it was not changed since.

    A day without a time lasts until its end, clocks may differ by a day, and after a month the server is asked
    whatever the sitemap says.
    """
    if known is None or known.asked is None:
        return False
    stated, before = _moment(entry.lastmod), _moment(known.lastmod)
    if stated is None or before is None or stated > before:
        return False
    return stated + _MARGIN < known.asked and now - known.asked < _TRUSTED


def _parse(data: bytes) -> Any:
    """The root element; no entities, and nothing beyond the data is ever read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnfetchableError(problems.NO_SITEMAP) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnfetchableError(problems.NO_SITEMAP)
    return root


def _text(item: Any, name: str) -> str | None:
    found = item.find(f"{{*}}{name}")
    return (found.text or "").strip() or None if found is not None else None


def _moment(lastmod: str | None) -> datetime | None:
    """The latest moment that a date, with or without a time and a zone, can stand for."""
    try:
        moment = datetime.fromisoformat(lastmod or "")
    except ValueError:
        return None
    if len(lastmod or "") <= len("2026-01-31"):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

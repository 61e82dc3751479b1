"""What active documents say of how far others hold, brought to the documents that are meant.

A document that is wrongly called expired is worse than one of which nothing is said: only what can mean one document
alone, and one that was there when it was said, is taken.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.document_names import Name, name_of
from ingest.corpus import Version
from ingest.danish.dates import period
from ingest.metadata import Event, Metadata, ValidityStatement
from ingest.metadata.words import LASTING

_SETTLED = timedelta(days=180)
"""A document younger than this when another of its name is said to end is rather the one that takes its place."""

_NOTICE = timedelta(days=366)
"""How long before the last day of a document its successor is decided on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """From the day `since` (ISO 8601; empty: always) a document is expired or superseded.

    `said_by` says so in `text[start:end]`, or as a whole where there is no place.
    """

    validity: Literal["expired", "superseded"]
    since: str
    said_by: Version | None
    start: int | None = None
    end: int | None = None


class Titles:
    """The documents that hold for a time, by what tells them apart."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self._by_words: dict[tuple[str | None, frozenset[str]], list[Version]] = defaultdict(list)
        self._by_years: dict[tuple[str | None, tuple[int, int]], list[tuple[Name, Version]]] = defaultdict(
            list
        )
        for version in versions:
            if version.kind in LASTING and version.title:
                name = name_of(version.title, version.municipality)
                self._by_words[version.municipality, name.words].append(version)
                if name.years:
                    self._by_years[version.municipality, name.years].append((name, version))

    def meant(self, words: str, by: Version) -> list[Version]:
        """The documents that `words`, which stand in the version `by`, may mean: others of its municipality."""
        wanted = name_of(words, by.municipality)
        if wanted.years:
            found = [
                v
                for name, v in self._by_years.get((by.municipality, wanted.years), ())
                if wanted.may_mean(name)
            ]
        else:
            found = self._by_words.get((by.municipality, wanted.words), []) if wanted.words else []
        return [version for version in found if version.document != by.document]


def claims(versions: Iterable[Version]) -> dict[str, list[Claim]]:
    """The claims about each document, by its id."""
    active = list(versions)
    titles = Titles(active)
    by_document = {version.document: version for version in active}
    found: dict[str, list[Claim]] = defaultdict(list)
    for version in active:
        if version.superseded_by:
            found[version.document].extend(_succeeded(version, version.superseded_by, titles, by_document))
        for document, claim in (*_replaced(version, titles), *_stated(version, titles)):
            found[document].append(claim)
    return dict(found)


def begins(version: Version) -> str:
    """The first day of a document as far as it is known, else that on which it was issued, else nothing."""
    return version.valid_from or version.date or ""


def is_draft(version: Version) -> bool:
    """Whether a document is no more than proposed."""
    return version.status == "draft"


def _succeeded(
    version: Version, successor: str, titles: Titles, by_document: dict[str, Version]
) -> Iterator[Claim]:
    """The document that follows, as its id or in words; words that name none, or several, prove nothing."""
    if successor in by_document:
        yield Claim("superseded", begins(by_document[successor]), by_document[successor])
    elif len(meant := titles.meant(successor, version)) == 1:
        yield Claim("superseded", begins(meant[0]), version)


def _replaced(version: Version, titles: Titles) -> Iterator[tuple[str, Claim]]:
    """What a document says that it replaces, unless it is only a draft."""
    if not version.replaces or is_draft(version):
        return
    since = begins(version)
    older = [
        v for v in titles.meant(version.replaces, version) if not since or not begins(v) or begins(v) < since
    ]
    if len(older) == 1:
        read = version.fields.get("replaces") or {}
        own = read.get("value") == version.replaces
        yield (
            older[0].document,
            Claim("superseded", since, version, *((read["start"], read["end"]) if own else ())),
        )


def _stated(version: Version, titles: Titles) -> Iterator[tuple[str, Claim]]:
    if version.municipality is None or is_draft(version) or "statements" not in version.fields:
        return
    for statement in Metadata.from_json(dict(version.fields)).statements:
        since = None if statement.conditional else _since(statement)
        if since is None:
            continue
        meant = [v for v in titles.meant(statement.subject, version) if _fits(statement, version, v)]
        if len(meant) == 1:
            validity: Literal["expired", "superseded"] = (
                "superseded" if statement.event is Event.SUPERSEDED else "expired"
            )
            since = _in_effect(since, meant[0]) if validity == "superseded" else since
            yield meant[0].document, Claim(validity, since, version, statement.start, statement.end)


def _fits(statement: ValidityStatement, said_by: Version, meant: Version) -> bool:
    """Whether a document was there when it was said to end, and says nothing else of its end itself."""
    last = meant.valid_to or statement.date or ""
    if statement.event is Event.EXPIRED and last[:4] != (statement.date or "")[:4]:
        return False
    if period(statement.subject):
        return True
    known = len(begins(meant)) >= 7 and said_by.date is not None and len(said_by.date) >= 7
    return known and _first(begins(meant)) + _SETTLED <= _first(said_by.date or "")


def _since(statement: ValidityStatement) -> str | None:
    """The first day on which it no longer holds; of a month or a year alone only its end is sure."""
    if not statement.date:
        return None
    if len(statement.date) == 10 and statement.event is not Event.EXPIRED:
        return statement.date
    return (_last(statement.date) + timedelta(days=1)).isoformat()


def _in_effect(since: str, meant: Version) -> str:
    """The day when a successor takes its place: one that is decided on shortly before the last day waits for it."""
    if meant.valid_to and since <= meant.valid_to <= (date.fromisoformat(since) + _NOTICE).isoformat():
        return (date.fromisoformat(meant.valid_to) + timedelta(days=1)).isoformat()
    return since


def _first(iso: str) -> date:
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last(iso: str) -> date:
    """The last day of a day, a month or a year."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])

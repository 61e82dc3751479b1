"""What is ingested again and again: registered folders and web addresses, with their schedules."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args
from uuid import uuid4

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from ingest.fetching.problems import UnfetchableError
from ingest.fetching.web_source import Kind as WebKind
from ingest.fetching.web_source import WebSource
from ingest.tables import PlaceRow, SourceRow

Kind = Literal["folder"] | WebKind
"""The kinds of sources: a folder, or one of web addresses."""
_KINDS: tuple[Kind, ...] = ("folder", *get_args(WebKind))
_RETRY_MINUTES = 5
_PATIENT_FAILURES = 3
_LONGEST_MINUTES = 24 * 60


class SourceNotFoundError(LookupError):
    """There is no source with this id."""


class InvalidSourceError(Exception):
    """A source cannot be registered like that; `code` is for programs, the message one Danish line."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class SourceExistsError(InvalidSourceError):
    """The address is that of the registered source with the id `source`."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__("source_exists", message)
        self.source = source


@dataclass(frozen=True, slots=True)
class Terms:
    """How a source is ingested: everything about it that may be changed.

    `watch` is for folders: a change of their files starts a run. The others are for web addresses and are explained
    in `ingest.fetching.web_source.WebSource`; `attachments` is for pages. `every_minutes` is the time between runs.
    """

    name: str
    pattern: str | None = None
    hosts: tuple[str, ...] = ()
    most: int | None = None
    attachments: bool = False
    watch: bool = False
    every_minutes: int | None = None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A registered source; `seen` is how its folder looked when its last run was asked for."""

    id: str
    kind: Kind
    address: str
    terms: Terms
    next_at: str | None
    created_at: str
    removed: bool
    seen: str | None = field(repr=False)


class Sources:
    """All sources. Safe to use from several threads; LookupError (`SourceNotFoundError`) for an unknown id."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, kind: Kind, address: str, terms: Terms) -> Source:
        """Register a source; InvalidSourceError when it cannot be one, or is one already.

        One that was removed comes back with the documents that it had.
        """
        place, terms = _checked(kind, address, terms)
        at = now() if terms.every_minutes else None
        with Session(self._engine) as session, session.begin():
            same = select(SourceRow).where(SourceRow.kind == kind, SourceRow.address == place)
            row = session.scalar(same)
            if row is not None and row.removed_at is None:
                raise SourceExistsError(row.id, f"»{row.name}« er allerede en kilde: {place}.")
            if row is None:
                row = SourceRow(id=uuid4().hex, kind=kind, address=place, created_at=now())
                session.add(row)
            row.removed_at, row.next_at = None, at
            _set(row, terms, seen=None)
            session.flush()
            return _source(row)

    def change(self, source: str, revise: Callable[[Terms], Terms]) -> Source:
        """Change how a source is ingested; InvalidSourceError when that is not possible."""
        with Session(self._engine) as session, session.begin():
            row = _find(session, source)
            former = _source(row)
            terms = revise(former.terms)
            if former.kind != "folder":
                _, terms = _checked_web(former.kind, row.address, terms)
            if terms.every_minutes != former.terms.every_minutes:
                row.next_at = _in(terms.every_minutes) if terms.every_minutes else None
            _set(row, terms, former.seen)
            return _source(row)

    def remove(self, source: str, removed: bool = True) -> Source:
        """Ingest a source no more, or again; its documents stay in use."""
        with Session(self._engine) as session, session.begin():
            row = _find(session, source)
            row.removed_at = now() if removed else None
            return _source(row)

    def get(self, source: str) -> Source:
        """One source, also when it was removed."""
        with Session(self._engine) as session:
            return _source(_find(session, source))

    def all(self) -> list[Source]:
        """The sources that are not removed, by name."""
        query = select(SourceRow).where(SourceRow.removed_at.is_(None))
        with Session(self._engine) as session:
            return sorted(
                map(_source, session.scalars(query)), key=lambda source: source.terms.name.casefold()
            )

    def due(self) -> list[Source]:
        """The sources whose time has come, those first that wait longest."""
        ready = [s for s in self.all() if s.next_at and s.next_at <= now() and not s.terms.paused]
        return sorted(ready, key=lambda source: source.next_at or "")

    def watched(self) -> list[Source]:
        """The folders that are to be ingested when they change, and whose last run did not fail."""
        return [s for s in self.all() if s.terms.watch and not s.terms.paused and not _is_held(s)]

    def saw(self, source: str, scan: str) -> None:
        """Remember how a folder looked when a run was asked for."""
        with Session(self._engine) as session, session.begin():
            row = _find(session, source)
            row.options = row.options | {"seen": scan}

    def settle(self, source: str, failures: int) -> None:
        """Set when a source is due again, after a run with which it failed so many times in a row.

        Failing again and again makes the time between runs twice as long each time, up to a day.
        """
        with Session(self._engine) as session, session.begin():
            row = _find(session, source)
            minutes = next_minutes(row.every_minutes, failures)
            row.next_at = _in(minutes) if minutes is not None else None

    def count_documents(self) -> dict[str, int]:
        """How many documents each source has now."""
        query = select(PlaceRow.source_id, func.count(PlaceRow.document_id.distinct())).where(
            PlaceRow.gone_at.is_(None), PlaceRow.source_id.is_not(None)
        )
        with Session(self._engine) as session:
            rows = session.execute(query.group_by(PlaceRow.source_id))
            return {source: count for source, count in rows if source is not None}


def next_minutes(every: int | None, failures: int) -> int | None:
    """The minutes until a source's next run; None when it has none until somebody asks for it."""
    if not failures:
        return every
    step = every or _RETRY_MINUTES
    doublings = max(0, min(failures, _PATIENT_FAILURES + 20) - _PATIENT_FAILURES)
    return max(step, min(step << doublings, _LONGEST_MINUTES))


def name_of(kind: Kind, address: str) -> str:
    """What to call a source that was given no name."""
    if kind == "folder":
        return Path(address).name or address
    return address.partition("://")[2].rstrip("/") or address


def now() -> str:
    """The time, as schedules are written."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _in(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def _is_held(source: Source) -> bool:
    """Whether a folder waits for its next try: only those that failed and those on a schedule have a time for it."""
    return source.next_at is not None and source.terms.every_minutes is None


def _checked(kind: Kind, address: str, terms: Terms) -> tuple[str, Terms]:
    """The address in the spelling in which it is kept, and the terms with what follows from it."""
    return (_checked_folder(address), terms) if kind == "folder" else _checked_web(kind, address, terms)


def _checked_web(kind: WebKind, address: str, terms: Terms) -> tuple[str, Terms]:
    hosts = frozenset(terms.hosts)
    try:
        web = WebSource(address, kind, hosts, terms.pattern, attachments=terms.attachments)
        if terms.most is not None:
            web = replace(web, most=terms.most)
    except UnfetchableError as error:
        raise InvalidSourceError("address_invalid", str(error)) from error
    return web.address, replace(terms, hosts=tuple(sorted(web.hosts)), most=web.most)


def _checked_folder(address: str) -> str:
    path = Path(address)
    if not path.is_absolute():
        raise InvalidSourceError("folder_not_absolute", "Skriv hele stien til mappen, fra roden af drevet.")
    try:
        found, is_folder = path.resolve(strict=True), path.is_dir()
    except (OSError, RuntimeError, ValueError):
        found, is_folder = path, False
    if not is_folder:
        raise InvalidSourceError("folder_not_found", f"Mappen {address} findes ikke. Kontrollér stien.")
    if not os.access(found, os.R_OK | os.X_OK):
        raise InvalidSourceError(
            "folder_not_readable", f"Mappen {address} kan ikke læses. Giv tjenesten adgang til den."
        )
    return str(found)


def _set(row: SourceRow, terms: Terms, seen: str | None) -> None:
    row.name, row.every_minutes, row.paused = terms.name, terms.every_minutes, terms.paused
    if row.kind == "folder":
        row.options = {"watch": terms.watch, "seen": seen}
        return
    row.options = {
        "hosts": list(terms.hosts),
        "pattern": terms.pattern,
        "most": terms.most,
        "attachments": terms.attachments,
    }


def _find(session: Session, source: str) -> SourceRow:
    row = session.get(SourceRow, source)
    if row is None:
        raise SourceNotFoundError(source)
    return row


def _source(row: SourceRow) -> Source:
    kind: Kind = next(kind for kind in _KINDS if kind == row.kind)
    options = row.options
    terms = Terms(
        name=row.name,
        pattern=options.get("pattern"),
        hosts=tuple(options.get("hosts", ())),
        most=options.get("most"),
        attachments=options.get("attachments", False),
        watch=options.get("watch", False),
        every_minutes=row.every_minutes,
        paused=row.paused,
    )
    seen = options.get("seen")
    return Source(
        row.id, kind, row.address, terms, row.next_at, row.created_at, row.removed_at is not None, seen
    )

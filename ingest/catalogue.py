"""The documents as a catalogue: searched, filtered, sorted and paged in SQL, without reading any text."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Engine, Select, UnaryExpression, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ingest.matching import holds_words
from ingest.tables import DocumentRow, PlaceRow, RunFileRow, RunRow, VersionRow

PAGE_SIZE = 50
LOW_CONFIDENCE = 0.8
"""Mean confidence of a page's recognised words, from 0 to 1, below which its text has to be looked at."""
UNKNOWN = "unknown"

Validities = Callable[[], Mapping[str, str]]
"""How far each document in use holds today, by its id: "draft", "adopted", "in_force", "expired", "superseded" or
"unknown"; documents that are missing count as "unknown"."""

State = Literal["active", "retired", "failed", "unsure"]
"""Which documents to list: "failed" could not be read the last time, "unsure" hold badly recognised pages."""
Sorting = Literal["changed", "title", "date", "kind", "body"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the catalogue is narrowed to; `words` must all stand in the title or the name of the file."""

    words: str = ""
    kind: str | None = None
    body: str | None = None
    municipality: str | None = None
    validity: str | None = None
    state: State | None = None
    sorting: Sorting = "changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a line of the catalogue: its active version, or its newest when it is retired.

    `failed` is why its file could not be read the last time; `unsure_pages` counts badly recognised pages.
    """

    document: str
    source: str
    title: str | None
    kind: str | None
    municipality: str | None
    body: str | None
    date: str | None
    validity: str
    version: int
    ingested_at: str
    retired_at: str | None
    retired_because: str | None
    failed: str | None
    unsure_pages: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the catalogue; `total` counts all entries that pass the filters."""

    entries: list[Entry]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole catalogue in figures, and the values that its filters offer."""

    counts: dict[State, int]
    kinds: list[str]
    bodies: list[str]
    municipalities: list[str]


class Catalogue:
    """Looks up documents. Safe to use from several threads."""

    def __init__(self, engine: Engine, validities: Validities) -> None:
        self._engine = engine
        self._validities = validities

    def page(self, filters: Filters, number: int) -> Page:
        """A page of the documents that pass the filters, the last one when there are fewer."""
        validities = self._validities()
        matching = _shown().where(*_conditions(filters, validities))
        with Session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(matching.subquery())) or 0
            number = max(1, min(number, -(-total // PAGE_SIZE)))
            listed = matching.add_columns(*_COLUMNS)
            listed = (
                listed.order_by(*_order(filters.sorting)).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
            )
            rows = session.execute(listed).mappings().all()
            documents, ids = [row["document"] for row in rows], [row["version_id"] for row in rows]
            failed = _pairs(session, _failures().where(PlaceRow.document_id.in_(documents)))
            unsure = _pairs(session, _unsure().where(VersionRow.id.in_(ids)))
            entries = [_entry(dict(row), validities, failed, unsure) for row in rows]
        return Page(entries, total, number)

    def overview(self) -> Overview:
        """Figures and values of the whole catalogue."""
        with Session(self._engine) as session:
            counts: dict[State, int] = {
                state: session.scalar(select(func.count()).select_from(DocumentRow).where(_state(state))) or 0
                for state in get_args(State)
            }
            kinds, bodies, municipalities = (
                list(session.scalars(_values(column)))
                for column in (VersionRow.kind, VersionRow.body, VersionRow.municipality)
            )
        return Overview(counts, kinds, bodies, municipalities)


_COLUMNS = (
    VersionRow.id.label("version_id"),
    DocumentRow.source,
    VersionRow.title,
    VersionRow.kind,
    VersionRow.municipality,
    VersionRow.body,
    VersionRow.date,
    VersionRow.number.label("version"),
    VersionRow.ingested_at,
    DocumentRow.retired_at,
    DocumentRow.retired_because,
)


def _shown() -> Select[Any]:
    """Each document with the version that stands for it: the active one, else the newest."""
    other = aliased(VersionRow)
    shown = (
        select(other.id)
        .where(other.document_id == DocumentRow.id)
        .order_by(other.active.desc(), other.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(DocumentRow.id.label("document")).join(VersionRow, VersionRow.id == shown)


def _conditions(filters: Filters, validities: Mapping[str, str]) -> list[ColumnElement[bool]]:
    wanted = (
        (VersionRow.kind, filters.kind),
        (VersionRow.body, filters.body),
        (VersionRow.municipality, filters.municipality),
    )
    conditions = [column == value for column, value in wanted if value]
    conditions += holds_words(filters.words, VersionRow.title, DocumentRow.source)
    if filters.validity:
        conditions.append(_holds(filters.validity, validities))
    if filters.state:
        conditions.append(_state(filters.state))
    return conditions


def _holds(validity: str, validities: Mapping[str, str]) -> ColumnElement[bool]:
    """That a document has a validity; its ids are handed over as one value, for there may be many."""
    if validity == UNKNOWN:
        others = [document for document, known in validities.items() if known != UNKNOWN]
        return DocumentRow.id.not_in(_each(others))
    return DocumentRow.id.in_(
        _each([document for document, known in validities.items() if known == validity])
    )


def _each(ids: Sequence[str]) -> Select[Any]:
    return select(func.json_each(json.dumps(ids)).table_valued("value").c.value)


def _state(state: State) -> ColumnElement[bool]:
    if state == "active":
        return DocumentRow.retired_at.is_(None)
    if state == "retired":
        return DocumentRow.retired_at.is_not(None)
    if state == "failed":
        return DocumentRow.id.in_(_failures().with_only_columns(PlaceRow.document_id))
    return DocumentRow.id.in_(_unsure().with_only_columns(VersionRow.document_id))


def _failures() -> Select[Any, Any]:
    """Documents whose file could not be read when it was last seen changed, and why."""
    latest = select(func.max(RunFileRow.id)).group_by(RunFileRow.location)
    return (
        select(PlaceRow.document_id, RunFileRow.reason)
        .join(RunFileRow, RunFileRow.location == PlaceRow.location)
        .join(RunRow, RunRow.id == RunFileRow.run_id)
        .where(
            RunFileRow.outcome == "failed",
            RunFileRow.id.in_(latest),
            PlaceRow.document_id.is_not(None),
            PlaceRow.gone_at.is_(None),
            PlaceRow.last_seen <= func.coalesce(RunRow.finished_at, RunRow.started_at),
        )
    )


def _unsure() -> Select[Any, Any]:
    """Active versions with pages that were recognised with low confidence, and how many such pages."""
    pages = func.json_each(VersionRow.ocr).table_valued("value", joins_implicitly=True)
    return (
        select(VersionRow.id, func.count())
        .where(VersionRow.active, text("versions.ocr <> '{}'"), pages.c.value < LOW_CONFIDENCE)
        .group_by(VersionRow.id)
        .correlate(None)
    )


def _values(column: InstrumentedAttribute[str | None]) -> Select[Any]:
    """The values of a column among the active versions."""
    return select(column).distinct().where(VersionRow.active, column.is_not(None)).order_by(column)


def _order(sorting: Sorting) -> tuple[UnaryExpression[Any], ...]:
    """The newest first, else by name; documents without the value come last."""
    name = func.coalesce(VersionRow.title, DocumentRow.source).collate("NOCASE")
    leading: dict[Sorting, UnaryExpression[Any]] = {
        "changed": VersionRow.ingested_at.desc(),
        "title": name.asc(),
        "date": VersionRow.date.desc().nulls_last(),
        "kind": VersionRow.kind.asc().nulls_last(),
        "body": VersionRow.body.asc().nulls_last(),
    }
    return leading[sorting], name.asc(), DocumentRow.id.asc()


def _pairs(session: Session, query: Select[Any, Any]) -> dict[Any, Any]:
    return dict(session.execute(query).all())


def _entry(
    row: Mapping[str, Any],
    validities: Mapping[str, str],
    failed: Mapping[str, str],
    unsure: Mapping[int, int],
) -> Entry:
    document = row["document"]
    return Entry(
        **{key: value for key, value in row.items() if key != "version_id"},
        validity=validities.get(document, UNKNOWN),
        failed=failed.get(document),
        unsure_pages=unsure.get(row["version_id"], 0),
    )

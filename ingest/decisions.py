"""The register of decisions: who decided what, when and with which outcome, looked up in SQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, TableValuedAlias, and_, func, literal, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ingest.fields import Basis
from ingest.matching import holds_words
from ingest.minutes.model import Outcome, Subject, Vote
from ingest.tables import DecisionRow, DocumentRow, VersionRow


@dataclass(frozen=True, slots=True)
class DecisionFilters:
    """What the register is narrowed to; days are ISO 8601, both included, and `case` is a case number.

    `words` must each stand in the item's title or number, in a point of its recommendation, or in the decision.
    """

    words: str = ""
    body: str | None = None
    municipality: str | None = None
    outcome: str | None = None
    case: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class DecidedPoint:
    """A point of the recommendation, as it stands in the text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another decision of the same case."""

    id: int
    body: str | None
    date: str | None
    outcome: Outcome
    document: str
    version: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: `quote` is the sentence that says it, `text[start:end]` of the version."""

    id: int
    document: str
    source: str
    version: int
    document_title: str | None
    title: str | None
    number: str | None
    case_number: str | None
    municipality: str | None
    body: str | None
    body_basis: Basis | None
    date: str | None
    date_basis: Basis | None
    subject: Subject
    outcome: Outcome
    points: tuple[DecidedPoint, ...]
    vote: Vote | None
    quote: str
    start: int
    end: int
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Decisions, newest first; `total` counts all that pass the filters."""

    decisions: list[Decided]
    total: int


@dataclass(frozen=True, slots=True)
class DecisionChoices:
    """The values that the register's filters offer."""

    bodies: list[str]
    municipalities: list[str]
    outcomes: list[Outcome]


class Decisions:
    """Looks up decisions of the documents in use. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, filters: DecisionFilters, most: int, skip: int = 0) -> DecisionPage:
        """Up to `most` decisions that pass the filters, the newest first, after the first `skip`."""
        matching = _joined(DecisionRow.id).where(*_conditions(filters)).order_by(*_ORDER)
        with Session(self._engine) as session:
            ids = session.scalars(matching).all()
            page = ids[skip : skip + most]
            rows = {row["id"]: dict(row) for row in session.execute(_rows(page)).mappings()}
            points, related = _points(session, page), _related(session, page)
        return DecisionPage([_decided(rows[id_], points, related) for id_ in page if id_ in rows], len(ids))

    def choices(self) -> DecisionChoices:
        """The bodies, municipalities and outcomes that there are decisions of."""
        with Session(self._engine) as session:
            bodies, municipalities, outcomes = (
                [value for value in session.scalars(_values(column)) if value]
                for column in (DecisionRow.body, VersionRow.municipality, DecisionRow.outcome)
            )
        return DecisionChoices(bodies, municipalities, [Outcome(value) for value in outcomes])


_QUOTE = func.substr(VersionRow.text, DecisionRow.start + 1, DecisionRow.end - DecisionRow.start)
_COLUMNS = (
    DecisionRow.id,
    VersionRow.document_id.label("document"),
    DocumentRow.source,
    VersionRow.number.label("version"),
    VersionRow.title.label("document_title"),
    DecisionRow.title,
    DecisionRow.number,
    DecisionRow.case_number,
    VersionRow.municipality,
    DecisionRow.body,
    DecisionRow.body_basis,
    DecisionRow.date,
    DecisionRow.date_basis,
    DecisionRow.subject,
    DecisionRow.outcome,
    DecisionRow.points,
    DecisionRow.vote,
    DecisionRow.start,
    DecisionRow.end,
    _QUOTE.label("quote"),
)
_ORDER = (
    DecisionRow.date.desc().nulls_last(),
    VersionRow.municipality,
    DecisionRow.body,
    DecisionRow.version_id,
    DecisionRow.item,
    DecisionRow.start,
)


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .join(VersionRow, VersionRow.id == DecisionRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(VersionRow.active)
    )


def _rows(decisions: Sequence[int]) -> Select[Any]:
    return _joined(*_COLUMNS).where(DecisionRow.id.in_(decisions))


def _conditions(filters: DecisionFilters) -> list[ColumnElement[bool]]:
    conditions = [
        column == value
        for column, value in (
            (DecisionRow.body, filters.body),
            (VersionRow.municipality, filters.municipality),
            (DecisionRow.outcome, filters.outcome),
            (DecisionRow.case_number, filters.case),
        )
        if value
    ]
    if filters.first:
        conditions.append(DecisionRow.date >= filters.first)
    if filters.last:
        conditions.append(DecisionRow.date <= filters.last)
    point = _point_table()
    said = select(func.group_concat(_text_of(point), " ")).select_from(point).scalar_subquery()
    return conditions + holds_words(filters.words, DecisionRow.title, DecisionRow.case_number, _QUOTE, said)


def _point_table() -> TableValuedAlias:
    """The points of the recommendation in a decision's agenda item, as JSON objects."""
    path = literal("$.items[").concat(DecisionRow.item).concat("].points")
    return func.json_each(VersionRow.minutes, path).table_valued("value")


def _text_of(point: TableValuedAlias) -> ColumnElement[str]:
    start, end = (func.json_extract(point.c.value, f"$.{edge}") for edge in ("start", "end"))
    return func.substr(VersionRow.text, start + 1, end - start)


def _points(session: Session, decisions: Sequence[int]) -> dict[int, dict[int, str]]:
    """The texts of the points of the decisions' agenda items: decision -> number -> text."""
    point = _point_table()
    query = (
        select(DecisionRow.id, func.json_extract(point.c.value, "$.number"), _text_of(point))
        .join(VersionRow, VersionRow.id == DecisionRow.version_id)
        .join(point, true())
        .where(DecisionRow.id.in_(decisions))
    )
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for decision, number, said in session.execute(query):
        texts[decision][number] = said
    return texts


def _related(session: Session, decisions: Sequence[int]) -> dict[int, list[Related]]:
    """Decisions of other meetings in the same case, the oldest first: by case number, or by item in one document."""
    one, other = aliased(DecisionRow), aliased(DecisionRow)
    same_item = and_(
        other.version_id == one.version_id, or_(other.item == one.item, other.title == one.title)
    )
    query = (
        select(one.id, other.id, other.body, other.date, other.outcome)
        .add_columns(VersionRow.document_id, VersionRow.number, other.start, other.end)
        .join(other, or_(other.case_number == one.case_number, same_item))
        .join(VersionRow, VersionRow.id == other.version_id)
        .where(
            one.id.in_(decisions),
            VersionRow.active,
            or_(other.body.is_distinct_from(one.body), other.date.is_distinct_from(one.date)),
        )
        .order_by(other.date, other.body, other.id)
    )
    found: dict[int, list[Related]] = defaultdict(list)
    for decision, identity, body, date, outcome, *place in session.execute(query):
        found[decision].append(Related(identity, body, date, Outcome(outcome), *place))
    return found


def _values(column: InstrumentedAttribute[Any]) -> Select[Any]:
    query = select(column).distinct().select_from(DecisionRow)
    return (
        query.join(VersionRow, VersionRow.id == DecisionRow.version_id)
        .where(VersionRow.active)
        .order_by(column)
    )


def _decided(
    row: Mapping[str, Any], points: Mapping[int, Mapping[int, str]], related: Mapping[int, Sequence[Related]]
) -> Decided:
    texts = points.get(row["id"], {})
    typed = {
        "body_basis": Basis(row["body_basis"]) if row["body_basis"] else None,
        "date_basis": Basis(row["date_basis"]) if row["date_basis"] else None,
        "subject": Subject(row["subject"]),
        "outcome": Outcome(row["outcome"]),
        "points": tuple(DecidedPoint(n, texts[n]) for n in row["points"] if n in texts),
        "vote": Vote(**row["vote"]) if row["vote"] else None,
        "related": tuple(related.get(row["id"], ())),
    }
    return Decided(**{**row, **typed})

"""All that is kept of one document: its fields, versions, places, passages, agenda and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, load_only

from ingest.catalogue import UNKNOWN, Validities
from ingest.fields import Basis, Field
from ingest.metadata import FIELD_NAMES
from ingest.minutes.model import Minutes
from ingest.tables import CorrectionRow, DocumentRow, PassageRow, PlaceRow, SourceRow, VersionRow

PASSAGES_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field as it counts: its value, where it comes from, and what was read when it was corrected.

    `read` is what the newest reading found, with its place in the text where it has one; `note` and `corrected_at`
    belong to a correction.
    """

    name: str
    value: str | None
    basis: Basis | None
    read: Field | None
    note: str = ""
    corrected_at: str | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as a line in the list of them; `run` is the ingestion that wrote it."""

    number: int
    active: bool
    ingested_at: str
    run: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place where the document was found; `source` names the watched folder or web source it belongs to."""

    location: str
    source: str | None
    first_seen: str
    last_seen: str
    gone_at: str | None


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage that is searched: its place in the text, its headings and its length in tokens."""

    start: int
    end: int
    section: str
    page: int | None
    tokens: int
    text: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A document with the version that stands for it: the active one, or the newest when it is retired.

    `ocr` holds the confidence of recognised pages, `redacted` how much each rule removed; `passages`, `decisions` and
    `left_out` are counts; `superseding` is the name of the document that took its place.
    """

    document: str
    source: str
    retired_at: str | None
    retired_because: str | None
    version: int
    title: str | None
    validity: str
    ingested_at: str
    fields: tuple[FieldState, ...]
    ocr: Mapping[int, float]
    redacted: Mapping[str, int]
    versions: tuple[VersionLine, ...]
    places: tuple[PlaceLine, ...]
    passages: int
    decisions: int
    left_out: int
    superseding: str | None

    @property
    def name(self) -> str:
        """What to call the document: its title, or the name of its file."""
        return self.title or self.source


@dataclass(frozen=True, slots=True)
class Agenda:
    """The minutes of a version with the text that their offsets lead into."""

    version: int
    text: str
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Contents:
    """What of a version is searched, a page of it, and which lines were left out as noise."""

    version: int
    passages: tuple[PassageLine, ...]
    total: int
    left_out: tuple[str, ...]


class Dossiers:
    """Looks up documents one by one. Safe to use from several threads."""

    def __init__(self, engine: Engine, validities: Validities) -> None:
        self._engine = engine
        self._validities = validities

    def dossier(self, document: str) -> Dossier | None:
        """All that is kept of a document, but for its texts; none when it is unknown."""
        with Session(self._engine) as session:
            row = session.get(DocumentRow, document)
            version = _standing(session, document, _FACTS)
            if row is None or version is None:
                return None
            corrections = {c.field: c for c in session.scalars(_corrections(document))}
            count = select(func.count()).select_from(PassageRow).where(PassageRow.version_id == version.id)
            return Dossier(
                document=row.id,
                source=row.source,
                retired_at=row.retired_at,
                retired_because=row.retired_because,
                version=version.number,
                title=version.title,
                validity=self._validities().get(document, UNKNOWN),
                ingested_at=version.ingested_at,
                fields=tuple(_field_state(name, version, corrections.get(name)) for name in FIELD_NAMES),
                ocr={int(page): confidence for page, confidence in sorted(version.ocr.items(), key=_page)},
                redacted=version.redacted,
                versions=_versions(session, document),
                places=_places(session, document),
                passages=session.scalar(count) or 0,
                decisions=sum(len(item["decisions"]) for item in (version.minutes or {}).get("items", ())),
                left_out=len(version.dropped),
                superseding=_title_of(session, version.superseded_by),
            )

    def agenda(self, document: str) -> Agenda | None:
        """The agenda items and decisions of a document; none when it is not minutes, or unknown."""
        with Session(self._engine) as session:
            version = _standing(session, document, (VersionRow.number, VersionRow.text, VersionRow.minutes))
            if version is None or not version.minutes:
                return None
            return Agenda(version.number, version.text, Minutes.from_json(version.minutes))

    def contents(self, document: str, page: int) -> Contents | None:
        """A page of a document's passages, and the lines that were left out; none when it is unknown."""
        with Session(self._engine) as session:
            version = _standing(session, document, (VersionRow.number, VersionRow.text, VersionRow.dropped))
            if version is None:
                return None
            query = select(PassageRow).where(PassageRow.version_id == version.id)
            total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            paged = (
                query.order_by(PassageRow.start).limit(PASSAGES_A_PAGE).offset((page - 1) * PASSAGES_A_PAGE)
            )
            lines = tuple(
                PassageLine(p.start, p.end, p.section, p.page, p.tokens, version.text[p.start : p.end])
                for p in session.scalars(paged)
            )
            return Contents(version.number, lines, total, tuple(version.dropped))

    def texts(self, document: str, numbers: Sequence[int]) -> dict[int, str]:
        """The texts of versions of a document by number; unknown ones are missing."""
        query = select(VersionRow.number, VersionRow.text)
        with Session(self._engine) as session:
            found = session.execute(
                query.where(VersionRow.document_id == document, VersionRow.number.in_(numbers))
            )
            return dict(found.all())


_FACTS = (
    VersionRow.number,
    VersionRow.title,
    VersionRow.kind,
    VersionRow.municipality,
    VersionRow.body,
    VersionRow.date,
    VersionRow.valid_from,
    VersionRow.valid_to,
    VersionRow.replaces,
    VersionRow.status,
    VersionRow.superseded_by,
    VersionRow.fields,
    VersionRow.minutes,
    VersionRow.ocr,
    VersionRow.redacted,
    VersionRow.dropped,
    VersionRow.ingested_at,
)


def _standing(session: Session, document: str, columns: Sequence[Any]) -> VersionRow | None:
    """The version that stands for a document, with only these columns read."""
    query = select(VersionRow).options(load_only(*columns)).where(VersionRow.document_id == document)
    return session.scalars(
        query.order_by(VersionRow.active.desc(), VersionRow.number.desc()).limit(1)
    ).first()


def _field_state(name: str, version: VersionRow, correction: CorrectionRow | None) -> FieldState:
    read = Field.from_json(version.fields[name]) if version.fields.get(name) else None
    value: str | None = getattr(version, name)
    if correction:
        return FieldState(name, value, Basis.CORRECTED, read, correction.note, correction.corrected_at)
    return FieldState(name, value, read.basis if read and value is not None else None, read)


def _corrections(document: str) -> Any:
    return select(CorrectionRow).where(CorrectionRow.document_id == document)


def _versions(session: Session, document: str) -> tuple[VersionLine, ...]:
    query = select(
        VersionRow.number,
        VersionRow.active,
        VersionRow.ingested_at,
        VersionRow.run_id,
        func.length(VersionRow.text),
    ).where(VersionRow.document_id == document)
    rows = session.execute(query.order_by(VersionRow.number.desc()))
    return tuple(VersionLine(*row) for row in rows)


def _places(session: Session, document: str) -> tuple[PlaceLine, ...]:
    query = (
        select(PlaceRow.location, SourceRow.name, PlaceRow.first_seen, PlaceRow.last_seen, PlaceRow.gone_at)
        .outerjoin(SourceRow, SourceRow.id == PlaceRow.source_id)
        .where(PlaceRow.document_id == document)
        .order_by(PlaceRow.gone_at.is_not(None), PlaceRow.location)
    )
    return tuple(PlaceLine(*row) for row in session.execute(query))


def _title_of(session: Session, document: str | None) -> str | None:
    """What the document of an id is called; none when there is no such document."""
    row = session.get(DocumentRow, document) if document else None
    version = _standing(session, row.id, (VersionRow.title,)) if row else None
    return (version.title or row.source) if row and version else None


def _page(entry: tuple[str, float]) -> int:
    return int(entry[0])

"""What an administrator corrects: it counts for this version of a document and for all later ones."""

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ingest.activation import Activator, now
from ingest.correction_values import InvalidCorrectionError, check_span, normalise
from ingest.metadata import FIELD_NAMES
from ingest.tables import CorrectionRow, DocumentRow, VersionRow
from ingest.writing import raise_revision

__all__ = ["Correction", "InvalidCorrectionError", "correct", "corrections_of", "undo_correction"]

_STALE = 0
"""No edition: `Activator.rebuild_stale` takes up the version at the next start if this process ends before it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a field was corrected to; without a value it was cleared. `corrected_at` is ISO 8601, UTC."""

    value: str | None
    note: str
    corrected_at: str


def correct(activator: Activator, document: str, field: str, value: str | None, note: str = "") -> None:
    """Have a field of a document hold `value`, or nothing without one ("ved ikke").

    A title is part of what is searched, so the document is embedded again by it; when that fails the correction
    stands, and the next start does it. To be called when no ingestion runs.

    Raises LookupError for an unknown document, InvalidCorrectionError for a value that cannot be.
    """
    _check_field(field)
    stored = normalise(field, value) if value is not None else None
    with Session(activator.engine) as session, session.begin():
        _document(session, document)
        if field == "superseded_by" and stored is not None:
            _check_successor(session, document, stored)
        version = _active(session, document)
        if version and field in ("valid_from", "valid_to"):
            span = {"valid_from": version.valid_from, "valid_to": version.valid_to, field: stored}
            check_span(span["valid_from"], span["valid_to"])
        row = CorrectionRow(
            document_id=document, field=field, value=stored, note=note.strip(), corrected_at=now()
        )
        session.merge(row)
        stale = _put(session, version, field, stored)
    if stale is not None:
        activator.rebuild(stale)


def undo_correction(activator: Activator, document: str, field: str) -> None:
    """Have a field hold again what was read. Raises as `correct` does, also when the field was not corrected."""
    _check_field(field)
    with Session(activator.engine) as session, session.begin():
        _document(session, document)
        row = session.get(CorrectionRow, (document, field))
        if row is None:
            raise InvalidCorrectionError("Feltet er ikke rettet, så der er intet at fortryde.")
        session.delete(row)
        version = _active(session, document)
        read = version.fields.get(field) if version else None
        stale = _put(session, version, field, read["value"] if read else None)
    if stale is not None:
        activator.rebuild(stale)


def corrections_of(engine: Engine, document: str) -> dict[str, Correction]:
    """The corrected fields of a document, by name."""
    with Session(engine) as session:
        rows = session.scalars(select(CorrectionRow).where(CorrectionRow.document_id == document)).all()
    return {row.field: Correction(row.value, row.note, row.corrected_at) for row in rows}


def _put(session: Session, version: VersionRow | None, field: str, value: str | None) -> int | None:
    """Write a field of an active version; returns the version's id when it has to be rebuilt."""
    if version is None:
        return None
    renamed = field == "title" and version.title != value
    setattr(version, field, value)
    version.touched = raise_revision(session)
    if renamed:
        version.edition = _STALE
    return version.id if renamed else None


def _check_field(field: str) -> None:
    if field not in FIELD_NAMES:
        raise InvalidCorrectionError(
            f"Feltet »{field}« findes ikke. Vælg et af disse: {', '.join(FIELD_NAMES)}."
        )


def _document(session: Session, document: str) -> DocumentRow:
    row = session.get(DocumentRow, document)
    if row is None:
        raise LookupError(document)
    return row


def _active(session: Session, document: str) -> VersionRow | None:
    return session.scalar(select(VersionRow).where(VersionRow.document_id == document, VersionRow.active))


def _check_successor(session: Session, document: str, successor: str) -> None:
    """Refuse a successor that is unknown, the document itself, or superseded by it in the end."""
    if session.get(DocumentRow, successor) is None:
        raise InvalidCorrectionError(
            "Der er intet dokument med det id. Se id'erne med »kkgpt documents list«."
        )
    passed: set[str] = set()
    following: str | None = successor
    while following is not None and following not in passed:
        if following == document:
            raise InvalidCorrectionError(
                "Dokumentet kan ikke være erstattet af sig selv, heller ikke via andre."
            )
        passed.add(following)
        following = _successor(session, following)


def _successor(session: Session, document: str) -> str | None:
    """What is said to follow a document: as corrected, else as its newest version says."""
    if row := session.get(CorrectionRow, (document, "superseded_by")):
        return row.value
    newest = select(VersionRow.superseded_by).where(VersionRow.document_id == document)
    return session.scalar(newest.order_by(VersionRow.number.desc()).limit(1))

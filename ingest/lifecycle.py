"""Taking a document out of use, and back into it. Nothing is deleted: old citations open for ever."""

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from ingest.activation import Activator, now, retire_active
from ingest.tables import DocumentRow, VersionRow
from ingest.writing import raise_revision


def retire(engine: Engine, document: str, because: str) -> None:
    """Take a document out of use; `because` is as in `DocumentRow`. LookupError when it is unknown."""
    with Session(engine) as session, session.begin():
        retire_in(session, document, because)


def retire_in(session: Session, document: str, because: str) -> None:
    """Take a document out of use within a transaction; one that is already stays as it is."""
    row = session.get(DocumentRow, document)
    if row is None:
        raise LookupError(document)
    if row.retired_at is None:
        retire_active(session, document)
        row.retired_at, row.retired_because = now(), because
        raise_revision(session)


def rename(session: Session, document: str, source: str) -> None:
    """Call a document by another file name within a transaction."""
    session.get_one(DocumentRow, document).source = source
    touched = update(VersionRow).values(touched=raise_revision(session))
    session.execute(touched.where(VersionRow.document_id == document, VersionRow.active))


class HeldBackError(Exception):
    """The document is in quarantine: it comes back by a ruling there, not by being restored."""


def restore(activator: Activator, document: str) -> None:
    """Take a document into use again, in its newest version; LookupError when it is unknown, or HeldBackError."""
    _refuse_held(activator, document)
    activator.revive(document)


def roll_back(activator: Activator, document: str, number: int) -> None:
    """Make an earlier version of a document the active one; LookupError when there is none of that number.

    It stays so until the document's file changes. HeldBackError when the document is in quarantine.
    """
    _refuse_held(activator, document)
    activator.revive(document, number)


def _refuse_held(activator: Activator, document: str) -> None:
    with Session(activator.engine) as session:
        row = session.get(DocumentRow, document)
    if row is not None and row.retired_because == "quarantined":
        raise HeldBackError(document)

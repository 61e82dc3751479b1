"""What the corpus knows of texts and documents when a file comes in."""

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ingest.tables import DocumentRow, VersionRow


@dataclass(frozen=True, slots=True)
class Known:
    """Looks up documents by their text, and how they stand."""

    engine: Engine

    def in_use(self, sha256: str) -> str | None:
        """The document in use that has a text with this digest."""
        with Session(self.engine) as session:
            query = select(VersionRow.document_id).where(VersionRow.active, VersionRow.sha256 == sha256)
            return session.scalars(query).first()

    def last_text(self, document: str) -> str:
        """The digest of the text that a document had when it was last in use."""
        with Session(self.engine) as session:
            own = select(VersionRow.sha256).where(VersionRow.document_id == document)
            newest = own.order_by(VersionRow.touched.desc(), VersionRow.number.desc())
            return session.scalars(newest).first() or ""

    def is_removed(self, sha256: str) -> bool:
        """Whether an administrator took a document with this text out of use."""
        with Session(self.engine) as session:
            removed = select(VersionRow.id).join(DocumentRow).where(DocumentRow.retired_because == "removed")
            return session.scalar(removed.where(VersionRow.sha256 == sha256).limit(1)) is not None

    def retired(self, document: str) -> str | None:
        """Why a document is out of use; None when it is in use."""
        with Session(self.engine) as session:
            return session.get_one(DocumentRow, document).retired_because

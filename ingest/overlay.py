"""What an administrator corrected, laid over what was read: corrections count for every version of a document."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.metadata.model import FIELD_NAMES
from ingest.tables import CorrectionRow


def corrected_values(session: Session, document: str) -> dict[str, str | None]:
    """The corrected fields of a document; None is a field that was cleared."""
    query = select(CorrectionRow.field, CorrectionRow.value).where(CorrectionRow.document_id == document)
    return dict(session.execute(query).all())


def overlay(read: Mapping[str, str | None], corrected: Mapping[str, str | None]) -> dict[str, str | None]:
    """Each correctable field as it counts."""
    return {name: corrected[name] if name in corrected else read.get(name) for name in FIELD_NAMES}

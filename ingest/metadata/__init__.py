"""What a document says of itself, and of how far other documents hold."""

from ingest.metadata.model import FIELD_NAMES, Event, Metadata, ValidityStatement
from ingest.metadata.read_metadata import read_metadata

__all__ = ["FIELD_NAMES", "Event", "Metadata", "ValidityStatement", "read_metadata"]

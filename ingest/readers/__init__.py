"""Readers: a file on disk becomes a `Reading`, whatever its format."""

from ingest.readers.read_document import SUFFIXES, read_bytes, read_document

__all__ = ["SUFFIXES", "read_bytes", "read_document"]

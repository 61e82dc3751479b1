"""Readers: a file on disk becomes a `Reading`, whatever its format."""

from ingest.readers.read_document import READABLE, SUFFIXES, read_bytes, read_document

__all__ = ["READABLE", "SUFFIXES", "read_bytes", "read_document"]

"""A document that was read, understood and split: all that is known of a version before it is embedded and written."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ingest.blocks import Reading
from ingest.layout import Layout, Placed, lay_out
from ingest.metadata import Metadata, read_metadata
from ingest.minutes.model import Minutes
from ingest.minutes.read_minutes import read_minutes
from ingest.overlay import overlay
from ingest.passages import Passage, SentenceSpan, split_passages, split_sentences
from ingest.tables import VersionRow

EDITION = 2
"""Raised when readers, metadata or minutes come to be understood better: what an earlier edition read is read again."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version ready to be embedded and written.

    `sha256` is the digest of its text, `redacted` counts by rule what was removed from it.
    """

    layout: Layout
    dropped: tuple[str, ...]
    ocr: Mapping[int, float]
    metadata: Metadata
    minutes: Minutes | None
    spans: list[SentenceSpan]
    passages: list[Passage]
    sha256: str
    redacted: Mapping[str, int]


def prepare(reading: Reading, count_tokens: Callable[[str], int]) -> Prepared:
    """Lay out, understand and split a document that was read."""
    understood = _understand(lay_out(reading.blocks), reading.dropped, reading.ocr, count_tokens, {})
    return replace(understood, redacted=reading.redacted)


def prepare_stored(
    row: VersionRow, count_tokens: Callable[[str], int], corrected: Mapping[str, str | None]
) -> Prepared:
    """A stored version understood and split anew; `corrected` are the fields that an administrator corrected."""
    layout = Layout(row.text, tuple(Placed.from_json(block) for block in row.blocks))
    ocr = {int(page): confidence for page, confidence in row.ocr.items()}
    understood = _understand(layout, tuple(row.dropped), ocr, count_tokens, corrected)
    return replace(understood, redacted=row.redacted)


def _understand(
    layout: Layout,
    dropped: tuple[str, ...],
    ocr: Mapping[int, float],
    count_tokens: Callable[[str], int],
    corrected: Mapping[str, str | None],
) -> Prepared:
    minutes = read_minutes(layout)
    metadata = read_metadata(layout, minutes, dropped)
    spans = split_sentences(layout)
    title = overlay(metadata.columns(), corrected)["title"]
    passages = split_passages(layout, spans, count_tokens, title)
    digest = hashlib.sha256(layout.text.encode()).hexdigest()
    return Prepared(layout, dropped, ocr, metadata, minutes, spans, passages, digest, {})

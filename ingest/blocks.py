"""What a reader hands on: a document as an ordered list of blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table, in reading order.

    `text` is one line of normalised text (see `ingest.danish.normalise.clean`); for a list item it starts with its
    marker as it stands in the source ("- ", "1. "). A table has no text but `rows`: the first row is the header
    when `has_header` is true.

    `level` is the heading's level (1 is the highest) or the item's nesting depth (0 is the outermost); `page` is the
    page number, counted from 1, where the format has pages.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    page: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    has_header: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read from one file: its blocks, and the lines that were left out as noise.

    `ocr` holds, for each page whose text was recognised from an image, the mean confidence of its words, from 0 to 1.
    """

    blocks: tuple[Block, ...]
    dropped: tuple[str, ...] = field(default=())
    ocr: Mapping[int, float] = field(default_factory=dict)


class UnreadableError(Exception):
    """A source cannot be read; the message is one line that says why, in words for an administrator."""

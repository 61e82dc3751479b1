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


class Concealment(StrEnum):
    """Why a reader of a document does not see a text that stands in its file.

    `STYLE` is the ordinary way to hide (a collapsed section, a hidden paragraph), `COLOUR` that of the background,
    `SIZE` too small to read, `PLACE` outside the page, `UNDRAWN` not drawn by the page at all. `COMMENT` and
    `ATTRIBUTE` are beside the text: comments, descriptions of pictures, metadata. `CHARACTERS` are invisible ones that
    spell a text.
    """

    STYLE = "style"
    COLOUR = "colour"
    SIZE = "size"
    PLACE = "place"
    UNDRAWN = "undrawn"
    COMMENT = "comment"
    ATTRIBUTE = "attribute"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that a reader of the document does not see; it never becomes part of a passage."""

    how: Concealment
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a document points to; an `image` is fetched without a click where the document is shown."""

    target: str
    image: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read from one file: its blocks, and the lines that were left out as noise.

    `ocr` holds, for each page whose text was recognised from an image, the mean confidence of its words, from 0 to 1.
    `hidden` is what cannot be seen, `links` what the document points to. `redacted` counts, by the rule that found
    them, what was removed from the texts after they were read.
    """

    blocks: tuple[Block, ...]
    dropped: tuple[str, ...] = field(default=())
    ocr: Mapping[int, float] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    links: tuple[Link, ...] = ()
    redacted: Mapping[str, int] = field(default_factory=dict)


class UnreadableError(Exception):
    """A source cannot be read; the message is one line that says why, in words for an administrator."""

"""Lines of plain text gathered into paragraphs and list items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import Block
from ingest.readers.headings import is_metadata, own_tier
from ingest.readers.items import is_item
from ingest.readers.joining import LONGEST, continues, join

_NARROWEST, _WIDEST = 40, 130
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: normalised, with the indentation that it had and its page."""

    text: str
    indent: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as one line.

    `underline` is the kind of rule drawn under a heading. A `block` that is ready (a table) holds its place.
    """

    text: str
    indent: int = 0
    page: int | None = None
    underline: str = ""
    block: Block | None = None

    @property
    def is_item(self) -> bool:
        """Whether it starts with a list marker."""
        return is_item(self.text)


def gather(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a text whose lines may be broken at a fixed width; an empty line parts paragraphs."""
    width = wrap_width(lines)
    found: list[Paragraph] = []
    previous, gap = Line(""), True
    for line in lines:
        if not line.text:
            gap = True
            continue
        if found and _belongs(previous, line, found[-1], width, gap):
            found[-1] = _longer(found[-1], line)
        elif found and not gap and (rule := _underline(line.text)) and not found[-1].is_item:
            found[-1] = _underlined(found[-1], rule)
        else:
            found.append(Paragraph(line.text, line.indent, line.page))
        previous, gap = line, False
    return found


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the lines of a text are broken; None where each line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if _may_be_broken(a, b)]
    if not pairs:
        return None
    lengths = sorted(line.indent + len(line.text) for pair in pairs for line in pair)
    width = lengths[(len(lengths) - 1) * 98 // 100]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if _NARROWEST <= width <= _WIDEST and full >= _ENOUGH * len(pairs) else None


def _may_be_broken(first: Line, second: Line) -> bool:
    """Whether two lines follow each other closely, neither a heading or a key, nor an item's start."""
    if not first.text or not second.text or is_item(second.text) or _underline(second.text):
        return False
    return not any(own_tier(line.text) is not None or is_metadata(line.text) for line in (first, second))


def _is_full(first: Line, second: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this one (with a little play)."""
    return first.indent + len(first.text) + 1 + len(second.text.split(None, 1)[0]) > width - 2


def _belongs(previous: Line, line: Line, paragraph: Paragraph, width: int | None, gap: bool) -> bool:
    if is_item(line.text) or own_tier(line.text) is not None or own_tier(previous.text) is not None:
        return False
    if continues(paragraph.text, line.text):
        return True
    if (
        gap
        or width is None
        or len(paragraph.text) > LONGEST
        or is_metadata(line.text)
        or _underline(line.text)
    ):
        return False
    hangs = paragraph.is_item and line.indent > paragraph.indent
    return hangs or _is_full(previous, line, width)


def _longer(paragraph: Paragraph, line: Line) -> Paragraph:
    return replace(paragraph, text=join(paragraph.text, line.text))


def _underline(text: str) -> str:
    return text[0] if len(text) >= 3 and text[0] in "=-" and not text.strip(text[0]) else ""


def _underlined(paragraph: Paragraph, rule: str) -> Paragraph:
    return replace(paragraph, underline=rule)

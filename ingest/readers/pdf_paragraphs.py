"""The lines of a PDF gathered into paragraphs by their place, type and words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from ingest.readers.headings import own_tier
from ingest.readers.items import is_item, is_marker
from ingest.readers.joining import LONGEST, continues, join
from ingest.readers.pdf_page import PdfLine

_LOOSE = 1.25  # a paragraph's first line stands lower than this many line pitches
_PLAY = 4.0  # points
_USUAL_PITCH = 1.2
_HANGS = 4.0  # points that the lines of an item stand right of its marker
_NEXT_COLUMN = 60.0  # points from a column's left to the next one's, at least
_NARROWEST = 25  # characters to a line of a column
_SENTENCE_END = ".:;!?"


@dataclass(frozen=True, slots=True)
class Type:
    """How the body of a document is set."""

    size: float
    bold: bool
    pitch: float  # from line to line, in sizes
    margins: dict[tuple[int, int], float]  # for each line (its page and order) where its column ends


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """Lines that belong together, and their words as one line."""

    lines: tuple[PdfLine, ...]
    text: str

    @property
    def style(self) -> tuple[float, bool]:
        """The type it is set in."""
        return self.lines[0].size, self.lines[0].bold


def type_of(lines: Sequence[PdfLine]) -> Type:
    """The size and weight that most characters have, and their usual pitch."""
    styles: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        styles[line.size, line.bold] += len(line.text)
    size, bold = styles.most_common(1)[0][0] if styles else (1.0, False)
    pitches: Counter[float] = Counter()
    for first, second in pairwise(lines):
        if first.size == second.size == size and 0 < _pitch(first, second) < 3:
            pitches[round(_pitch(first, second), 1)] += 1
    return Type(size, bold, pitches.most_common(1)[0][0] if pitches else _USUAL_PITCH, _margins(lines))


def gather(lines: Sequence[PdfLine], body: Type) -> list[PdfParagraph]:
    """The paragraphs of all pages; one that runs over a page's end is one."""
    found: list[PdfParagraph] = []
    for line in lines:
        if found and _goes_on(found[-1], line, body):
            found[-1] = PdfParagraph((*found[-1].lines, line), join(found[-1].text, line.text))
        else:
            found.append(PdfParagraph((line,), line.text))
    return found


def _margins(lines: Sequence[PdfLine]) -> dict[tuple[int, int], float]:
    """Where the longest line of each line's column ends; lines that run over several columns do not count."""
    margins: dict[tuple[int, int], float] = {}
    for start, end in pairwise(_column_starts(lines)):
        column = lines[start:end]
        parts = end < len(lines) and lines[end].page == column[0].page
        gutter = lines[end].left if parts else inf
        for inside in (True, False):
            alike = [line for line in column if (line.right < gutter) is inside]
            margin = max((line.right for line in alike), default=0.0)
            margins.update(((line.page, line.order), margin) for line in alike)
    return margins


def _column_starts(lines: Sequence[PdfLine]) -> list[int]:
    """Where columns and pages begin, and the end of all lines."""
    starts = [
        index
        for index, (last, line) in enumerate(pairwise(lines), 1)
        if last.page != line.page or _is_next_column(last, line)
    ]
    return [0, *starts, len(lines)]


def _is_next_column(last: PdfLine, line: PdfLine) -> bool:
    """Whether a line stands higher than the one before, and beside it."""
    return line.bottom > last.top and line.left > last.left + _NEXT_COLUMN


def _pitch(first: PdfLine, second: PdfLine) -> float:
    return (first.base - second.base) / max(first.size, 1.0)


def _goes_on(paragraph: PdfParagraph, line: PdfLine, body: Type) -> bool:
    last = paragraph.lines[-1]
    if is_marker(paragraph.text):
        return True
    if (
        is_item(line.text)
        or len(paragraph.text) > LONGEST
        or abs(last.size - line.size) > 0.5
        or last.bold != line.bold
    ):
        return False
    if last.page != line.page or _is_next_column(last, line):
        return continues(last.text, line.text) or _amid_sentence(last, line)
    if not -0.2 < _pitch(last, line) <= max(body.pitch, _USUAL_PITCH) * _LOOSE:
        return False
    hangs = is_item(paragraph.text) and line.left > paragraph.lines[0].left + _HANGS
    return hangs or _amid_sentence(last, line) or _is_full(last, line, body)


def _amid_sentence(last: PdfLine, line: PdfLine) -> bool:
    return line.text[0].islower() and last.text[-1] not in _SENTENCE_END


def _is_full(last: PdfLine, line: PdfLine, body: Type) -> bool:
    """Whether the first word of a line would not have fitted into the line before."""
    word = len(line.text.split(None, 1)[0]) + 1
    if len(last.text) < _NARROWEST or own_tier(last.text) is not None or own_tier(line.text) is not None:
        return False
    width = (line.right - line.left) / max(len(line.text), 1)
    return last.right + word * width > body.margins[last.page, last.order] - _PLAY

"""One page of a PDF: its lines with their place and type, and its ruled tables as rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from ingest.blocks import Concealment, Hidden
from ingest.danish.normalise import clean
from ingest.readers.joining import join
from ingest.readers.pdf_glyphs import Glyph, broken, is_bold, read_glyphs, size_of, text_of
from ingest.readers.pdf_grids import Grid, find_grids
from ingest.readers.pdf_hidden import lost_glyphs
from ingest.readers.pdf_strokes import read_strokes
from ingest.readers.pdf_turn import turn_of

_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page; `order` is the place of its first character in the page's text."""

    text: str
    page: int
    order: int
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    base: float = 0.0
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled table; `bold_head` tells whether its first row is set in bold."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    order: int
    columns: tuple[float, ...]
    bold_head: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    number: int
    height: float
    lines: Sequence[PdfLine]
    tables: Sequence[PdfTable]
    hidden: tuple[Hidden, ...] = ()


def read_page(page: Any, number: int) -> Page:
    """The lines and tables of an open page."""
    turn, height = turn_of(page), page.get_height()
    textpage = page.get_textpage()
    try:
        glyphs = read_glyphs(textpage.raw, turn)
        lost = lost_glyphs(page, textpage.raw, glyphs)
        hidden = tuple(_hidden(glyphs, lost, number))
        glyphs = [glyph for glyph in glyphs if glyph.index not in lost]
        tables: list[PdfTable] = []
        for grid in find_grids(read_strokes(page, turn)):
            inside = [glyph for glyph in glyphs if grid.cell(*glyph.middle) is not None]
            rows = _rows(grid, inside)
            if len(rows) >= _FEWEST_ROWS:
                head = is_bold(textpage.raw, [glyph for glyph in inside if grid.row(glyph.middle[1]) == 0])
                tables.append(PdfTable(rows, number, inside[0].index, grid.columns, head))
                taken = {glyph.index for glyph in inside}
                glyphs = [glyph for glyph in glyphs if glyph.index not in taken]
        return Page(number, height, _lines(textpage.raw, glyphs, number), tables, hidden)
    finally:
        textpage.close()


def _hidden(glyphs: Sequence[Glyph], lost: Mapping[int, Concealment], number: int) -> Iterator[Hidden]:
    """What the characters spell that are not seen, a paragraph at a time where lines follow each other."""
    for how in dict.fromkeys(lost.values()):
        unseen = [
            glyph for glyph in glyphs if lost.get(glyph.index) is how or (lost and glyph.text.isspace())
        ]
        text = ""
        for line in broken(unseen):
            words = clean(text_of(line))
            if not words:
                continue
            text = join(text, words)
        if text:
            yield Hidden(how, text, number)


def _lines(text: Any, glyphs: Sequence[Glyph], page: int) -> list[PdfLine]:
    return [_line(text, line, page) for line in broken(glyphs)]


def _line(text: Any, glyphs: Sequence[Glyph], page: int) -> PdfLine:
    inked = [glyph for glyph in glyphs if not glyph.text.isspace() and glyph.right > glyph.left] or glyphs
    return PdfLine(
        clean(text_of(glyphs)),
        page,
        inked[0].index,
        min(glyph.left for glyph in inked),
        min(glyph.bottom for glyph in inked),
        max(glyph.right for glyph in inked),
        max(glyph.top for glyph in inked),
        median(glyph.base for glyph in inked),
        size_of(text, inked[len(inked) // 2].index),
        is_bold(text, inked),
    )


def _rows(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[tuple[str, ...], ...]:
    """The texts of a grid's cells, without its empty rows."""
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = grid.cell(*glyph.middle)
        if cell is not None:
            cells.setdefault(cell, []).append(glyph)
    rows = [
        tuple(_cell(cells.get((row, column), [])) for column in range(grid.width))
        for row in range(grid.height)
    ]
    return tuple(row for row in rows if any(row))


def _cell(glyphs: Sequence[Glyph]) -> str:
    text = ""
    for line in broken(glyphs):
        text = join(text, clean(text_of(line)))
    return text

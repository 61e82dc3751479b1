"""The body of a Word document as blocks."""

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.blocks import Block, BlockKind, Reading
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import (
    TEXT_BOX,
    W,
    attribute,
    is_bold,
    is_on,
    lines_of,
    text_of,
    walk,
)
from ingest.readers.headings import is_section, may_head
from ingest.readers.items import is_item
from ingest.readers.noise import is_navigation
from ingest.readers.paragraphs import Paragraph
from ingest.readers.structure import structure
from ingest.readers.tables import table_block

_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"})
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DEEPEST_HEADING = 9


class Body:
    """Reads one body; what it leaves out it notes in `dropped`."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Mapping[str, str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._pieces: list[Paragraph] = []
        self._bold: dict[int, str] = {}  # paragraphs in bold that may be headings, by their place
        self._dropped: list[str] = []
        self._shift = 0  # a title stands above the headings

    def read(self, document: Any) -> Reading:
        """The blocks of a document part."""
        elements = list(_contents(document.find(f"{W}body")))
        self._shift = int(any(e.tag == f"{W}p" and self._styles.is_title(_style(e)) for e in elements))
        for element in elements:
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self._table(element)
        self._settle()
        blocks, repeated = structure(self._pieces)
        return Reading(tuple(blocks), (*self._dropped, *repeated))

    def _settle(self) -> None:
        """Take bold lines as headings below the styled ones; without any headings, leave all to the words."""
        levels = [p.block.level for p in self._pieces if p.block and p.block.kind is BlockKind.HEADING]
        if not levels and not self._bold:
            return
        below = min(max(levels, default=0) + 1, _DEEPEST_HEADING)
        for index, piece in enumerate(self._pieces):
            if index in self._bold:
                block = Block(BlockKind.HEADING, piece.text, level=below)
            elif piece.block is None and not piece.is_item:
                block = Block(BlockKind.PARAGRAPH, piece.text)
            else:
                continue
            self._pieces[index] = Paragraph(piece.text, block=block)

    def _paragraph(self, paragraph: Any) -> None:
        style = _style(paragraph)
        lines = [line for line in text_of(paragraph).split("\n") if line]
        if self._styles.is_contents(style) or (lines and is_navigation(lines[0])):
            self._dropped.extend(lines)
            lines = []
        level = 1 if self._styles.is_title(style) else self._level(paragraph, style)
        if lines and level is not None:
            text = f"{self._marker(paragraph, style)[0]} {' '.join(lines)}".strip()
            self._pieces.append(Paragraph(text, block=Block(BlockKind.HEADING, text, level=level)))
        elif lines:
            self._text(paragraph, style, lines)
        self._attached(paragraph)

    def _level(self, paragraph: Any, style: str) -> int | None:
        outline = attribute(paragraph.find(f"{W}pPr/{W}outlineLvl"), "val")
        level = int(outline) + 1 if outline.isdigit() else self._styles.heading_level(style)
        return (
            None if level is None or level > _DEEPEST_HEADING else min(level + self._shift, _DEEPEST_HEADING)
        )

    def _text(self, paragraph: Any, style: str, lines: list[str]) -> None:
        marker, depth = self._marker(paragraph, style)
        if marker:
            text = f"{marker} {' '.join(lines)}"
            self._pieces.append(Paragraph(text, block=Block(BlockKind.ITEM, text, level=depth)))
            return
        for line in lines:
            alone = len(lines) == 1 and is_bold(paragraph) and not is_item(line)
            if alone and (is_section(line) or may_head(line, before_items=False)):
                self._bold[len(self._pieces)] = line
            self._pieces.append(Paragraph(line))

    def _marker(self, paragraph: Any, style: str) -> tuple[str, int]:
        """The marker that Word shows before a paragraph, and how deep it is nested."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        listed = self._styles.numbering(style)
        if properties is not None:
            level = attribute(properties.find(f"{W}ilvl"), "val")
            depth = int(level) if level.isdigit() else 0
            number = attribute(properties.find(f"{W}numId"), "val")
            listed = (number, depth) if number else listed
        if listed is None or listed[0] == "0":
            return "", 0
        return self._numbering.marker(*listed), listed[1]

    def _attached(self, paragraph: Any) -> None:
        """Text boxes and notes stand right after the paragraph that holds them."""
        for element in walk(paragraph):
            if element.tag == TEXT_BOX:
                for inner in _contents(element):
                    self._paragraph(inner) if inner.tag == f"{W}p" else self._table(inner)
        self._noted(paragraph)

    def _noted(self, element: Any) -> None:
        references = [child for child in walk(element) if child.tag in _NOTES]
        for reference in references:
            note = self._notes.get(f"{_NOTES[reference.tag]}{attribute(reference, 'id')}", "")
            if note:
                self._pieces.append(Paragraph(note, block=Block(BlockKind.PARAGRAPH, note)))

    def _table(self, table: Any) -> None:
        rows = list(_contents(table, f"{W}tr"))
        cells = [_cells(row) for row in rows]
        if all(len(row) < 2 for row in cells) or table.find(f".//{W}tc//{W}tbl") is not None:
            for cell in (cell for row in rows for cell in row.iter(f"{W}tc")):
                for inner in _contents(cell):
                    self._paragraph(inner) if inner.tag == f"{W}p" else self._table(inner)
            return
        head = is_on(rows[0].find(f"{W}trPr/{W}tblHeader")) or _is_bold_row(rows[0])
        block = table_block(cells, marked_head=head)
        if block is not None:
            self._pieces.append(Paragraph("", block=block))
        self._noted(table)


def _style(paragraph: Any) -> str:
    return attribute(paragraph.find(f"{W}pPr/{W}pStyle"), "val")


def _contents(element: Any, *tags: str) -> Iterator[Any]:
    """Paragraphs and tables (or the given elements) that stand right in an element, wrapped or not."""
    for child in element:
        if child.tag in (tags or (f"{W}p", f"{W}tbl")):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _contents(child, *tags)


def _cells(row: Any) -> list[str]:
    """The texts of a row's cells; those that a cell spans or continues are empty."""
    texts: list[str] = []
    for cell in _contents(row, f"{W}tc"):
        span = attribute(cell.find(f"{W}tcPr/{W}gridSpan"), "val")
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        texts.append("" if goes_on else " ".join(lines_of(cell)))
        texts.extend([""] * (min(int(span), 50) - 1 if span.isdigit() else 0))
    return texts


def _is_bold_row(row: Any) -> bool:
    shown = [paragraph for paragraph in row.iter(f"{W}p") if text_of(paragraph)]
    return bool(shown) and all(is_bold(paragraph) for paragraph in shown)

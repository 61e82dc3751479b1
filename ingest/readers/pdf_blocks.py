"""The pages of a PDF as one run of blocks."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind, Reading
from ingest.readers.headings import is_section
from ingest.readers.items import is_item
from ingest.readers.paragraphs import Paragraph
from ingest.readers.pdf_noise import without_noise
from ingest.readers.pdf_page import Page, PdfTable
from ingest.readers.pdf_paragraphs import PdfParagraph, Type, gather, type_of
from ingest.readers.structure import structure
from ingest.readers.tables import joined, table_block

_LARGER = 1.1  # a heading's size, beside the body's
_LONGEST = 160
_INDENT = 6.0  # points to a step of indentation

_Styles = dict[tuple[float, bool], int]


def assemble(pages: Sequence[Page]) -> Reading:
    """The blocks of all pages.

    Size and weight tell the headings; where a document is set in one type its words must, as in plain text.
    """
    lines, dropped = without_noise(pages)
    body = type_of(lines)
    paragraphs = gather(lines, body)
    styles = _styles(paragraphs, body)
    blocks, repeated = structure(_pieces(paragraphs, pages, styles, body))
    dropped.extend(repeated)
    return Reading(tuple(joined(blocks, dropped)), tuple(dropped))


def _styles(paragraphs: Sequence[PdfParagraph], body: Type) -> _Styles:
    """The level of each type that headings are set in: the larger, the higher."""
    found = sorted(
        {paragraph.style for paragraph in paragraphs if _is_heading(paragraph, body)}, reverse=True
    )
    return {style: level for level, style in enumerate(found, 1)}


def _is_heading(paragraph: PdfParagraph, body: Type) -> bool:
    text = paragraph.text
    if len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
        return False
    if text[-1] in ".,;" and not is_section(text):
        return False
    size, bold = paragraph.style
    return size >= body.size * _LARGER or (bold and not body.bold)


def _pieces(
    paragraphs: Sequence[PdfParagraph], pages: Sequence[Page], styles: _Styles, body: Type
) -> list[Paragraph]:
    """Paragraphs and tables in reading order; headings are ready where types tell them."""
    placed: list[tuple[tuple[int, int], Paragraph]] = []
    for paragraph in paragraphs:
        first = paragraph.lines[0]
        piece = Paragraph(paragraph.text, round(first.left / _INDENT), first.page)
        if styles:
            piece = replace(piece, block=_ready(paragraph, styles, body))
        placed.append(((first.page, first.order), piece))
    for table in (table for page in pages for table in page.tables):
        placed.append(((table.page, table.order), Paragraph("", page=table.page, block=_table(table))))
    return [piece for _, piece in sorted(placed, key=lambda pair: pair[0])]


def _ready(paragraph: PdfParagraph, styles: _Styles, body: Type) -> Block | None:
    """A heading or paragraph as a block; an item is left to be nested by its indentation."""
    page = paragraph.lines[0].page
    if _is_heading(paragraph, body):
        return Block(BlockKind.HEADING, paragraph.text, level=styles[paragraph.style], page=page)
    return None if is_item(paragraph.text) else Block(BlockKind.PARAGRAPH, paragraph.text, page=page)


def _table(table: PdfTable) -> Block | None:
    return table_block(table.rows, marked_head=table.bold_head, page=table.page)

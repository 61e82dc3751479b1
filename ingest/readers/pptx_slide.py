"""One slide of a presentation as blocks."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER

from ingest.blocks import Block, BlockKind, Concealment, Hidden, Reading
from ingest.danish.normalise import clean
from ingest.readers.pptx_bullets import Bullets
from ingest.readers.tables import table_block

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FRAME = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)


class Slide:
    """Reads one slide; what it leaves out it notes in `dropped`."""

    def __init__(self, number: int) -> None:
        """`number` is that of the slide, from 1."""
        self._number = number
        self._blocks: list[Block] = []
        self._dropped: list[str] = []

    def read(self, slide: Any) -> Reading:
        """The blocks of a slide: its title, then what stands on it, then its notes."""
        for shape in sorted(_shapes(slide.shapes), key=lambda shape: not _is(shape, _TITLES)):
            self._shape(shape)
        for text in _diagrams(slide):
            self._put(BlockKind.ITEM, f"- {text}")
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            for paragraph in notes.paragraphs:
                self._put(BlockKind.PARAGRAPH, _line(paragraph.text))
        if slide.element.get("show") in ("0", "false"):
            texts = [_shown(block) for block in self._blocks]
            hidden = tuple(Hidden(Concealment.STYLE, text, self._number) for text in texts)
            return Reading((), (f"Skjult dias {self._number}", *texts, *self._dropped), hidden=hidden)
        return Reading(tuple(self._blocks), tuple(self._dropped))

    def _shape(self, shape: Any) -> None:
        if getattr(shape, "has_table", False):
            self._table(shape.table)
        elif not shape.has_text_frame:
            return
        elif _is(shape, _FRAME):
            self._dropped.extend(filter(None, [_line(shape.text_frame.text)]))
        elif _is(shape, _TITLES):
            level = 1 if self._number == 1 else 2
            self._put(BlockKind.HEADING, _line(shape.text_frame.text), level)
        else:
            self._text(shape)

    def _text(self, shape: Any) -> None:
        bullets = Bullets(shape)
        for paragraph in shape.text_frame.paragraphs:
            if text := _line(paragraph.text):
                marker = bullets.marker(paragraph)
                kind = BlockKind.ITEM if marker else BlockKind.PARAGRAPH
                self._put(kind, f"{marker} {text}".strip(), paragraph.level if marker else 0)

    def _table(self, table: Any) -> None:
        rows = [["" if cell.is_spanned else cell.text for cell in row.cells] for row in table.rows]
        block = table_block(rows, marked_head=table.first_row, page=self._number)
        if block is not None:
            self._blocks.append(block)

    def _put(self, kind: BlockKind, text: str, level: int = 0) -> None:
        if text.strip(" -"):
            self._blocks.append(Block(kind, text, level=level, page=self._number))


def _shapes(shapes: Any) -> Iterator[Any]:
    """The shapes, those of groups among them."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _is(shape: Any, kinds: tuple[Any, ...]) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in kinds


def _diagrams(slide: Any) -> Iterator[str]:
    """The texts of the drawn diagrams (SmartArt), which lie in parts of their own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for relation in slide.part.rels.values():
        if relation.reltype.endswith("/diagramData") and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, parser)
            for paragraph in root.iter(f"{_A}p"):
                if text := _line("".join(piece.text or "" for piece in paragraph.iter(f"{_A}t"))):
                    yield text


def _line(text: str) -> str:
    return " ".join(clean(text.replace("\v", " ")).split())


def _shown(block: Block) -> str:
    return block.text or " | ".join(cell for row in block.rows for cell in row)

"""The body of an OpenDocument text as blocks."""

from typing import Any

from ingest.blocks import Block, BlockKind, Reading
from ingest.readers.noise import is_navigation
from ingest.readers.odt_styles import Styles
from ingest.readers.odt_xml import NOTE, PAGE_BREAK, TABLE, TEXT, attached_to, lines_of, text_of
from ingest.readers.settled import Styled, settled
from ingest.readers.sheets import CellCount
from ingest.readers.tables import table_block

_CONTENTS = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index")
)
_SILENT = frozenset({f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls"})
_DEEPEST_HEADING = 9
_MOST_REPEATED = 50  # a cell or row that is repeated more often is a mistake or an attack


class Body:
    """Reads one body; what it leaves out it notes in `dropped`."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._pieces: list[Styled] = []
        self._dropped: list[str] = []
        self._page: int | None = None
        self._count = CellCount()
        self._shift = 0  # a title stands above the headings

    def read(self, text: Any) -> Reading:
        """The blocks of the element that holds the text; pages are counted where the file marks their breaks."""
        self._shift = int(any(self._styles.is_title(_style(p)) for p in text.iter(f"{TEXT}p")))
        self._page = 1 if text.find(f".//{PAGE_BREAK}") is not None else None
        self._visit_all(text)
        blocks, repeated = settled(self._pieces)
        return Reading(tuple(blocks), (*self._dropped, *repeated))

    def _visit_all(self, parent: Any) -> None:
        for element in parent:
            self._visit(element)

    def _visit(self, element: Any) -> None:
        if element.tag in _CONTENTS:
            self._dropped.extend(lines_of(element))
        elif element.tag == f"{TEXT}h":
            self._heading(element)
        elif element.tag == f"{TEXT}p":
            self._paragraph(element)
        elif element.tag == f"{TEXT}list":
            self._list(element, _style(element), 0)
        elif element.tag == f"{TABLE}table":
            self._table(element)
        elif element.tag == PAGE_BREAK:
            self._turn(1)
        elif isinstance(element.tag, str) and element.tag not in _SILENT:
            self._visit_all(element)

    def _heading(self, element: Any) -> None:
        outline = element.get(f"{TEXT}outline-level", "1")
        level = (int(outline) if outline.isdigit() else 1) + self._shift
        self._put(BlockKind.HEADING, text_of(element), min(max(level, 1), _DEEPEST_HEADING))
        self._attached(element)

    def _paragraph(self, element: Any) -> None:
        style, text = _style(element), text_of(element)
        if text and is_navigation(text):
            self._dropped.append(text)
        elif self._styles.is_title(style):
            self._put(BlockKind.HEADING, text, 1)
        elif text:
            self._pieces.append(Styled(text, is_bold=self._is_bold(element), page=self._page))
        self._attached(element)

    def _list(self, element: Any, style: str, depth: int) -> None:
        number = 0
        for entry in element:
            if entry.tag == f"{TEXT}list-item":
                start = entry.get(f"{TEXT}start-value", "")
                number = int(start) if start.isdigit() and len(start) < 5 else number + 1
            self._item(entry, style, depth, self._styles.marker(style, depth, max(number, 1)))

    def _item(self, entry: Any, style: str, depth: int, marker: str) -> None:
        """The first paragraph bears the marker; those after it belong to the item without one."""
        for child in entry:
            if child.tag == f"{TEXT}list":
                self._list(child, _style(child) or style, depth + 1)
            elif child.tag == f"{TEXT}p" and entry.tag == f"{TEXT}list-item" and marker:
                if text := text_of(child):
                    self._put(BlockKind.ITEM, f"{marker} {text}", depth)
                    marker = ""
                self._attached(child)
            else:
                self._visit(child)

    def _attached(self, paragraph: Any) -> None:
        """Text boxes and notes stand right after the paragraph that holds them."""
        for element in attached_to(paragraph):
            if element.tag == NOTE:
                body = element.find(f"{TEXT}note-body")
                self._put(BlockKind.PARAGRAPH, " ".join(lines_of(body) if body is not None else []))
            else:
                self._visit_all(element)
        self._turn(sum(1 for _ in paragraph.iter(PAGE_BREAK)))

    def _put(self, kind: BlockKind, text: str, level: int = 0) -> None:
        if text:
            block = Block(kind, text, level=level, page=self._page)
            self._pieces.append(Styled(text, block=block, page=self._page))

    def _turn(self, pages: int) -> None:
        if self._page is not None:
            self._page += pages

    def _is_bold(self, paragraph: Any) -> bool:
        """Whether all of a paragraph is in bold type: by its own style, or by that of all that is in it."""
        if self._styles.is_bold(_style(paragraph)):
            return True
        spans = [child for child in paragraph if child.tag == f"{TEXT}span" and text_of(child)]
        outside = (paragraph.text or "") + "".join(child.tail or "" for child in paragraph)
        return bool(spans) and not outside.strip() and all(self._styles.is_bold(_style(s)) for s in spans)

    def _table(self, table: Any) -> None:
        rows = list(table.iter(f"{TABLE}table-row"))
        if table.find(f".//{TABLE}table") is not None or all(len(_cells(row)) < 2 for row in rows):
            for cell in (cell for row in rows for cell in row if cell.tag == f"{TABLE}table-cell"):
                if next(cell.iterancestors(f"{TABLE}table")) is table:
                    self._visit_all(cell)
            return
        cells = self._repeated_rows(rows)
        head = table.find(f"{TABLE}table-header-rows") is not None
        block = table_block(cells, marked_head=head, page=self._page)
        if block is not None:
            self._pieces.append(Styled("", block=block))
        self._turn(sum(1 for _ in table.iter(PAGE_BREAK)))

    def _repeated_rows(self, rows: list[Any]) -> list[list[str]]:
        found: list[list[str]] = []
        for row in rows:
            texts = _texts(row)
            times = _repeated(row, f"{TABLE}number-rows-repeated") if any(texts) else 0
            self._count.add(len(texts) * times)
            found.extend([texts] * times)
        return found


def _style(element: Any) -> str:
    return str(element.get(f"{TEXT}style-name", ""))


def _cells(row: Any) -> list[Any]:
    """The cells, and the places that a cell before or above covers."""
    return [cell for cell in row if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")]


def _texts(row: Any) -> list[str]:
    return [
        text
        for cell in _cells(row)
        for text in [" ".join(lines_of(cell))] * _repeated(cell, f"{TABLE}number-columns-repeated")
    ]


def _repeated(element: Any, name: str) -> int:
    value = element.get(name, "1")
    return min(max(int(value), 1), _MOST_REPEATED) if value.isdigit() and len(value) < 9 else 1

"""Excel workbooks: the values of the visible sheets, as Excel in Danish shows them."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from openpyxl import load_workbook

from ingest.blocks import Block, BlockKind, Reading, UnreadableError
from ingest.danish.normalise import clean
from ingest.readers.ooxml import links, stated
from ingest.readers.sheets import CellCount, Row, sheet_blocks
from ingest.readers.xlsx_values import shown_value

_LAST_ROW = 2**20
_MOST_PLACES = 20_000_000  # empty ones among them: a cell at the far end of each row would cost minutes
_TOO_WIDE = (
    "Regnearket strækker sig over for mange rækker og kolonner. Slet de tomme, og gem det igen i Excel."
)


def read(data: bytes) -> Reading:
    """The blocks of a workbook: a heading a sheet, and its tables; `page` is the number of the sheet."""
    with catch_warnings():
        simplefilter("ignore")  # about what the library does not know, such as pictures
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            reading = _read(workbook)
        finally:
            workbook.close()
    with ZipFile(BytesIO(data)) as package:
        return replace(reading, hidden=tuple(stated(package)), links=tuple(links(package)))


def _read(workbook: Any) -> Reading:
    blocks: list[Block] = []
    dropped: list[str] = []
    count = CellCount()
    for number, sheet in enumerate(workbook.worksheets, 1):
        name = " ".join(clean(sheet.title).split())
        if sheet.sheet_state != "visible":
            dropped.append(f"Skjult ark: {name}")
        elif found := sheet_blocks(_rows(sheet), count, page=number):
            blocks += [Block(BlockKind.HEADING, name, level=1, page=number), *found]
    return Reading(tuple(blocks), tuple(dropped))


def _rows(sheet: Any) -> Iterator[Row]:
    """The filled cells of each row. What a sheet states as its size is often wrong, or an attack."""
    sheet.reset_dimensions()
    filled, places = CellCount(), 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        places += len(cells)
        if number > _LAST_ROW or places > _MOST_PLACES:
            raise UnreadableError(_TOO_WIDE)
        row = dict(_values(cells))
        filled.add(len(row))
        yield row


def _values(cells: Any) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(cells):
        if cell.value is not None and (text := shown_value(cell.value, cell.number_format).strip()):
            yield column, text

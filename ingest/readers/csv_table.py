"""Tables as text with one row a line (.csv), as spreadsheets and systems export them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from ingest.blocks import Reading
from ingest.readers.decoding import decode
from ingest.readers.sheets import MOST_CELLS, CellCount, Row, sheet_blocks

_DELIMITERS = ";\t,|"  # in Denmark the comma stands in decimals
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 100
_MOST_LINES = 50  # in one cell; where there are more, a quotation mark was never closed
_STATED = re.compile(r"sep=(.)\r?\n")  # Excel's own line

Rows = list[list[str]]


def read(data: bytes) -> Reading:
    """The table or tables of a file."""
    text = decode(data)
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    delimiter = stated[1] if stated else _delimiter(text)
    return Reading(tuple(sheet_blocks(_filled(_rows(text, delimiter)), CellCount())))


def _delimiter(text: str) -> str:
    """The delimiter that parts most rows into the same number of cells, more than one."""
    sample = text[:_SAMPLE]
    return max(_DELIMITERS, key=lambda delimiter: _agreement(_rows(sample, delimiter)[:_SAMPLE_ROWS]))


def _agreement(rows: Sequence[Sequence[str]]) -> float:
    widths = Counter(len(row) for row in rows if any(row))
    width, alike = max(widths.items(), key=lambda item: item[1], default=(1, 0))
    return alike / widths.total() if width > 1 else 0.0


def _rows(text: str, delimiter: str) -> Rows:
    """The rows; quotation marks are letters where they do not make sense as quotation marks."""
    try:
        rows = _parsed(text, delimiter, csv.QUOTE_MINIMAL)
        sound = all(cell.count("\n") < _MOST_LINES for row in rows for cell in row)
    except csv.Error:  # a cell is too long
        sound = False
    return rows if sound else _parsed(text, delimiter, csv.QUOTE_NONE)


def _parsed(text: str, delimiter: str, quoting: int) -> Rows:
    """The rows, one for several empty ones, and not many more than may be in a file."""
    rows: Rows = []
    filled = 0
    # The stubs want a literal, which a parameter is not.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    for row in reader:
        if any(row):
            rows.append(row)
            filled += 1
        elif rows and any(rows[-1]):
            rows.append([])
        if filled > MOST_CELLS:
            break
    return rows


def _filled(rows: Rows) -> Iterator[Row]:
    for row in rows:
        yield {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}

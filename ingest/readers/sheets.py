"""Sheets of cells as blocks: the tables in them, and the lines of text above and between these."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ingest.blocks import Block, BlockKind, UnreadableError
from ingest.danish.normalise import clean
from ingest.readers.tables import table_block

MOST_CELLS = 50_000

_TOO_MANY = (
    "Filen har for mange celler (grænsen er 50.000). Gem den del, der skal kunne søges i, som en fil for sig."
)
Row = Mapping[int, str]
"""The filled cells of a row by their column."""


class CellCount:
    """Counts the cells of one file, and stops where they are too many."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def add(self, cells: int) -> None:
        """Count so many cells more; raises `UnreadableError`."""
        self._left -= cells
        if self._left < 0:
            raise UnreadableError(_TOO_MANY)


def sheet_blocks(rows: Iterable[Row], count: CellCount, page: int | None = None) -> list[Block]:
    """The blocks of a sheet; empty rows part its tables."""
    parts: list[list[Row]] = []  # a table, or a single row of a single cell
    after_table = False
    for filled, group in groupby(rows, key=bool):
        if not filled:
            continue
        titles, table = _parted(list(group))
        if table and not titles and after_table and _goes_on(parts[-1], table):
            parts[-1].extend(table)
            continue
        parts.extend([title] for title in titles)
        parts.extend([table] if table else [])
        after_table = bool(table)
    return [_block(part, count, page) for part in parts]


def _parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The lines of text above a table, in each of which a single cell stands, and the table."""
    start = next((index for index, row in enumerate(rows) if len(row) > 1), len(rows))
    return rows[:start], rows[start:]


def _goes_on(table: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether rows after an empty one belong to the table above: they lie under its header and have none."""
    under = set().union(*rows) <= set(table[0])
    return under and not (_words(rows[0]) and not all(_words(row) for row in rows[1:]))


def _words(row: Row) -> bool:
    return not any(cell[:1].isdigit() for cell in row.values())


def _block(rows: Sequence[Row], count: CellCount, page: int | None) -> Block:
    columns = sorted(set().union(*rows))
    count.add(len(rows) * len(columns))
    if len(columns) == 1:
        text = " ".join(clean(" ".join(cell for row in rows for cell in row.values())).split())
        return Block(BlockKind.PARAGRAPH, text, page=page)
    cells = [[row.get(column, "") for column in columns] for row in rows]
    block = table_block(cells, marked_head=_is_head(cells), page=page)
    assert block is not None  # the rows have cells that are filled
    return block


def _is_head(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: words or years, none twice. Two columns may be names and values."""
    first = cells[0]
    named = all(cell[:1].isalpha() or _is_year(cell) for cell in first[1:])
    return len(first) > 2 and named and not _is_year(first[0]) and len(set(first)) == len(first)


def _is_year(cell: str) -> bool:
    return len(cell) == 4 and cell.isdigit() and cell[:2] in ("19", "20")

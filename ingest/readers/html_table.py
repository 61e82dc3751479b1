"""Tables of a web page."""

from collections.abc import Callable
from typing import Any

from ingest.blocks import Block
from ingest.readers.tables import table_block

_MOST_SPANNED = 50  # a larger span is a mistake or an attack


def is_layout(table: Any) -> bool:
    """Whether a table only places things: it holds headings or other tables, or has a single column."""
    if table.get("role") == "presentation" or table.xpath(".//table|.//h1|.//h2|.//h3|.//h4"):
        return True
    return all(len(_cells(row)) < 2 for row in _rows(table))


def read_table(table: Any, text_of: Callable[[Any], str]) -> tuple[str, Block | None]:
    """The caption and the table, with spanned cells left empty; `text_of` reads a cell."""
    rows = _rows(table)
    head = bool(rows) and (
        rows[0].getparent().tag == "thead" or all(cell.tag == "th" for cell in _cells(rows[0]))
    )
    caption = " ".join(text_of(caption) for caption in table.xpath("./caption"))
    return caption, table_block(_spread(rows, text_of), marked_head=head)


def _rows(table: Any) -> list[Any]:
    rows: list[Any] = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
    return rows


def _cells(row: Any) -> list[Any]:
    cells: list[Any] = row.xpath("./td|./th")
    return cells


def _spread(rows: list[Any], text_of: Callable[[Any], str]) -> list[list[str]]:
    """The texts of the cells, each at its own column: those under a spanning cell are empty."""
    found: list[list[str]] = []
    blocked: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in rows:
        texts: list[str] = []
        following: dict[int, int] = {}
        for cell in _cells(row):
            _skip(texts, blocked)
            span, down = _span(cell, "colspan"), _span(cell, "rowspan")
            following.update(dict.fromkeys(range(len(texts), len(texts) + span), down - 1))
            texts.extend([text_of(cell), *[""] * (span - 1)])
        _skip(texts, blocked)
        found.append(texts)
        left = {column: rows_left - 1 for column, rows_left in blocked.items()}
        blocked = {column: rows_left for column, rows_left in (left | following).items() if rows_left > 0}
    return found


def _skip(texts: list[str], blocked: dict[int, int]) -> None:
    while len(texts) in blocked:
        texts.append("")


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), _MOST_SPANNED) if value.isdigit() else 1

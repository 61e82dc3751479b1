"""Tables as blocks, whatever format they come from."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.danish.normalise import clean


def table_block(rows: Sequence[Sequence[str]], *, marked_head: bool, page: int | None = None) -> Block | None:
    """The table of these cells, squared and without empty rows; None where nothing is left.

    Its first row is a header if the source marks it, or if it holds words alone above figures.
    """
    width = max((len(row) for row in rows), default=0)
    cells = [tuple(" ".join(clean(cell).split()) for cell in row) for row in rows]
    squared = tuple((*row, *[""] * (width - len(row))) for row in cells if any(row))
    if not squared:
        return None
    head = len(squared) > 1 and (marked_head or _reads_as_head(squared))
    return Block(BlockKind.TABLE, page=page, rows=squared, has_header=head)


def _reads_as_head(rows: Sequence[Sequence[str]]) -> bool:
    words = all(cell and not any(character.isdigit() for character in cell) for cell in rows[0])
    return words and any(cell[:1].isdigit() for row in rows[1:] for cell in row)


def joined(blocks: Sequence[Block], dropped: list[str]) -> list[Block]:
    """The blocks with tables put together that run over a page's end; a header repeated there is dropped."""
    found: list[Block] = []
    page: int | None = None
    for block in blocks:
        if found and _runs_on(found[-1], block, page):
            rows = block.rows
            if found[-1].has_header and rows[0] == found[-1].rows[0]:
                dropped.append(" | ".join(rows[0]))
                rows = rows[1:]
            found[-1] = replace(found[-1], rows=found[-1].rows + rows)
        else:
            found.append(block)
        page = block.page
    return found


def _runs_on(first: Block, second: Block, page: int | None) -> bool:
    if first.kind is not BlockKind.TABLE or second.kind is not BlockKind.TABLE or page is None:
        return False
    same_head = second.rows[0] == first.rows[0] or not second.has_header
    return second.page == page + 1 and len(first.rows[0]) == len(second.rows[0]) and same_head

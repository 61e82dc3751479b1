"""Paragraphs of formats with styles, as blocks: what the styles do not say, bold type or the words tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind
from ingest.readers.headings import is_section, may_head
from ingest.readers.items import is_item
from ingest.readers.paragraphs import Paragraph
from ingest.readers.structure import structure

_DEEPEST_HEADING = 9


@dataclass(frozen=True, slots=True)
class Styled:
    """A paragraph with what its format says: ready as a block, or plain text, which may be in bold type."""

    text: str
    is_bold: bool = False
    block: Block | None = None
    page: int | None = None


def settled(pieces: Iterable[Styled]) -> tuple[list[Block], list[str]]:
    """The blocks, and the headings that were left out because they only repeat the one before.

    Bold lines are headings below the styled ones; where there is no heading at all, the words tell the structure.
    """
    pieces = list(pieces)
    levels = [p.block.level for p in pieces if p.block and p.block.kind is BlockKind.HEADING]
    if not levels and not any(_may_head(piece) for piece in pieces):
        return structure([Paragraph(piece.text, page=piece.page, block=piece.block) for piece in pieces])
    below = min(max(levels, default=0) + 1, _DEEPEST_HEADING)
    return [_block(piece, below) for piece in pieces], []


def _may_head(piece: Styled) -> bool:
    if piece.block is not None or not piece.is_bold or is_item(piece.text):
        return False
    return is_section(piece.text) or may_head(piece.text, before_items=False)


def _block(piece: Styled, below: int) -> Block:
    if piece.block is not None:
        return piece.block
    if _may_head(piece):
        return Block(BlockKind.HEADING, piece.text, level=below, page=piece.page)
    kind = BlockKind.ITEM if is_item(piece.text) else BlockKind.PARAGRAPH
    return Block(kind, piece.text, page=piece.page)

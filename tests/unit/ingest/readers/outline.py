"""A reading in a form that tests can compare at a glance."""

from ingest.blocks import Block, BlockKind, Reading


def outline(reading: Reading) -> list[str]:
    """One line a block: "## heading", "* 1. item" (one star a level), "text", "a | b" for each row."""
    return [line for block in reading.blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    if block.kind is BlockKind.HEADING:
        return [f"{'#' * block.level} {block.text}"]
    if block.kind is BlockKind.ITEM:
        return [f"{'*' * (block.level + 1)} {block.text}"]
    if block.kind is BlockKind.TABLE:
        return [
            ("= " if block.has_header and not row else "") + " | ".join(cells)
            for row, cells in enumerate(block.rows)
        ]
    return [block.text]

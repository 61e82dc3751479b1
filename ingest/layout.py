"""A document's text in one string, and where each of its blocks stands in it.

Citations are character offsets into this text, so it is made once for each version and never changed.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ingest.blocks import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place: `text[start:end]` is its text; `path` are the headings above it, outermost first."""

    kind: str
    start: int
    end: int
    level: int
    page: int | None
    path: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The block as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Placed":
        """The block that `as_json` wrote."""
        return cls(**{**value, "path": tuple(value["path"])})


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a version and its blocks in order."""

    text: str
    blocks: tuple[Placed, ...]

    def of(self, block: Placed) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]


def lay_out(blocks: tuple[Block, ...]) -> Layout:
    """Join blocks into one text: items and table rows follow on the next line, all else after a blank line."""
    parts: list[str] = []
    placed: list[Placed] = []
    path: list[tuple[int, str]] = []
    position = 0
    previous = ""
    for line in lines_of(blocks):
        kind, text, block = line.kind, line.text, blocks[line.block]
        if kind == "heading":
            path = [(level, heading) for level, heading in path if level < block.level]
        gap = "" if not parts else "\n" if kind == previous in ("item", "row") else "\n\n"
        start = position + len(gap)
        headings = tuple(heading for _, heading in path)
        placed.append(Placed(kind, start, start + len(text), block.level, block.page, headings))
        parts.append(gap + text)
        position = start + len(text)
        previous = kind
        if kind == "heading":
            path.append((block.level, text))
    return Layout("".join(parts), tuple(placed))


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the layout before it has its place: which block, and which row of a table, it comes from."""

    kind: str
    text: str
    block: int
    row: int | None = None


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines that blocks make, as many and in the same order as the blocks of their layout."""
    lines = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE:
            if block.text:
                lines.append(Line(block.kind.value, block.text, index))
            continue
        lines.extend(Line("row", text, index, row) for row, text in _rows(block))
    return lines


def _rows(block: Block) -> list[tuple[int, str]]:
    """Each row of a table in words that need no other row: "Indsats: Digital post; Frist: 2026"."""
    if not block.has_header or len(block.rows) < 2:
        plain = [" | ".join(cell for cell in row if cell) for row in block.rows]
        return [(index, text) for index, text in enumerate(plain) if text]
    header, *rows = block.rows
    spoken = []
    for index, row in enumerate(rows, 1):
        cells = [f"{name}: {cell}" if name else cell for name, cell in zip(header, row, strict=False) if cell]
        if cells:
            spoken.append((index, "; ".join(cells)))
    return spoken

"""Ruled tables of a page: grids found from its horizontal and vertical strokes."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NEAR = 3.0  # points between strokes that are drawn as one
_SHORTEST_RULE, _SHORTEST_SIDE = 10.0, 6.0
_MOST_STROKES, _MOST_CELLS = 20_000, 5_000  # more are a drawing or a map


@dataclass(frozen=True, slots=True)
class Segment:
    """A stroke along one axis: at `at` on the other axis, from `start` to `end`."""

    vertical: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table: edges from left to right and from top to bottom, and which cells are merged."""

    columns: tuple[float, ...]
    edges: tuple[float, ...]  # of the rows, falling
    owners: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns) - 1

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.edges) - 1

    def row(self, y: float) -> int:
        """The row at a height, beyond the table too (-1 above it, `height` below it)."""
        return bisect_right([-edge for edge in self.edges], -y) - 1

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The (row, column) that owns a point, None outside the table."""
        row, column = self.row(y), bisect_right(self.columns, x) - 1
        if not (0 <= row < self.height and 0 <= column < self.width):
            return None
        return self.owners[row][column]


def find_grids(segments: Sequence[Segment]) -> list[Grid]:
    """The grids with at least two rows and two columns, from the top of the page downwards."""
    if len(segments) > _MOST_STROKES:
        return []
    sides = [s for s in segments if s.vertical and s.end - s.start >= _SHORTEST_SIDE]
    rules = [s for s in segments if not s.vertical and s.end - s.start >= _SHORTEST_RULE]
    found = [_grid(low, high, sides, rules) for low, high in _stretches(sides)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.edges[0])


def _stretches(sides: Iterable[Segment]) -> list[tuple[float, float]]:
    """The heights over which vertical strokes stand without a break: one stretch a table."""
    merged: list[tuple[float, float]] = []
    for side in sorted(sides, key=lambda side: side.start):
        if merged and side.start <= merged[-1][1] + _NEAR:
            merged[-1] = (merged[-1][0], max(merged[-1][1], side.end))
        else:
            merged.append((side.start, side.end))
    return merged


def _grid(low: float, high: float, sides: Sequence[Segment], rules: Sequence[Segment]) -> Grid | None:
    inner = [s for s in sides if low - _NEAR <= s.start and s.end <= high + _NEAR]
    crossing = [s for s in rules if low - _NEAR <= s.at <= high + _NEAR]
    columns = _clustered(s.at for s in inner)
    edges = tuple(reversed(_clustered(s.at for s in crossing)))
    if len(columns) < 3 or len(edges) < 3 or len(columns) * len(edges) > _MOST_CELLS:
        return None
    return Grid(columns, edges, _owners(columns, edges, inner, crossing))


def _clustered(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return tuple(found)


def _owners(
    columns: Sequence[float], edges: Sequence[float], sides: Sequence[Segment], rules: Sequence[Segment]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each cell the one that it is merged into (no stroke parts them), or itself."""
    sides_at = [[s for s in sides if abs(s.at - column) <= _NEAR] for column in columns]
    rules_at = [[s for s in rules if abs(s.at - edge) <= _NEAR] for edge in edges]
    owners: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(edges)):
        owners.append([])
        for column, (left, right) in enumerate(pairwise(columns)):
            if column and not _parted(sides_at[column], (top + bottom) / 2):
                owners[row].append(owners[row][column - 1])
            elif row and not _parted(rules_at[row], (left + right) / 2):
                owners[row].append(owners[row - 1][column])
            else:
                owners[row].append((row, column))
    return tuple(tuple(row) for row in owners)


def _parted(segments: Iterable[Segment], across: float) -> bool:
    return any(s.start <= across <= s.end for s in segments)

"""The strokes on a PDF page that may rule a table."""

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from ingest.readers.pdf_grids import Segment
from ingest.readers.pdf_turn import Turn

_STRAIGHT = 0.5  # points that a stroke may lean
_FRAME = 0.9  # of the page's height: a longer stroke frames the page

Point = tuple[float, float]


def read_strokes(page: Any, turn: Turn) -> list[Segment]:
    """The axis-parallel strokes of an open page, as they stand when it is turned."""
    frame = _FRAME * page.get_height()
    found: set[Segment] = set()
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        matrix = drawn.get_matrix()
        for first, second in _strokes(drawn.raw):
            segment = _segment(turn(*matrix.on_point(*first)), turn(*matrix.on_point(*second)))
            if segment is not None and not (segment.vertical and segment.end - segment.start > frame):
                found.add(segment)
    return list(found)


def _segment(first: Point, second: Point) -> Segment | None:
    (x1, y1), (x2, y2) = first, second
    if abs(x1 - x2) < _STRAIGHT:
        return Segment(True, round(x1, 1), round(min(y1, y2), 1), round(max(y1, y2), 1))
    if abs(y1 - y2) < _STRAIGHT:
        return Segment(False, round(y1, 1), round(min(x1, x2), 1), round(max(x1, x2), 1))
    return None


def _strokes(path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path, in its own coordinates; each subpath starts anew."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(max(0, raw.FPDFPath_CountSegments(path))):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
        last = point

"""Characters of a PDF page that nobody sees: in the colour of what is behind them, not drawn, tiny, or off the page.

Most pages hold nothing suspicious, which their objects tell quickly. Where one does (a light colour, a fill that lies
over or under the text), the page is drawn and looked at: white words in a dark cell are seen, white ones on white are
not. A page that is a picture with a text layer, as scanners make them, is read by that layer.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

from ingest.blocks import Concealment
from ingest.readers.colours import BLACK, Colour, is_lost, luminance
from ingest.readers.pdf_glyphs import Glyph

_SCALE = 1.0  # pixels to a point
_LIGHT = 0.6  # luminance from which on a text may be lost on white paper
_SAME = 24  # of 255: pixels that differ less are one colour
_SMALLEST = 1.3  # points from a character's foot to its head
_SUSPICIOUS_SIZE = 2.0
_OF_PAGE = 0.5  # the share of a page from which on an image is the page
_DRAWN = 200  # paths from which on a page's letters may be drawn rather than set
_LEAST_FILL = 200.0  # square points
_MOST_OBJECTS, _MOST_LOOKED_AT = 20_000, 500
_INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_OUTLINED = (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text object: its place in the order of drawing, its colour, and what makes it suspicious."""

    order: int
    colour: Colour
    suspect: Concealment | None


@dataclass(frozen=True, slots=True)
class _Fill:
    """A filled shape: its place in the order of drawing, its colour and extent."""

    order: int
    colour: Colour
    box: Box

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top


def lost_glyphs(page: Any, text: Any, glyphs: Sequence[Glyph]) -> dict[int, Concealment]:
    """Why characters are not seen, by their index; `glyphs` are those of the text page `text`."""
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    box = _box(page)
    lost = {glyph.index: Concealment.PLACE for glyph in inked if not _is_within(glyph, box)}
    texts, fills, is_scan = _objects(page)
    if not fills and all(one.suspect is None for one in texts.values()):
        return lost
    unsure: dict[int, tuple[_Text, list[Glyph]]] = {}
    for glyph in inked:
        found = texts.get(_address(raw.FPDFText_GetTextObject(text, glyph.index)))
        if found is None or glyph.index in lost:
            continue
        if found.suspect is Concealment.SIZE:
            if glyph.top - glyph.bottom < _SMALLEST:
                lost[glyph.index] = Concealment.SIZE
        elif found.suspect is Concealment.UNDRAWN:
            if not is_scan:
                lost[glyph.index] = Concealment.UNDRAWN
        elif found.suspect or _may_be_covered(found, glyph, fills):
            unsure.setdefault(found.order, (found, []))[1].append(glyph)
    for one in _unseen(page, list(unsure.values())[:_MOST_LOOKED_AT], box):
        lost[one.index] = Concealment.COLOUR
    return lost


def _objects(page: Any) -> tuple[dict[int, _Text], list[_Fill], bool]:
    """The text objects by address, fills that may hide a text, and whether the page's letters are drawn or scanned."""
    texts: dict[int, _Text] = {}
    fills: list[_Fill] = []
    width, height = page.get_size()
    pictured, paths = False, 0
    for order, found in enumerate(page.get_objects()):
        if order > _MOST_OBJECTS:
            break
        if found.type == raw.FPDF_PAGEOBJ_TEXT:
            texts[_address(found.raw)] = _text(found.raw, order)
        elif found.type == raw.FPDF_PAGEOBJ_IMAGE and found.level == 0:
            pictured = pictured or _area(_bounds(found.raw)) > _OF_PAGE * width * height
        elif found.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            if found.level == 0 and (fill := _fill(found.raw, order, bool(texts))):
                fills.append(fill)
    return texts, fills, pictured or paths > _DRAWN


def _text(found: Any, order: int) -> _Text:
    mode = raw.FPDFTextObj_GetTextRenderMode(found)
    colour, alpha = _colour(found)
    if mode in _INVISIBLE_MODES:
        return _Text(order, colour, Concealment.UNDRAWN)
    if _size(found) < _SUSPICIOUS_SIZE:
        return _Text(order, colour, Concealment.SIZE)
    light = alpha < 0.3 or (luminance(colour) > _LIGHT and mode not in _OUTLINED)
    return _Text(order, colour, Concealment.COLOUR if light else None)


def _fill(found: Any, order: int, after_text: bool) -> _Fill | None:
    """A filled shape, if it is large enough to hide a text: a dark one, or one drawn after some text."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(found, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return None
    colour, alpha = _colour(found)
    box = _bounds(found)
    if alpha < 0.5 or _area(box) < _LEAST_FILL or not (after_text or luminance(colour) < _LIGHT):
        return None
    return _Fill(order, colour, box)


def _may_be_covered(text: _Text, glyph: Glyph, fills: Sequence[_Fill]) -> bool:
    x, y = glyph.middle
    return any(
        (fill.order > text.order or is_lost(text.colour, fill.colour)) and fill.holds(x, y) for fill in fills
    )


def _unseen(page: Any, unsure: Sequence[tuple[_Text, list[Glyph]]], box: Box) -> list[Glyph]:
    """The characters that cannot be made out where the page is drawn."""
    if not unsure:
        return []
    bitmap = page.render(scale=_SCALE)
    try:
        pixels = bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()
    return [
        glyph for text, glyphs in unsure for line in _lines(glyphs) for glyph in line
        if _is_lost_in(pixels, text, line, box)
    ]  # fmt: skip


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters of an object by the line that they stand on."""
    lines: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        lines.setdefault(round(glyph.base), []).append(glyph)
    return list(lines.values())


def _is_lost_in(pixels: npt.NDArray[np.uint8], text: _Text, line: Sequence[Glyph], box: Box) -> bool:
    left, _, _, top = box
    high, wide = pixels.shape[:2]
    columns = [round((x - left) * _SCALE) for x in (min(g.left for g in line), max(g.right for g in line))]
    rows = [round((top - y) * _SCALE) for y in (max(g.top for g in line), min(g.bottom for g in line))]
    part = pixels[max(0, rows[0]) : min(high, rows[1] + 1), max(0, columns[0]) : min(wide, columns[1] + 1)]
    if part.size == 0:
        return True
    flat = part.reshape(-1, 3)
    shades, counts = np.unique(flat >> 3, axis=0, return_counts=True)
    behind = (shades[counts.argmax()].astype(int) << 3) + 4
    blue, green, red = (float(value) / 255 for value in behind)
    if is_lost(text.colour, (red, green, blue)):
        return True
    return bool(np.abs(flat.astype(int) - behind).max() < _SAME)


def _box(page: Any) -> Box:
    """What of the page is shown, in the places that characters have."""
    width, height = page.get_size()
    left, bottom = page.get_cropbox()[:2] if page.get_rotation() == 0 else (0.0, 0.0)
    return left, bottom, left + width, bottom + height


def _is_within(glyph: Glyph, box: Box) -> bool:
    left, bottom, right, top = box
    return glyph.right > left and glyph.left < right and glyph.top > bottom and glyph.bottom < top


def _address(found: Any) -> int:
    return ctypes.cast(found, ctypes.c_void_p).value or 0


def _colour(found: Any) -> tuple[Colour, float]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(found, *parts):
        return BLACK, 1.0
    red, green, blue, alpha = (part.value / 255 for part in parts)
    return (red, green, blue), alpha


def _size(found: Any) -> float:
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(found, size)
    scale = 1.0
    if raw.FPDFPageObj_GetMatrix(found, matrix):
        scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return size.value * scale


def _bounds(found: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(found, *sides):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])

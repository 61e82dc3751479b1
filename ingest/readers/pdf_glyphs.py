"""The characters of a PDF page: where each stands, which line it belongs to, and how it is set."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdfium2 import raw

from ingest.readers.pdf_turn import Turn

_BREAKS = frozenset("\r\n")
_PARTED = frozenset(
    "\x02\ufffe"
)  # what the library puts for a hyphen at a line's end, instead of the line's end
_BOLD = 600
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0x2022: "•"}  # as Symbol and Wingdings number them
_BOLD_NAMES = (b"bold", b"black", b"heavy")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box, in points from the page's lower left corner."""

    text: str
    index: int
    left: float
    bottom: float
    right: float
    top: float
    base: float  # the height of the line that it stands on

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def read_glyphs(text: Any, turn: Turn) -> list[Glyph]:
    """All characters of a text page, in the order of its content, as they stand on the turned page."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[Glyph] = []
    for index in range(max(0, raw.FPDFText_CountChars(text))):
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        code = raw.FPDFText_GetUnicode(text, index)
        character = _BULLETS.get(code) or chr(code)
        (x1, y1), (x2, y2) = turn(box.left, box.bottom), turn(box.right, box.top)
        base = turn(x.value, y.value)[1]
        found.append(Glyph(character, index, min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), base))
    return found


def broken(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters parted into lines; a parted word keeps its hyphen at the line's end."""
    lines: list[list[Glyph]] = [[]]
    last = -1
    for glyph in glyphs:
        if glyph.text in _BREAKS or (lines[-1] and glyph.index != last + 1):
            lines.append([])
        if glyph.text in _PARTED:
            lines[-1].append(replace(glyph, text="-"))
            lines.append([])
        elif glyph.text not in _BREAKS:
            lines[-1].append(glyph)
        last = glyph.index
    return [line for line in lines if not text_of(line).isspace() and line]


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The characters as a string."""
    return "".join(glyph.text for glyph in glyphs)


def size_of(text: Any, index: int) -> float:
    """The size of a character as it is seen (the font's, scaled as the page scales it), to half points."""
    matrix = raw.FS_MATRIX()
    known = raw.FPDFText_GetMatrix(text, index, matrix)
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5 if known else 1.0
    size: float = raw.FPDFText_GetFontSize(text, index)
    return round(size * (scale or 1.0) * 2) / 2


def is_bold(text: Any, glyphs: Sequence[Glyph]) -> bool:
    """Whether the first, the middle and the last visible characters are all bold."""
    inked = [glyph.index for glyph in glyphs if not glyph.text.isspace()]
    sample = [inked[0], inked[len(inked) // 2], inked[-1]] if inked else []
    return bool(sample) and all(_is_bold_character(text, index) for index in sample)


def _is_bold_character(text: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, index) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.c_int())
    return any(word in name.value.lower() for word in _BOLD_NAMES)

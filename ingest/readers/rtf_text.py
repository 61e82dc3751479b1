"""What rich text says, gathered from its tokens into blocks."""

from dataclasses import dataclass, field, replace

from ingest.blocks import Block, BlockKind, Reading
from ingest.danish.normalise import clean
from ingest.readers.items import is_item
from ingest.readers.rtf_tables import ENCODINGS, SKIPPED, SYMBOLS, heading_level
from ingest.readers.rtf_tokens import Token
from ingest.readers.settled import Styled, settled
from ingest.readers.tables import table_block

_DEEPEST_GROUP = 5_000
_BODY, _NOTE, _MARKER, _AROUND, _STYLES, _FONTS = "body", "note", "marker", "around", "styles", "fonts"
_PLACES = {
    "footnote": _NOTE,
    "listtext": _MARKER,
    "pntext": _MARKER,
    "stylesheet": _STYLES,
    "fonttbl": _FONTS,
    **dict.fromkeys("header headerl headerr headerf footer footerl footerr footerf".split(), _AROUND),
}
_ENDS = {"par", "sect", "page"}
_SWITCHES = {"v", "deleted", "htmlrtf", "b"}  # the first three hide text


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    place: str = _BODY
    skipped: bool = False
    hidden: bool = False
    bold: bool = False
    fallback: int = 1  # characters after a Unicode one that stand in for it
    encoding: str = "cp1252"


@dataclass(slots=True)
class _Format:
    """What holds for a paragraph."""

    style: int = 0
    outline: int | None = None
    in_table: bool = False
    depth: int = 0


@dataclass(slots=True)
class RtfText:
    """Takes tokens in order, then gives the reading."""

    _state: _State = field(default_factory=_State)
    _outer: list[_State] = field(default_factory=list)
    _format: _Format = field(default_factory=_Format)
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _bold: bool = True  # of all letters in the paragraph so far
    _encoding: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _style: int = 0
    _levels: dict[int, int] = field(default_factory=dict)
    _pieces: list[Styled] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _dropped: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)
    _header: bool = False
    _left_out: int = 0  # characters still to pass over after a Unicode one

    @property
    def is_open(self) -> bool:
        """Whether a group was not closed: the file ends too early."""
        return bool(self._outer)

    def take(self, token: Token) -> None:
        """Take in the next token."""
        if token.data:
            self._text(token.data)
            return
        self._left_out = 0
        if token.word == "{":
            self._open()
        elif token.word == "}":
            self._close()
        elif not self._state.skipped:
            self._control(token.word, token.number)

    def reading(self) -> Reading:
        """The blocks of all that was taken in."""
        self._paragraph()
        self._end_table()
        blocks, repeated = settled(self._pieces)
        return Reading(tuple(blocks), (*self._dropped, *repeated))

    def _open(self) -> None:
        if len(self._outer) >= _DEEPEST_GROUP:
            raise ValueError("groups are nested too deep")
        self._outer.append(self._state)

    def _close(self) -> None:
        if not self._outer:
            return
        left, self._state = self._state, self._outer.pop()
        if left.place == self._state.place or left.skipped:
            return
        if left.place == _NOTE:
            self._notes.append(self._taken(_NOTE))
        elif left.place == _AROUND:
            self._dropped.extend(filter(None, [self._taken(_AROUND)]))

    def _control(self, word: str, number: int | None) -> None:
        state = self._state
        if word in SKIPPED:
            self._state = replace(state, skipped=True)
        elif word in _PLACES:
            self._state = replace(state, place=_PLACES[word])
        elif word in _SWITCHES:
            self._switch(word, on=number != 0)
        elif word == "plain":
            self._state = replace(state, bold=False, hidden=False)
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._left_out = state.fallback
        elif word == "uc":
            self._state = replace(state, fallback=max(number or 0, 0))
        elif state.place in (_STYLES, _FONTS):
            self._describe(word, number)
        elif word in ("f", "ansicpg"):
            self._encode(word, number or 0)
        else:
            self._layout(word, number)

    def _switch(self, word: str, *, on: bool) -> None:
        if word == "b":
            self._state = replace(self._state, bold=on)
        else:
            self._state = replace(self._state, hidden=on)

    def _encode(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._encoding = f"cp{number}" if number in ENCODINGS.values() else self._encoding
            self._state = replace(self._state, encoding=self._encoding)
        else:
            self._state = replace(self._state, encoding=self._fonts.get(number, self._encoding))

    def _describe(self, word: str, number: int | None) -> None:
        """An entry of the table of fonts, or of styles."""
        if word == "f":
            self._font = number or 0
        elif word == "fcharset" and number in ENCODINGS:
            self._fonts[self._font] = f"cp{ENCODINGS[number]}"
        elif word == "s":
            self._style = number or 0
        elif word == "outlinelevel" and number is not None:
            self._levels[self._style] = number + 1

    def _layout(self, word: str, number: int | None) -> None:
        if self._state.place != _BODY:
            if word in _ENDS:
                self._add(" ")
        elif word in _ENDS:
            self._add("\n") if self._format.in_table else self._paragraph()
        elif word == "pard":
            self._format = _Format()
        elif word == "intbl":
            self._format.in_table = True
        elif word == "s":
            self._format.style = number or 0
        elif word == "outlinelevel":
            self._format.outline = number
        elif word == "ilvl":
            self._format.depth = min(max(number or 0, 0), 8)
        elif word == "trhdr":
            self._header = self._header or not self._rows
        elif word == "cell":
            self._cells.append(self._taken(_BODY, before=self._taken(_MARKER)))
            self._bold = True
        elif word == "row":
            self._rows.append(self._cells)
            self._cells = []

    def _text(self, data: bytes) -> None:
        passed, self._left_out = min(self._left_out, len(data)), max(self._left_out - len(data), 0)
        if not self._state.skipped and passed < len(data):
            self._add(data[passed:].decode(self._state.encoding, "replace"))

    def _add(self, text: str) -> None:
        if self._state.hidden:
            return
        place = self._state.place
        if place == _STYLES:
            self._name_style(text)
            return
        self._texts.setdefault(place, []).append(text)
        if place == _BODY and text.strip():
            self._bold = self._bold and self._state.bold

    def _name_style(self, name: str) -> None:
        level = heading_level(name.strip().rstrip(";"))
        if level is not None:
            self._levels.setdefault(self._style, level)

    def _taken(self, place: str, before: str = "") -> str:
        """The text gathered for a place, as one line; pairs of surrogates become the character they stand for."""
        text = "".join(self._texts.pop(place, []))
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return " ".join(clean(f"{before} {whole}").split())

    def _paragraph(self) -> None:
        if not self._format.in_table:
            self._end_table()
        marker, bold = self._taken(_MARKER), self._bold
        text = self._taken(_BODY)
        self._bold = True
        if text:
            self._pieces.append(self._styled(text, marker, bold))
        self._pieces.extend(_note(note) for note in self._notes if note)
        self._notes = []

    def _styled(self, text: str, marker: str, bold: bool) -> Styled:
        outline = self._format.outline
        level = outline + 1 if outline is not None else self._levels.get(self._format.style)
        if level is not None and 1 <= level <= 9:
            whole = f"{marker} {text}".strip()
            return Styled(whole, block=Block(BlockKind.HEADING, whole, level=level))
        if marker:
            shown = marker if is_item(f"{marker} x") else "-"
            return Styled(text, block=Block(BlockKind.ITEM, f"{shown} {text}", level=self._format.depth))
        return Styled(text, is_bold=bold)

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        block = table_block(rows, marked_head=self._header)
        self._header = False
        if block is not None and len(block.rows[0]) > 1:
            self._pieces.append(Styled("", block=block))
        elif block is not None:
            self._pieces.extend(Styled(row[0]) for row in block.rows)


def _note(text: str) -> Styled:
    return Styled(text, block=Block(BlockKind.PARAGRAPH, text))

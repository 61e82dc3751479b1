"""Stretches of a text that are encoded: base64, hexadecimal, URL and HTML escapes; and what they say."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from guardrails.views import Edit, View

_SIGN = r"[A-Za-z0-9+/_-]"
_TOKEN = re.compile(rf"(?<!{_SIGN}){_SIGN}{{8,}}+={{0,2}}")
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Za-z][0-9]|[0-9][A-Za-z]|=")
_TAIL = re.compile(rf"\s{{1,2}}(?:{_SIGN}{{1,3}}=|{_SIGN}{{2,16}}+=?)={{0,2}}")
_FOUR = r"[A-Za-z0-9+/]{4}(?![A-Za-z0-9+/=])"
_FOURS = re.compile(rf"(?<![A-Za-z0-9+/]){_FOUR}(?: {_FOUR}){{2,}}+(?: [A-Za-z0-9+/]{{2,3}}={{1,2}})?")
_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:0x|\\x)?[0-9A-Fa-f]{2}(?:(?:[\s:,]|[ ,]{0,2}0x|\\x)?[0-9A-Fa-f]{2}){4,}+"
)
_ESCAPE = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|&#\d{1,7};|&#[xX][0-9A-Fa-f]{1,6};|&[A-Za-z]{2,8};|\\u[0-9A-Fa-f]{4}|"
    r"\\x[0-9A-Fa-f]{2}"
)
_SPACES = re.compile(r"\s+")
_PREFIX = re.compile(r"0x|\\x|[^0-9A-Fa-f]")
_LEAST_ESCAPED = 9
_LEAST_CHARACTERS = 5
_LEAST_TOKEN = 8
_LEAST_LINE = 16
"""Characters of a line of base64 that may go on in the next."""
_MOST_RUN = 30_000
_LEGIBLE = 0.7


def decoded(view: View) -> View | None:
    """The view with everything encoded in it decoded in its place; None where nothing is encoded."""
    edits = sorted(_segments(view.text))
    escapes = [(match.start(), match.end(), _unescaped(match[0])) for match in _ESCAPE.finditer(view.text)]
    if sum(end - start for start, end, _ in escapes) >= _LEAST_ESCAPED:
        edits = sorted([*edits, *(edit for edit in escapes if edit[2] != view.text[edit[0] : edit[1]])])
    apart: list[Edit] = []
    for edit in edits:
        if not apart or edit[0] >= apart[-1][1]:
            apart.append(edit)
    return view.rewritten(apart) if apart else None


def segments(text: str) -> list[str]:
    """What the base64 and hexadecimal stretches of a text say."""
    return [shown.strip() for _, _, shown in sorted(_segments(text))]


def _segments(text: str) -> Iterator[Edit]:
    for run in _runs(text):
        yield from _from_base64(text, run)
    for match in _FOURS.finditer(text):
        yield from _from_base64(text, [match.span()])
    for match in _HEX.finditer(text):
        goes_on = text[match.end() : match.end() + 1].isalnum()
        if not goes_on and (shown := _legible(_hex_bytes(match[0]))):
            yield match.start(), match.end(), f" {shown} "


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Tokens that may be base64; those that follow each other as the lines of one text are together."""
    run: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if not _MIXED.search(match[0]):
            continue
        start, end = match.span()
        if run and not (0 < start - run[-1][1] <= 2 and run[-1][1] - run[-1][0] >= _LEAST_LINE):
            yield from _with_tail(text, run)
            run = []
        run.append((start, end))
    if run:
        yield from _with_tail(text, run)


def _with_tail(text: str, run: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """A run with the short end of its last line, where that makes it whole; else the run as it is."""
    tail = _TAIL.match(text, run[-1][1]) if run[-1][1] - run[-1][0] >= _LEAST_LINE else None
    end = tail.end() if tail else 0
    if tail and end - run[0][0] <= _MOST_RUN and _legible(_base64_bytes(text[run[0][0] : end])):
        yield [(run[0][0], end)]
    else:
        yield run


def _from_base64(text: str, run: list[tuple[int, int]]) -> Iterator[Edit]:
    """A run of tokens as one, or else those among them that say something."""
    start, end = run[0][0], run[-1][1]
    if _LEAST_TOKEN <= end - start <= _MOST_RUN and (shown := _legible(_base64_bytes(text[start:end]))):
        yield start, end, f" {shown} "
        return
    for first, last in run if len(run) > 1 else ():
        if last - first >= _LEAST_TOKEN and (shown := _legible(_base64_bytes(text[first:last]))):
            yield first, last, f" {shown} "


def _base64_bytes(token: str) -> bytes:
    plain = _SPACES.sub("", token).rstrip("=").translate(str.maketrans("-_", "+/"))
    if plain.islower() or (plain.isupper() and plain.isalpha()) or len(plain) % 4 == 1:
        return b""
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return b""


def _hex_bytes(token: str) -> bytes:
    digits = _PREFIX.sub("", token)
    return bytes.fromhex(digits) if len(digits) % 2 == 0 else b""


def _legible(raw: bytes) -> str:
    """Bytes as text, where they are one; empty where they are not."""
    if len(raw) < _LEAST_CHARACTERS:
        return ""
    wide = raw[1::2].count(0) * 3 > len(raw)  # UTF-16, as some systems write it
    try:
        text = raw.decode("utf-16-le" if wide else "utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    plain = sum(char.isalnum() or char in " .,:;-/\n" for char in text)
    whole = all(char.isprintable() or char in "\r\n\t" for char in text) and "\ufffd" not in text
    common = sum(char.isascii() or char in "æøåÆØÅéüöäÉ" for char in text)
    return text if whole and plain >= _LEGIBLE * len(text) and common >= 0.9 * len(text) else ""


def _unescaped(escape: str) -> str:
    if escape.startswith("%"):
        raw = unquote_to_bytes(escape)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("latin-1")
    if escape.startswith("\\"):
        return chr(int(escape[2:], 16))
    return html.unescape(escape)

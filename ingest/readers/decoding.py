"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and Windows' western code page."""

import codecs
import re

from ingest.blocks import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WESTERN = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "utf-8": "cp1252",
}  # as browsers do
_SAMPLE = 2**16

_BINARY = "Filen er ikke tekst, selv om navnet siger det. Gem dokumentet i den rigtige type, og prøv igen."
_UNKNOWN = "Filens tegnsæt kan ikke læses. Gem den som UTF-8, og prøv igen."


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file; refuses what is not text. What it declares itself counts if it is not UTF-8."""
    text = _decode(data, declared or "cp1252")
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if "\x00" in text or controls * 100 > min(len(text), _SAMPLE):
        raise UnreadableError(_BINARY)
    return text


def _decode(data: bytes, fallback: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\x00" in data:
        return _strict(data, _utf16(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, _WESTERN.get(fallback.lower(), fallback))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise UnreadableError(_UNKNOWN) from None


def _utf16(data: bytes) -> str:
    """Western text in UTF-16 has a NUL in nearly every second byte, on one side only."""
    sample = data[: _SAMPLE - 1]
    high, low = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(high, low) * 4 > len(sample) and min(high, low) * 20 < len(sample):
        return "utf-16-be" if high > low else "utf-16-le"
    raise UnreadableError(_BINARY)

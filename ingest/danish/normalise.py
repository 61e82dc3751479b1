"""Text as this product stores it: composed characters, no invisible ones, single spaces."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
        *range(0xD800, 0xE000),
    ]
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_MARKS = re.compile("([\u0300-\u036f]{8})[\u0300-\u036f]+")
"""More marks on one letter than any language writes, which composing them would take quadratic time for."""
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Text in NFC without soft hyphens, zero-width and control characters or surrogates, spaces collapsed.

    Line breaks are kept (as "\\n"), every other run of white space becomes one space, and lines are stripped.
    """
    text = unicodedata.normalize("NFC", _MARKS.sub(r"\1", text)).translate(_INVISIBLE)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = _SPACES.sub(" ", _CONTROL.sub("", text))
    return "\n".join(line.strip() for line in text.split("\n"))

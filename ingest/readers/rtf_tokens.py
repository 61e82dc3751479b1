"""The tokens of rich text: groups, control words, and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A control word with its number, or "{", "}", or a symbol such as "~" as `word`; otherwise text in `data`."""

    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes, start: int = 0) -> Iterator[Token]:
    """The tokens from an offset on; binary data within (pictures) is passed over."""
    while match := _TOKEN.match(data, start):
        start = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin":
                start += max(value or 0, 0)
            else:
                yield Token(word.decode("ascii"), value)
        elif code:
            yield Token(data=bytes.fromhex(code.decode("ascii")))
        elif symbol or brace:
            yield Token((symbol or brace).decode("latin-1"))
        elif text:
            yield Token(data=text)

"""Texts spelled in characters that are not drawn: Unicode's tag characters, and zero-width ones as bits.

They are taken out of every text. A text that carries no such message may hold them all the same: flags are written
with tag characters, and words are parted with zero-width spaces.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.blocks import Block, Concealment, Hidden, Reading

_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,7}\U000e007f")
_BITS = re.compile("[\u200b\u200c\u200d\u2060\ufeff]{32,}")
_SHIFT = 0xE0000
_FEWEST = 4
_LETTERS = 0.8
"""The share of letters and spaces from which on decoded bits are held to be a text."""


def spelled_in(text: str) -> Iterator[Hidden]:
    """The texts that invisible characters of a raw text spell."""
    if not text.isascii():
        for match in _TAGS.finditer(_FLAG.sub("", text)):
            message = "".join(chr(ord(tag) - _SHIFT) for tag in match[0] if ord(tag) > _SHIFT + 31).strip(
                "\x7f "
            )
            if len(message) >= _FEWEST:
                yield Hidden(Concealment.CHARACTERS, message)
        for match in _BITS.finditer(text):
            if message := _decoded(match[0]):
                yield Hidden(Concealment.CHARACTERS, message)


def without_tags(reading: Reading) -> Reading:
    """A reading whose texts hold no tag characters; what they spelled is among what is hidden."""
    texts = [
        text
        for block in reading.blocks
        for text in (block.text, *(cell for row in block.rows for cell in row))
    ]
    if all(text.isascii() or not _TAGS.search(text) for text in (*texts, *reading.dropped)):
        return reading
    spelled = [one for text in (*texts, *reading.dropped) for one in spelled_in(text)]
    return replace(
        reading,
        blocks=tuple(map(_plain, reading.blocks)),
        dropped=tuple(_TAGS.sub("", line) for line in reading.dropped),
        hidden=(*reading.hidden, *spelled),
    )


def _plain(block: Block) -> Block:
    rows = tuple(tuple(_TAGS.sub("", cell) for cell in row) for row in block.rows)
    return replace(block, text=_TAGS.sub("", block.text), rows=rows)


def _decoded(characters: str) -> str:
    """What a run of two kinds of zero-width characters spells in bytes of UTF-8, either kind being the one."""
    kinds = sorted(set(characters), key=characters.index)
    for zero in kinds if len(kinds) == 2 else ():
        bits = "".join("0" if one == zero else "1" for one in characters)
        data = bytes(int(bits[place : place + 8], 2) for place in range(0, len(bits) - 7, 8))
        text = data.decode("utf-8", "replace")
        if sum(letter.isalpha() or letter.isspace() for letter in text) >= _LETTERS * len(text):
            return text
    return ""

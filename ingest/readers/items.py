"""List items: the markers they start with, and how deep they are nested."""

import re
from collections.abc import Iterable

# "19. november" at a line's start is a date, and "1. punkt" or "2. at-punkt" names an item of another list.
_ORDINAL = re.compile(
    r"\d{1,2}\. (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"(?:at-)?punkt|sal|kvartal|halvår|behandling|kl)\b"
)
_ITEM = re.compile(
    r"(?:[-–—•▪●◦○‣∙·*\uf0b7]|o(?= [A-ZÆØÅ])|\d{1,2}[.)]|[a-zA-Z]\)|[A-Z]:|[ivx]{1,4}[.)])\s+(?=\S)"
)
_BULLET = re.compile(r"[-–—•▪●◦○‣∙·*\uf0b7o]|\d{1,2}[.)]|[a-z]\)")


def is_item(text: str) -> bool:
    """Whether a line starts with a list marker ("- ", "1. ", "a) ", "A: ")."""
    return bool(_ITEM.match(text)) and not _ORDINAL.match(text)


def is_marker(text: str) -> bool:
    """Whether a line is a list marker alone, its text standing on the next line."""
    return bool(_BULLET.fullmatch(text))


def depths(lines: Iterable[tuple[str, int]]) -> list[int]:
    """For each line, given with its indentation, how deep it is nested within its run of items."""
    found: list[int] = []
    indents: list[int] = []
    for text, indent in lines:
        if not is_item(text):
            indents = []
            found.append(0)
            continue
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        found.append(len(indents) - 1)
    return found

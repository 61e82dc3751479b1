"""The numbers and bullets that Word puts before paragraphs."""

import re
from collections import defaultdict
from typing import Any

from ingest.readers.docx_xml import W, attribute

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


class Numbering:
    """Counts through a document; ask for the marker of each numbered paragraph in order."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, str] = {}
        self._levels: dict[tuple[str, int], Any] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        for abstract in root.iterfind(f"{W}abstractNum") if root is not None else ():
            key = attribute(abstract, "abstractNumId")
            for level in abstract.iterfind(f"{W}lvl"):
                self._levels[key, _number(attribute(level, "ilvl"), 0)] = level
        for listed in root.iterfind(f"{W}num") if root is not None else ():
            self._add(listed)

    def _add(self, listed: Any) -> None:
        number = attribute(listed, "numId")
        self._abstract[number] = attribute(listed.find(f"{W}abstractNumId"), "val")
        for override in listed.iterfind(f"{W}lvlOverride"):
            start = attribute(override.find(f"{W}startOverride"), "val")
            if start:
                self._restarts[number, _number(attribute(override, "ilvl"), 0)] = _number(start, 1)

    def marker(self, number: str, depth: int) -> str:
        """The marker of the next paragraph of a list ("-", "2.", "1.1"), "" where the list shows none."""
        key = self._abstract.get(number)
        level = self._levels.get((key, depth)) if key is not None else None
        if key is None or level is None:
            return "-" if number not in ("", "0") else ""
        form = attribute(level.find(f"{W}numFmt"), "val") or "decimal"
        if form in ("bullet", "none"):
            return "-" if form == "bullet" else ""
        self._count(key, number, depth, level)
        pattern = attribute(level.find(f"{W}lvlText"), "val")
        return _PLACE.sub(lambda place: self._shown(key, int(place[1]) - 1), pattern).strip()

    def _count(self, key: str, number: str, depth: int, level: Any) -> None:
        counts = self._counts[key]
        if number not in self._seen and (number, depth) in self._restarts:
            counts[depth] = self._restarts[number, depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = _number(attribute(level.find(f"{W}start"), "val"), 1)
        self._seen.add(number)
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

    def _shown(self, key: str, depth: int) -> str:
        count = self._counts[key].get(depth, 1)
        level = self._levels.get((key, depth))
        form = attribute(level.find(f"{W}numFmt"), "val") if level is not None else ""
        if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
            return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
        if form in ("lowerRoman", "upperRoman") and 1 <= count < 40:
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        return str(count)


def _roman(count: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        shown += letters * (count // value)
        count %= value
    return shown


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() else otherwise

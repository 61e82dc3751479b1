"""The styles of an OpenDocument text: which paragraphs are titles or bold, which lists are numbered."""

from collections.abc import Iterable
from typing import Any

from ingest.readers.odt_xml import FO, STYLE, TEXT

_TITLES = ("title", "titel")
_DEEPEST = 20
_LETTERS = {"a": "a", "A": "A"}


class Styles:
    """The styles of one package."""

    def __init__(self, parts: Iterable[Any]) -> None:
        """`parts` are those of the package that define styles, or None."""
        self._styles: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        for part in (part for part in parts if part is not None):
            self._styles.update({e.get(f"{STYLE}name", ""): e for e in part.iter(f"{STYLE}style")})
            self._lists.update({e.get(f"{STYLE}name", ""): e for e in part.iter(f"{TEXT}list-style")})

    def is_title(self, name: str) -> bool:
        """Whether a paragraph's style is that of a document's title."""
        return any(
            style.get(f"{STYLE}name", "").lower() in _TITLES
            or style.get(f"{STYLE}display-name", "").lower() in _TITLES
            for style in self._above(name)
        )

    def is_bold(self, name: str) -> bool:
        """Whether a style sets bold type."""
        for style in self._above(name):
            properties = style.find(f"{STYLE}text-properties")
            weight = "" if properties is None else properties.get(f"{FO}font-weight", "")
            if weight:
                return weight in ("bold", "600", "700", "800", "900")
        return False

    def of_text(self, name: str, key: str) -> str:
        """What a style sets for an attribute of its text, "" where nothing."""
        found = (style.find(f"{STYLE}text-properties") for style in self._above(name))
        return next((p.get(key) for p in found if p is not None and p.get(key)), "")

    def marker(self, name: str, depth: int, number: int) -> str:
        """What stands before an item of a list, as deep (0 is the outermost) and with this number in its list."""
        listed = self._lists.get(name)
        levels = [] if listed is None else listed.findall(f"{TEXT}list-level-style-number")
        level = next((e for e in levels if e.get(f"{TEXT}level") == str(depth + 1)), None)
        form = "" if level is None else level.get(f"{STYLE}num-format", "")
        if level is None or not form:
            return "-"
        letter = _LETTERS.get(form)
        shown = chr(ord(letter) + number - 1) if letter and number <= 26 else str(number)
        return f"{shown}{level.get(f'{STYLE}num-suffix', '.') or '.'}"

    def _above(self, name: str) -> list[Any]:
        """A style and those that it is derived from."""
        found: list[Any] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = found[-1].get(f"{STYLE}parent-style-name", "")
        return found

"""The paragraph styles of a Word document: which are headings, lists or entries of a table of contents."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.docx_xml import W, attribute

_HEADING = re.compile(r"(?:heading|overskrift) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse) ?(?:[1-9]|heading|overskrift)?", re.IGNORECASE)
_TITLES = frozenset({"title", "titel"})
_DEEPEST = 10  # styles based on each other
_BODY_LEVEL = 9


class Styles:
    """Looks up what a paragraph's style, and those it is based on, say about it."""

    def __init__(self, root: Any) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._styles = {attribute(style, "styleId"): style for style in found}

    def name(self, style_id: str) -> str:
        """The name of a style, as Word stores it in English."""
        style = self._styles.get(style_id)
        return attribute(style.find(f"{W}name"), "val") if style is not None else style_id

    def is_title(self, style_id: str) -> bool:
        """Whether a style is that of the document's title."""
        return any(name.lower() in _TITLES for name in self._names(style_id))

    def is_contents(self, style_id: str) -> bool:
        """Whether a style is that of a table of contents or its heading."""
        return bool(_CONTENTS.fullmatch(self.name(style_id)))

    def heading_level(self, style_id: str) -> int | None:
        """The level of a heading style (1 is the highest), by its outline level or its name."""
        for style in self._chain(style_id):
            outline = attribute(style.find(f"{W}pPr/{W}outlineLvl"), "val")
            if outline.isdigit():
                return int(outline) + 1 if int(outline) < _BODY_LEVEL else None
            named = _HEADING.fullmatch(attribute(style.find(f"{W}name"), "val"))
            if named:
                return int(named[1])
        named = _HEADING.fullmatch(style_id)
        return int(named[1]) if named else None

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        """The list (its id and level) that a style puts its paragraphs in."""
        for style in self._chain(style_id):
            properties = style.find(f"{W}pPr/{W}numPr")
            number = attribute(properties.find(f"{W}numId"), "val") if properties is not None else ""
            if number:
                level = attribute(properties.find(f"{W}ilvl"), "val")
                return number, int(level) if level.isdigit() else 0
        return None

    def properties(self, style_id: str, kind: str) -> Iterator[Any]:
        """What a style and those it is based on set of runs ("rPr") or paragraphs ("pPr"), the nearest first."""
        for style in self._chain(style_id):
            found = style.find(f"{W}{kind}")
            if found is not None:
                yield found

    def _names(self, style_id: str) -> Iterator[str]:
        yield from (attribute(style.find(f"{W}name"), "val") for style in self._chain(style_id))

    def _chain(self, style_id: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute(style.find(f"{W}basedOn"), "val")

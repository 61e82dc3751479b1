"""How an element of a web page looks: its colour, what is behind it, its size, and whether it can be seen at all."""

import re
from dataclasses import dataclass, replace
from typing import Any

from tinycss2.color4 import parse_color

from ingest.blocks import Concealment
from ingest.readers.colours import BLACK, WHITE, Colour, is_lost
from ingest.readers.html_styles import Declared

_NUMBER = re.compile(r"^([-+]?\d*\.?\d+)([a-z%]*)")
_PIXELS = {
    "px": 1.0,
    "": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 3.78,
    "cm": 37.8,
    "in": 96.0,
    "rem": 16.0,
    "vw": 12.0,
}
_SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0}
_FAR = -400.0
"""Pixels beside or above the page from which on nothing of an element reaches into it."""
_SMALLEST = 3.0
_FAINTEST = 0.05
_CLIPPED = re.compile(
    r"inset\((?:50|[6-9]\d|100)%|circle\(0|rect\((?:0(?:px)?|1px)(?:,? +|,)(?:0(?:px)?|1px)(?:,? +|,)(?:0(?:px)?|1px)"
)
_SHRUNK = re.compile(r"scale[xy3d]*\(0(?:\.0\d*)?(?:\)|,)")
_MOVED = re.compile(r"translate[xy3d]*\((-\d{3,5}(?:px|vw|%))")


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to what it holds; `ground` is None where it is not known."""

    colour: Colour | None = BLACK
    ground: Colour | None = WHITE
    size: float = 16.0

    def within(self, element: Any, declared: Declared, known: bool) -> "Look":
        """The look of an element in this one; `known` is whether all its style rules are."""
        look = replace(self, size=_size(declared, self.size)) if "font" in " ".join(declared) else self
        colour = declared.get("color") or (element.get("color") if element.tag == "font" else None)
        if colour:
            look = replace(look, colour=_colour(colour, self.colour))
        ground = declared.get("background-color") or declared.get("background") or element.get("bgcolor")
        if ground:
            look = replace(look, ground=_ground(ground, self.ground))
        if "url(" in (image := declared.get("background-image", "") + declared.get("background", "")):
            look = replace(look, ground=None)
        if "gradient(" in image or element.get("background") or not known:
            look = replace(look, ground=None)
        return look

    def conceals(self) -> Concealment | None:
        """Why a text right within the element is not seen."""
        if self.size < _SMALLEST:
            return Concealment.SIZE
        if self.ground is not None and (self.colour is None or is_lost(self.colour, self.ground)):
            return Concealment.COLOUR
        return None


def takes_away(element: Any, declared: Declared) -> Concealment | None:
    """Why an element with all that it holds is not seen."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return Concealment.STYLE
    if declared.get("display") == "none" or declared.get("visibility") in ("hidden", "collapse"):
        return Concealment.STYLE
    if (faint := _number(declared.get("opacity", ""))) is not None and faint <= _FAINTEST:
        return Concealment.COLOUR
    return Concealment.PLACE if _is_away(declared) else None


def _is_away(declared: Declared) -> bool:
    """Whether an element is moved off the page, clipped to nothing or shrunk to nothing."""
    out = declared.get("position") in ("absolute", "fixed", "relative")
    sides = ("left", "top", "right", "bottom") if out else ()
    moved = [declared.get(side, "") for side in sides] + [declared.get("text-indent", "")]
    transform = declared.get("transform", "")
    if found := _MOVED.search(transform):
        moved.append(found[1])
    if any((far := _pixels(value, 16.0)) is not None and far <= _FAR for value in moved):
        return True
    if _CLIPPED.search(declared.get("clip-path", "")) or _SHRUNK.search(transform):
        return True
    if out and _CLIPPED.search(declared.get("clip", "")):
        return True
    hides = declared.get("overflow", "").startswith(("hidden", "clip"))
    extents = [
        _pixels(declared.get(name, ""), 16.0) for name in ("height", "width", "max-height", "max-width")
    ]
    return hides and any(extent is not None and extent <= 1 for extent in extents)


def _size(declared: Declared, above: float) -> float:
    value = declared.get("font-size") or next(
        (part.split("/")[0] for part in declared.get("font", "").split() if part[:1].isdigit()), ""
    )
    if value in _SIZES:
        return _SIZES[value]
    found = _pixels(value, above)
    return above if found is None else found


def _pixels(value: str, above: float) -> float | None:
    """A length in pixels, where `above` is the size of the type around."""
    found = _NUMBER.match(value)
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit in ("em", "%", "ex", "ch"):
        return number * above / (100 if unit == "%" else 1)
    return number * _PIXELS.get(unit, 1.0)


def _number(value: str) -> float | None:
    found = _NUMBER.match(value)
    return None if found is None else float(found[1]) / (100 if found[2] == "%" else 1)


def _colour(value: str, inherited: Colour | None) -> Colour | None:
    """A colour, None where it is transparent; what is not understood changes nothing."""
    found = parse_color(value)
    if found is None or found == "currentcolor":
        return inherited
    if found.alpha < _FAINTEST:
        return None
    red, green, blue = found.to("srgb")[:3]
    return red, green, blue


def _ground(value: str, behind: Colour | None) -> Colour | None:
    """The colour that a background puts behind a text; one that is transparent leaves what is behind."""
    for part in (value, *value.split()):
        found = parse_color(part)
        if found is not None and found != "currentcolor":
            return _colour(part, behind) or behind
    return behind

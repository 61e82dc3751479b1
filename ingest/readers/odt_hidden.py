"""Texts of an OpenDocument that its reader does not see: hidden, white or tiny; and what stands beside the text."""

from collections.abc import Iterator
from typing import Any

from ingest.blocks import Concealment, Hidden, Link
from ingest.danish.normalise import clean
from ingest.readers.colours import WHITE, from_hex, is_lost
from ingest.readers.odt_styles import Styles
from ingest.readers.odt_xml import DRAW, FO, OFFICE, TABLE, TEXT, lines_of

_XLINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SMALLEST = 1.5  # points
_STYLED = (f"{TEXT}span", f"{TEXT}p", f"{TEXT}h")
_HIDDEN = (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph")


def take_hidden(text: Any, styles: Styles) -> list[Hidden]:
    """Take what is not seen out of a text, and say what it was."""
    found: list[Hidden] = []
    for section in list(text.iter(f"{TEXT}section")):
        if section.get(f"{TEXT}display") == "none":
            found += [Hidden(Concealment.STYLE, line) for line in lines_of(section)]
            section.clear(keep_tail=True)
    for element in list(text.iter(*_STYLED, *_HIDDEN)):
        how = Concealment.STYLE if element.tag in _HIDDEN else _conceals(element, styles)
        if how and (line := _line("".join(element.itertext()) or element.get(f"{TEXT}string-value", ""))):
            found.append(Hidden(how, line))
            element.clear(keep_tail=True)
    return found


def beside(content: Any) -> Iterator[Hidden]:
    """Comments, and descriptions of pictures."""
    for note in content.iter(f"{OFFICE}annotation"):
        yield from (Hidden(Concealment.COMMENT, line) for line in lines_of(note))
    for told in content.iter(f"{_SVG}desc", f"{_SVG}title"):
        if len((line := _line("".join(told.itertext()))).split()) > 2:
            yield Hidden(Concealment.ATTRIBUTE, line)


def links(content: Any) -> Iterator[Link]:
    """What a text points to."""
    for element in content.iter(f"{TEXT}a", f"{DRAW}a", f"{DRAW}image"):
        if target := element.get(_XLINK, ""):
            yield Link(target, element.tag == f"{DRAW}image")


def _conceals(element: Any, styles: Styles) -> Concealment | None:
    name = str(element.get(f"{TEXT}style-name", ""))
    if styles.of_text(name, f"{TEXT}display") == "none":
        return Concealment.STYLE
    size = styles.of_text(name, f"{FO}font-size").removesuffix("pt")
    if size.replace(".", "", 1).isdigit() and float(size) < _SMALLEST:
        return Concealment.SIZE
    colour = from_hex(styles.of_text(name, f"{FO}color"))
    painted = styles.of_text(name, f"{FO}background-color") not in ("", "transparent", "#ffffff")
    if (
        colour is None
        or painted
        or next(element.iterancestors(f"{TABLE}table-cell", f"{DRAW}frame"), None) is not None
    ):
        return None
    return Concealment.COLOUR if is_lost(colour, WHITE) else None


def _line(text: str) -> str:
    return " ".join(clean(text).split())

"""Texts of a slide that its viewer does not see: white on white, tiny, or beside the slide."""

from typing import Any

from ingest.blocks import Concealment, Hidden
from ingest.readers.colours import WHITE, from_hex, is_lost
from ingest.readers.ooxml import told

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SMALLEST = 150  # hundredths of a point
_PAINTED = (f"{_A}solidFill", f"{_A}gradFill", f"{_A}blipFill", f"{_A}pattFill")


def take_hidden(slide: Any, number: int, size: tuple[int, int]) -> list[Hidden]:
    """Take what is not seen out of a slide and say what it was; `size` is that of the slides, in their own unit."""
    found: list[Hidden] = []
    is_plain = _is_plain(slide)
    for shape in list(slide.shapes):
        if getattr(shape, "has_text_frame", False) and _is_beside(shape, size):
            found += told(Concealment.PLACE, [shape.text_frame.text], number)
            for text in shape.element.iter(f"{_A}t"):
                text.text = ""
    for run in slide.element.iter(f"{_A}r"):
        how = _conceals(run.find(f"{_A}rPr"), is_plain)
        text = run.find(f"{_A}t")
        if how and text is not None and text.text:
            found.append(Hidden(how, text.text.strip(), number))
            text.text = ""
    return [one for one in found if one.text]


def _conceals(properties: Any, is_plain: bool) -> Concealment | None:
    if properties is None:
        return None
    size = properties.get("sz", "")
    if size.isdigit() and int(size) <= _SMALLEST:
        return Concealment.SIZE
    chosen = properties.find(f"{_A}solidFill/{_A}srgbClr")
    colour = from_hex(chosen.get("val", "")) if chosen is not None else None
    return Concealment.COLOUR if is_plain and colour is not None and is_lost(colour, WHITE) else None


def _is_beside(shape: Any, size: tuple[int, int]) -> bool:
    """Whether a shape lies wholly outside the slide."""
    if None in (shape.left, shape.top, shape.width, shape.height):
        return False
    right, bottom = shape.left + shape.width, shape.top + shape.height
    return bool(right <= 0 or bottom <= 0 or shape.left >= size[0] or shape.top >= size[1])


def _is_plain(slide: Any) -> bool:
    """Whether nothing but white is behind the texts of a slide; a picture or a filled shape makes that unsure."""
    layers = (slide, slide.slide_layout, slide.slide_layout.slide_master)
    if any(next(layer.element.iter(f"{_P}pic"), None) is not None for layer in layers):
        return False
    if any(
        shape.find(kind) is not None
        for layer in layers
        for shape in layer.element.iter(f"{_P}spPr")
        for kind in _PAINTED
    ):
        return False
    ground = next(
        (found for layer in layers if (found := layer.element.find(f"{_P}cSld/{_P}bg")) is not None), None
    )
    if ground is None:
        return True
    chosen = next(ground.iter(f"{_A}srgbClr", f"{_A}schemeClr"), None)
    return chosen is not None and chosen.get("val", "").lower() in ("ffffff", "bg1", "lt1")

"""Runs of a Word document that its reader does not see: hidden, white, tiny, or deleted and not yet gone."""

from collections.abc import Iterator
from typing import Any

from ingest.blocks import Concealment, Hidden
from ingest.danish.normalise import clean
from ingest.readers.colours import BLACK, WHITE, Colour, from_hex, is_lost
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import TEXT_BOX, W, attribute, is_on

_SMALLEST = 3  # half points
_THEMED = {"background1": WHITE, "bg1": WHITE, "light1": WHITE, "lt1": WHITE}


def take_hidden(part: Any, styles: Styles) -> list[Hidden]:
    """Take the runs that are not seen out of a part, and say what they were, a paragraph at a time."""
    found: list[Hidden] = []
    paper = from_hex(attribute(part.find(f"{W}background"), "color")) or WHITE
    for paragraph in part.iter(f"{W}p"):
        lost: dict[Concealment, list[str]] = {}
        for run in list(paragraph.iter(f"{W}r")):
            if next(run.iterancestors(f"{W}p")) is not paragraph:
                continue
            how = _conceals(run, paragraph, styles, paper)
            if how and next(run.iter(f"{W}t", f"{W}delText"), None) is not None:
                lost.setdefault(how, []).append(_text(run))
                for piece in list(run.iter(f"{W}t")):
                    piece.getparent().remove(piece)
        found += [Hidden(how, line) for how, texts in lost.items() if (line := _line(texts))]
    return found


def _text(run: Any) -> str:
    return "".join(piece.text or "" for piece in run.iter(f"{W}t", f"{W}delText"))


def _line(texts: list[str]) -> str:
    return " ".join(clean(" ".join(texts)).split())


def _conceals(run: Any, paragraph: Any, styles: Styles, paper: Colour) -> Concealment | None:
    own = list(_properties(run, paragraph, styles))
    vanish = next((one for rpr in own if (one := rpr.find(f"{W}vanish")) is not None), None)
    if next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
        return Concealment.COMMENT
    if is_on(vanish):
        return Concealment.STYLE
    size = next((value for rpr in own if (value := attribute(rpr.find(f"{W}sz"), "val"))), "")
    if size.isdigit() and int(size) <= _SMALLEST:
        return Concealment.SIZE
    colour = next((one for rpr in own if (one := _colour(rpr.find(f"{W}color"))) is not None), BLACK)
    ground = _ground(run, paragraph, styles, own, paper)
    return Concealment.COLOUR if ground is not None and is_lost(colour, ground) else None


def _properties(run: Any, paragraph: Any, styles: Styles) -> Iterator[Any]:
    """The properties that hold for a run, the nearest first: its own, its style's, its paragraph's style's."""
    own = run.find(f"{W}rPr")
    if own is not None:
        yield own
        yield from styles.properties(attribute(own.find(f"{W}rStyle"), "val"), "rPr")
    yield from styles.properties(_style(paragraph), "rPr")


def _ground(run: Any, paragraph: Any, styles: Styles, own: list[Any], paper: Colour) -> Colour | None:
    """The colour behind a run; None where it is not known, as in a text box or a table that a style paints."""
    if any(rpr.find(f"{W}highlight") is not None for rpr in own):
        return None
    paragraphs = [paragraph.find(f"{W}pPr"), *styles.properties(_style(paragraph), "pPr")]
    cells = [cell.find(f"{W}tcPr") for cell in run.iterancestors(f"{W}tc")]
    for holder in (*own, *paragraphs, *cells):
        shade = None if holder is None else holder.find(f"{W}shd")
        if shade is not None:
            fill = attribute(shade, "fill")
            if attribute(shade, "themeFill") not in ("", *_THEMED):
                return None
            return from_hex(fill) or (paper if fill == "auto" else None)
    if next(run.iterancestors(TEXT_BOX), None) is not None:
        return None
    tables = run.iterancestors(f"{W}tbl")
    return None if any(table.find(f"{W}tblPr/{W}tblStyle") is not None for table in tables) else paper


def _colour(element: Any) -> Colour | None:
    if element is None:
        return None
    themed = attribute(element, "themeColor")
    if themed in _THEMED and not attribute(element, "themeShade"):
        return WHITE
    return from_hex(attribute(element, "val")) or BLACK


def _style(paragraph: Any) -> str:
    return attribute(paragraph.find(f"{W}pPr/{W}pStyle"), "val")

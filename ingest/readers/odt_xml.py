"""The XML of an OpenDocument text: its names, and the text of a paragraph."""

from typing import Any

from ingest.danish.normalise import clean

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW, FO = (
    f"{_URN}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing", "xsl-fo-compatible")
)
FRAME, NOTE = f"{DRAW}frame", f"{TEXT}note"
PAGE_BREAK = f"{TEXT}soft-page-break"
_SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
_SILENT = frozenset(
    {
        *(FRAME, NOTE, f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}ruby-text"),
        *(f"{DRAW}{shape}" for shape in ("g", "rect", "custom-shape", "line", "a")),
    }
)


def text_of(paragraph: Any) -> str:
    """What a paragraph shows as one line, without its comments, notes and text boxes."""
    return " ".join(clean("".join(_pieces(paragraph))).split())


def lines_of(element: Any) -> list[str]:
    """The paragraphs below an element as lines."""
    texts = [text_of(paragraph) for paragraph in element.iter(f"{TEXT}p", f"{TEXT}h")]
    return [text for text in texts if text]


def attached_to(paragraph: Any) -> list[Any]:
    """The notes and text boxes that hang on a paragraph, the outermost only."""
    found: list[Any] = []
    for child in paragraph:
        if child.tag == NOTE or (isinstance(child.tag, str) and child.tag.startswith(DRAW)):
            found.append(child)
        elif child.tag != f"{OFFICE}annotation":
            found.extend(attached_to(child))
    return found


def _pieces(element: Any) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        elif isinstance(child.tag, str) and child.tag not in _SILENT:
            pieces.extend(_pieces(child))
        pieces.append(child.tail or "")
    return pieces

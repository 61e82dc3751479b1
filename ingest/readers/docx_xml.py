"""The few elements of Word's XML that hold text."""

from collections.abc import Iterator
from typing import Any

from ingest.danish.normalise import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Deleted and moved text is no longer the document's; the fallback repeats what the choice says.
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText", f"{_MC}Fallback"})
_BREAKS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
TEXT_BOX = f"{W}txbxContent"


def attribute(element: Any, name: str) -> str:
    """The value of an attribute, "" where the element or the attribute is missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


def is_on(element: Any) -> bool:
    """Whether a switch such as <w:b/> is there and not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "none", "off")


def walk(element: Any) -> Iterator[Any]:
    """The elements below one, in order, without those skipped; a text box is given but not entered."""
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        yield child
        if child.tag != TEXT_BOX:
            yield from walk(child)


def runs(paragraph: Any) -> list[Any]:
    """The runs of a paragraph; those that are not seen were emptied before (`ingest.readers.docx_hidden`)."""
    return [run for run in walk(paragraph) if run.tag == f"{W}r"]


def text_of(paragraph: Any) -> str:
    """What a paragraph shows, with "\\n" where a line is broken by hand."""
    pieces: list[str] = []
    for run in runs(paragraph):
        for piece in run:
            if piece.tag == f"{W}t":
                pieces.append(piece.text or "")
            else:
                pieces.append(_BREAKS.get(piece.tag, ""))
    return clean("".join(pieces)).strip()


def is_bold(paragraph: Any) -> bool:
    """Whether every run with text is set in bold."""
    shown = [run for run in runs(paragraph) if any((piece.text or "").strip() for piece in run.iter(f"{W}t"))]
    return bool(shown) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in shown)


def lines_of(element: Any) -> list[str]:
    """The paragraphs below an element as lines."""
    texts = [" ".join(text_of(paragraph).split()) for paragraph in element.iter(f"{W}p")]
    return [text for text in texts if text]

"""What a PDF says beside its pages: metadata, notes, and what its links point to."""

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from ingest.blocks import Concealment, Hidden, Link
from ingest.danish.normalise import clean

_STATED = ("Title", "Subject", "Keywords")
_FEWEST_WORDS = 3
_MOST_NOTES, _MOST_LINKS = 1_000, 2_000
_LONGEST = 20_000


def stated(document: Any) -> list[Hidden]:
    """The metadata that say something."""
    found = (document.get_metadata_value(key) for key in _STATED)
    lines = (" ".join(clean(text).split()) for text in found)
    return [Hidden(Concealment.ATTRIBUTE, line) for line in lines if len(line.split()) >= _FEWEST_WORDS]


def notes(page: Any, number: int) -> Iterator[Hidden]:
    """The notes that are attached to an open page."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        size = min(raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0), 2 * _LONGEST)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAnnot_GetStringValue(
            note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
        )
        raw.FPDFPage_CloseAnnot(note)
        text = " ".join(clean(buffer.raw.decode("utf-16-le", "replace")).split())
        if len(text.split()) >= _FEWEST_WORDS:
            yield Hidden(Concealment.COMMENT, text, number)


def links(document: Any, page: Any) -> Iterator[Link]:
    """The addresses that an open page links to."""
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, place, link):
            return
        action = raw.FPDFLink_GetAction(link)
        size = min(raw.FPDFAction_GetURIPath(document, action, None, 0), _LONGEST) if action else 0
        if size > 1:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield Link(buffer.value.decode("utf-8", "replace"))

"""PDF files: the page's own characters, lines and rules; text recognition where a page is a picture."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from ingest.blocks import Hidden, Link, Reading, UnreadableError
from ingest.readers.pdf_beside import links, notes, stated
from ingest.readers.pdf_blocks import assemble
from ingest.readers.pdf_hocr import Recognised
from ingest.readers.pdf_ocr import INSTALL, can_recognise, is_picture, recognise, with_types
from ingest.readers.pdf_page import Page, read_page

_PDFIUM = Lock()  # the library keeps global state: one thread at a time
_MOST_PAGES = 5_000

_LOCKED = "PDF-filen er beskyttet med adgangskode. Gem en kopi uden adgangskode, og prøv igen."
_BROKEN = "PDF-filen er beskadiget eller ufuldstændig. Hent eller gem den igen."
_LONG = f"PDF-filen har for mange sider (over {_MOST_PAGES}). Del den op i mindre filer."
_SCANNED = "PDF-filen har ingen tekst (scannet?). Kør tekstgenkendelse (OCR) på den, eller find originalen."
_UNSEEN = "PDF-filen har ingen tekst, og tekstgenkendelsen fandt heller ingen. Find originalen, eller scan den bedre."
_NO_TOOL = (
    f"PDF-filen har ingen tekst (scannet?). Installér tekstgenkendelse ({INSTALL}), eller find originalen."
)


def read(data: bytes) -> Reading:
    """The blocks of a PDF, each with its page."""
    with _PDFIUM, _opened(data) as document:
        pages = [_read_page(document, index) for index in range(len(document))]
        pictures = [page.number for page in pages if _is_empty(page) and _is_picture(document, page.number)]
        found = dict(recognise(document, pictures)) if pictures and can_recognise() else {}
        beside, targets = _beside(document)
    if found:
        pages = with_types(
            pages, [_recognised(page, found[page.number]) for page in pages if page.number in found]
        )
    if not any(letter.isalpha() for page in pages for line in page.lines for letter in line.text):
        raise UnreadableError(_UNSEEN if found else _NO_TOOL if pictures else _SCANNED)
    reading = assemble(pages)
    noise = [word for page in found.values() for word in page.noise]
    confidences = {number: page.confidence for number, page in found.items() if page.lines}
    unseen = [one for page in pages for one in page.hidden]
    dropped = (*reading.dropped, *(one.text for one in unseen), *noise, *_textless(pages))
    return Reading(reading.blocks, dropped, confidences, (*unseen, *beside), tuple(targets))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        raise UnreadableError(_LOCKED if locked else _BROKEN) from None
    try:
        if len(document) == 0:
            raise UnreadableError(_BROKEN)
        if len(document) > _MOST_PAGES:
            raise UnreadableError(_LONG)
        yield document
    except pypdfium2.PdfiumError:
        raise UnreadableError(_BROKEN) from None
    finally:
        document.close()


def _read_page(document: Any, index: int) -> Page:
    page = document[index]
    try:
        return read_page(page, index + 1)
    finally:
        page.close()


def _beside(document: Any) -> tuple[list[Hidden], list[Link]]:
    """What stands beside the pages, and what they link to."""
    found = stated(document)
    targets: list[Link] = []
    for index in range(len(document)):
        page = document[index]
        try:
            found += notes(page, index + 1)
            targets += links(document, page)
        finally:
            page.close()
    return found, targets


def _is_picture(document: Any, number: int) -> bool:
    page = document[number - 1]
    try:
        return is_picture(page)
    finally:
        page.close()


def _recognised(page: Page, found: Recognised) -> Page:
    return replace(page, lines=found.lines)


def _is_empty(page: Page) -> bool:
    return not page.lines and not page.tables


def _textless(pages: Sequence[Page]) -> list[str]:
    """A note on each page that holds no text, so that a scanned page amid others is not lost silently."""
    return [f"[Side {page.number} har ingen tekst]" for page in pages if _is_empty(page)]

"""PDF files: the page's own characters, lines and rules; no optical recognition."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from ingest.blocks import Reading, UnreadableError
from ingest.readers.pdf_blocks import assemble
from ingest.readers.pdf_page import Page, read_page

_PDFIUM = Lock()  # the library keeps global state: one thread at a time

_LOCKED = "PDF-filen er beskyttet med adgangskode. Gem en kopi uden adgangskode, og prøv igen."
_BROKEN = "PDF-filen er beskadiget eller ufuldstændig. Hent eller gem den igen."
_SCANNED = "PDF-filen har ingen tekst (scannet?). Kør tekstgenkendelse (OCR) på den, eller find originalen."


def read(data: bytes) -> Reading:
    """The blocks of a PDF, each with its page."""
    with _PDFIUM, _opened(data) as document:
        pages = [_read_page(document, index) for index in range(len(document))]
    if not any(letter.isalpha() for page in pages for line in page.lines for letter in line.text):
        raise UnreadableError(_SCANNED)
    reading = assemble(pages)
    return Reading(reading.blocks, (*reading.dropped, *_textless(pages)))


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


def _textless(pages: Sequence[Page]) -> list[str]:
    """A note on each page that holds no text, so that a scanned page amid others is not lost silently."""
    return [f"[Side {page.number} har ingen tekst]" for page in pages if not page.lines and not page.tables]

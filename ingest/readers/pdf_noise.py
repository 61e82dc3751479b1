"""What a PDF repeats on each page, and its table of contents."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.noise import (
    bare_contents,
    is_contents_heading,
    is_page_number,
    running_key,
    running_lines,
    split_contents,
)
from ingest.readers.pdf_page import Page, PdfLine

_MARGIN = 0.12  # of the page's height, above and below


def without_noise(pages: Sequence[Page]) -> tuple[list[PdfLine], list[str]]:
    """The lines without headers, footers, page numbers and tables of contents; and those dropped."""
    running = running_lines([[line.text for line in _outer(page)] for page in pages])
    kept: list[PdfLine] = []
    dropped: list[str] = []
    for page in pages:
        outer = {line.order for line in _outer(page)}
        for line in page.lines:
            runs = line.order in outer and (running_key(line.text) in running or _is_number(line, page))
            if runs or is_page_number(line.text):
                dropped.append(line.text)
            else:
                kept.append(line)
    return _without_contents(kept, dropped), dropped


def _outer(page: Page) -> list[PdfLine]:
    """The lines in a page's upper and lower margin."""
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    return [line for line in page.lines if line.top < low or line.bottom > high]


def _is_number(line: PdfLine, page: Page) -> bool:
    return line.text == str(page.number)


def _without_contents(lines: Sequence[PdfLine], dropped: list[str]) -> list[PdfLine]:
    bare = bare_contents([line.text for line in lines])
    kept: list[PdfLine] = []
    for index, line in enumerate(lines):
        entries, rest = split_contents(line.text)
        if index in bare or entries:
            if entries and kept and is_contents_heading(kept[-1].text):
                dropped.append(kept.pop().text)
            dropped.append(line.text if index in bare else entries)
        if index not in bare and (rest or not entries):
            kept.append(replace(line, text=rest) if entries else line)
    return kept

"""Pages of a PDF that are pictures: their text recognised by Tesseract, if it is installed with Danish."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log, sqrt
from typing import Any

from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from ingest.blocks import UnreadableError
from ingest.readers.headings import own_tier
from ingest.readers.pdf_hocr import Recognised, Scan, read_hocr
from ingest.readers.pdf_page import Page, PdfLine
from ingest.readers.progress import report

MOST_PAGES = 300
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-dan"
"""The command that makes text recognition available."""

_POINTS = 72  # to an inch
_DOTS = 300
_MOST_PIXELS = 18_000_000  # an A3 sheet
_PAGE_SECONDS = 50.0
_LANGUAGE_SECONDS = 20.0
_COMMAND = ("tesseract", "-", "-", "-l", "dan", "--psm", "1", "--dpi")

_PLAY = (
    1.2  # a line's size is measured from its letters: this much larger or smaller than the body is the body
)
_STEP = 1.25  # between the sizes that are told apart

_MANY = (
    "PDF-filen har {pages} scannede sider; tekst kan højst genkendes på {most}. Del den op i mindre filer."
)


def can_recognise() -> bool:
    """Whether Tesseract and its Danish language are installed."""
    if shutil.which(_COMMAND[0]) is None:
        return False
    try:
        listed = subprocess.run(
            [_COMMAND[0], "--list-langs"], capture_output=True, timeout=_LANGUAGE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"dan" in listed.stdout.split()


def is_picture(page: Any) -> bool:
    """Whether an open page holds an image."""
    return next(page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,)), None) is not None


def recognise(document: Any, numbers: Sequence[int]) -> Iterator[tuple[int, Recognised]]:
    """What the pages with these numbers (from 1 on) say, one after another; one that takes too long says nothing."""
    if len(numbers) > MOST_PAGES:
        raise UnreadableError(_MANY.format(pages=len(numbers), most=MOST_PAGES))
    for done, number in enumerate(numbers, 1):
        page = document[number - 1]
        try:
            picture, scan = _draw(page, number)
        finally:
            page.close()
        yield number, _recognise(picture, scan)
        report(done, len(numbers))


def with_types(pages: Sequence[Page], recognised: Sequence[Page]) -> list[Page]:
    """Pages with those that were recognised in their places, their lines set in types that tell headings.

    A measured size is a little off, so sizes near the body's are made the body's. Weight is not seen at all: lines
    that are headings by their words count as bold, where types tell the document's other headings.
    """
    body = _middle([line for page in recognised for line in page.lines])
    plain = _middle([line for page in pages for line in page.lines])
    usual = plain if plain and 1 / _PLAY < body / plain < _PLAY else body
    sizes = {line.size: _size(line.size / body, usual) for page in recognised for line in page.lines}
    typed = any(line.bold or line.size > usual * _PLAY for page in pages for line in page.lines)
    bolder = typed or any(size > usual for size in sizes.values())
    replaced = {page.number: _set(page, sizes, bolder=bolder) for page in recognised}
    return [replaced.get(page.number, page) for page in pages]


def _set(page: Page, sizes: dict[float, float], *, bolder: bool) -> Page:
    lines = [
        replace(line, size=sizes[line.size], bold=bolder and own_tier(line.text) is not None)
        for line in page.lines
    ]
    return replace(page, lines=lines)


def _middle(lines: Sequence[PdfLine]) -> float:
    """The size that half of all characters are not larger than; 0 without lines."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    rest = sum(length for _, length in sizes) / 2
    for size, length in sizes:
        rest -= length
        if rest <= 0:
            return size
    return 0.0


def _size(ratio: float, usual: float) -> float:
    steps = 0 if 1 / _PLAY < ratio < _PLAY else round(log(ratio, _STEP)) if ratio > 0 else 0
    return round(usual * _STEP**steps, 1)


def _draw(page: Any, number: int) -> tuple[bytes, Scan]:
    """The page as a grey picture (in PGM, which takes no time to pack)."""
    width, height = page.get_size()
    scale = min(_DOTS / _POINTS, sqrt(_MOST_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = memoryview(bitmap.buffer).cast("B")
        rows = [
            pixels[start : start + bitmap.width]
            for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        ]
        picture = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    finally:
        bitmap.close()
    return picture, Scan(number, scale, height)


def _recognise(picture: bytes, scan: Scan) -> Recognised:
    command = [*_COMMAND, str(max(round(scan.scale * _POINTS), 70)), "hocr"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=_PAGE_SECONDS, env=environment, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Recognised((), (), 0.0)
    return read_hocr(done.stdout, scan) if done.returncode == 0 else Recognised((), (), 0.0)

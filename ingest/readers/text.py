"""Plain text: minutes copied from a web page, transcripts of a PDF, texts broken at a fixed width."""

from ingest.blocks import Reading
from ingest.danish.normalise import clean
from ingest.readers.decoding import decode
from ingest.readers.invisible import spelled_in
from ingest.readers.paragraphs import Line, gather
from ingest.readers.sieve import sift
from ingest.readers.structure import structure
from ingest.readers.transcript import without_page_numbers

_TAB = 4


def read(data: bytes) -> Reading:
    """The blocks of a plain text."""
    return read_text(decode(data))


def read_text(text: str) -> Reading:
    """The blocks of a text without markup; form feeds part its pages."""
    kept, dropped = sift(_pages(text))
    paragraphs, numbers = without_page_numbers(gather(kept))
    blocks, repeated = structure(paragraphs)
    return Reading(tuple(blocks), (*dropped, *numbers, *repeated), hidden=tuple(spelled_in(text)))


def _pages(text: str) -> list[list[Line]]:
    pages = text.split("\f")
    numbered = len(pages) > 1
    return [_lines(page, number if numbered else None) for number, page in enumerate(pages, 1)]


def _lines(page: str, number: int | None) -> list[Line]:
    return [Line(clean(raw), _indent(raw), number) for raw in page.splitlines()]


def _indent(raw: str) -> int:
    raw = raw.expandtabs(_TAB)
    return len(raw) - len(raw.lstrip())

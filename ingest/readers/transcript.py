"""Page numbers that a transcript left at the end of each page's text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.readers.paragraphs import Paragraph

_TRAILING = re.compile(r"(?: (\d{1,3}))? (\d{1,3})$")
_PAGE_OF_TEXT = 400
_ENOUGH = 3


def without_page_numbers(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs without such numbers, and the numbers.

    One number alone may belong to the text ("i 2016 19"). Only where at least three page-long paragraphs end
    in numbers, and these rise from page to page, is it sure that they count pages.
    """
    found = {index: _numbers(p.text) for index, p in enumerate(paragraphs) if len(p.text) > _PAGE_OF_TEXT}
    pages = {index: numbers for index, numbers in found.items() if numbers}
    order = list(pages.values())
    rising = all(before[-1] < after[0] for before, after in pairwise(order))
    if len(pages) < _ENOUGH or not rising:
        return list(paragraphs), []
    kept = [_cut(p, pages[index]) if index in pages else p for index, p in enumerate(paragraphs)]
    return kept, [" ".join(map(str, numbers)) for numbers in order]


def _numbers(text: str) -> list[int]:
    """The page number at the end, or the two of a spread."""
    match = _TRAILING.search(text[-9:])
    if match is None:
        return []
    last = int(match[2])
    return [last - 1, last] if match[1] and int(match[1]) == last - 1 else [last]


def _cut(paragraph: Paragraph, numbers: list[int]) -> Paragraph:
    tail = " " + " ".join(map(str, numbers))
    return replace(paragraph, text=paragraph.text.removesuffix(tail))

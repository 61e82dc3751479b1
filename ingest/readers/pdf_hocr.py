"""What the text recognition says of one page (its format is hOCR): lines with their place, size and confidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ingest.danish.normalise import clean
from ingest.readers.pdf_page import PdfLine

_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_NUMBER = r"(-?\d{1,9}(?:\.\d{1,9})?)"
_BOX = re.compile(rf"\bbbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_SIZE = re.compile(rf"\bx_size {_NUMBER}")
_BASELINE = re.compile(rf"\bbaseline {_NUMBER} {_NUMBER}")
_CONFIDENCE = re.compile(rf"\bx_wconf {_NUMBER}")

_UNSURE = 30  # percent
_SMALLEST = 1.0  # points
_BULLETS = frozenset("e*+«»°®©¢¥●■►")  # what a bullet is taken for; none of these is a Danish word


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page was drawn for the recognition: its number, pixels to a point, and its height in points."""

    page: int
    scale: float
    height: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of a page, what was left out as noise, and the mean confidence of the words, from 0 to 1."""

    lines: tuple[PdfLine, ...]
    noise: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    confidence: float

    @property
    def is_noise(self) -> bool:
        """Whether it is a speck rather than a word."""
        return self.confidence < _UNSURE and not any(letter.isalpha() for letter in self.text)


def read_hocr(data: bytes, scan: Scan) -> Recognised:
    """The lines of a page in reading order."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    lines: list[PdfLine] = []
    noise: list[str] = []
    confidences: list[float] = []
    for element in _elements(root, _LINES):
        words = list(_words(element))
        kept = [word for word in words if not word.is_noise]
        noise.extend(word.text for word in words if word.is_noise)
        confidences.extend(word.confidence for word in kept)
        line = _line(element.get("title", ""), kept, scan, len(lines))
        if line is not None:
            lines.append(line)
    mean = sum(confidences) / len(confidences) / 100 if confidences else 0.0
    return Recognised(tuple(lines), tuple(noise), round(mean, 4))


def _elements(root: Any, classes: frozenset[str]) -> Iterator[Any]:
    return (found for found in root.iter() if found.get("class") in classes)


def _words(line: Any) -> Iterator[_Word]:
    for element in _elements(line, frozenset({"ocrx_word"})):
        text = clean("".join(element.itertext()))
        confidence = _CONFIDENCE.search(element.get("title", ""))
        if text and confidence:
            yield _Word(text, float(confidence[1]))


def _line(title: str, words: list[_Word], scan: Scan, order: int) -> PdfLine | None:
    box = _BOX.search(title)
    if box is None or not words:
        return None
    left, top, right, bottom = (float(value) / scan.scale for value in box.groups())
    size, baseline = _SIZE.search(title), _BASELINE.search(title)
    return PdfLine(
        _text([word.text for word in words]),
        scan.page,
        order,
        left,
        scan.height - bottom,
        right,
        scan.height - top,
        scan.height - bottom - (float(baseline[2]) / scan.scale if baseline else 0.0),
        max(float(size[1]) / scan.scale if size else bottom - top, _SMALLEST),
    )


def _text(words: list[str]) -> str:
    if len(words) > 1 and words[0] in _BULLETS:
        words = ["•", *words[1:]]
    return " ".join(words)

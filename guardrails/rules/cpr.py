"""CPR numbers: found and removed before anything else sees a text.

Accepted are DDMMYY-XXXX with a hyphen or spaces or nothing between, and DD.MM.YY-XXXX, also with zero-width characters
inside and full-width digits. Other separators ("15 03 85 1004") count only right after "cpr" or "personnummer":
stripped everywhere they would find numbers in chart axes and case numbers. A valid date alone is not enough: numbers
that pass modulus 11, dates of 1 January (whose numbers often fail it) and numbers beside a word such as "cpr" are
removed. Since 2007 valid numbers may fail modulus 11 (cpr.dk), hence the words.
"""

import re
import unicodedata
from datetime import date

from guardrails.verdict import Finding, Message, Span

MASK = "[CPR-nummer fjernet]"

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_GAP = f"[{_INVISIBLE}]*"
_DIGIT = rf"\d{_GAP}"
_HYPHENS = "-\u2010-\u2015\u2212"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])({_DIGIT}{_DIGIT})(\.?){_GAP}({_DIGIT}{_DIGIT})\2{_GAP}({_DIGIT}{_DIGIT})"
    rf"\s{{0,2}}[{_HYPHENS}]?\s{{0,2}}{_GAP}({_DIGIT}{_DIGIT}{_DIGIT}\d)(?!\d|[./,-]\d)"
)
_SPELLED = re.compile(
    rf"(?:cpr|person\s?n(?:umme)?r)\D{{0,15}}?((?:\d[\s.{_HYPHENS}{_INVISIBLE}]{{0,3}}){{9,11}}\d)(?!\d)",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"cpr|person\s?n(?:umme)?r|mit nummer|borger(?:en|s|ens)?\b|f[øo]dt|f[øo]dsels", re.IGNORECASE
)
_REACH = 40


def find(message: Message) -> Finding | None:
    """The CPR numbers of a message."""
    spans = _spans(message.text)
    return Finding(spans=tuple(Span(start, end, MASK) for start, end in spans)) if spans else None


def _spans(text: str) -> list[tuple[int, int]]:
    spelled = [match.span(1) for match in _SPELLED.finditer(text) if _is_date(_digits(match[1]))]
    plain = [match.span() for match in _NUMBER.finditer(text) if _is_cpr(match, text)]
    return spelled + [span for span in plain if not any(_overlap(span, other) for other in spelled)]


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _digits(text: str) -> list[int]:
    return [unicodedata.digit(char) for char in text if char.isdigit()]


def _is_cpr(match: re.Match[str], text: str) -> bool:
    digits = _digits(match[0])
    if not _is_date(digits):
        return False
    if sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0:
        return True
    first_of_january = digits[:4] == [0, 1, 0, 1]
    around = text[max(0, match.start() - _REACH) : match.end() + _REACH]
    return first_of_january or bool(_CONTEXT.search(around))


def _is_date(digits: list[int]) -> bool:
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    try:
        date(2000, month, day)  # a leap year: the century is not told by the two digits alone
    except ValueError:
        return False
    return True

"""CPR numbers: found and removed before anything else sees a text.

Accepted are DDMMYY-XXXX with a hyphen, a space or nothing between, and DD.MM.YY-XXXX, also with zero-width characters
inside and full-width digits. No other separators are stripped: that would find numbers in chart axes and case numbers.
A valid date alone is not enough: numbers that pass modulus 11, dates of 1 January (whose numbers often fail it) and
numbers beside a word such as "cpr" are removed. Since 2007 valid numbers may fail modulus 11 (cpr.dk), hence the words.
"""

import re
import unicodedata
from datetime import date

MASK = "[CPR-nummer fjernet]"

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_GAP = f"[{_INVISIBLE}]*"
_DIGIT = rf"\d{_GAP}"
_NUMBER = re.compile(
    rf"(?<![\d.,/-])({_DIGIT}{_DIGIT})(\.?){_GAP}({_DIGIT}{_DIGIT})\2{_GAP}({_DIGIT}{_DIGIT})"
    rf"[-\u2010-\u2015 ]?{_GAP}({_DIGIT}{_DIGIT}{_DIGIT}\d)(?![\d/-]|[.,]\d)"
)
_CONTEXT = re.compile(r"cpr|person\s?n(?:umme)?r|borger(?:en|s|ens)?\b|f[øo]dt|f[øo]dsels", re.IGNORECASE)
_REACH = 40


def redact(text: str) -> tuple[str, int]:
    """The text with its CPR numbers masked, and how many there were."""
    found = [match for match in _NUMBER.finditer(text) if _is_cpr(match, text)]
    for match in reversed(found):
        text = text[: match.start()] + MASK + text[match.end() :]
    return text, len(found)


def _is_cpr(match: re.Match[str], text: str) -> bool:
    digits = [unicodedata.digit(char) for char in match[0] if char.isdigit()]
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

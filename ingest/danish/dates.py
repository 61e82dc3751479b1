"""Dates as Danish documents and questions write them."""

import re
from calendar import monthrange
from dataclasses import dataclass

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()}
_ENGLISH = {
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "october": 10,
    "oct": 10,
    "sept": 9,
}
_MONTH_NUMBERS |= _ENGLISH
_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))

_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})\.?(?:st|nd|rd|th)?(?: of)? ({_NAMES})\.?,? ((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_NAMES}) (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})(?:[./-]|(?<=/\d) |(?<=/\d\d) )((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b({_NAMES})\.? ((?:19|20)\d\d)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s?(?:-|–|—|/|til|to)\s?((?:19|20)\d\d|\d\d)\b(?![-–/.]\d)")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d-]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ISO 8601 ("2024-02-01" or "2024-02") and its character offsets."""

    iso: str
    start: int
    end: int


def dates(text: str) -> list[Found]:
    """The dates with a day or a month that stand in the text, in order."""
    found: list[Found] = []
    for pattern, order in (
        (_DAY_FIRST, "dmy"),
        (_MONTH_FIRST, "mdy"),
        (_NUMERIC, "dmy"),
        (_ISO, "ymd"),
        (_MONTH_YEAR, "my"),
    ):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            month = _MONTH_NUMBERS.get(parts["m"].lower()) or int(parts["m"]) if parts["m"] else 0
            day = int(parts.get("d", "1"))
            taken = any(f.start < match.end() and match.start() < f.end for f in found)
            if _exists(int(parts["y"]), month, day) and not taken:
                iso = f"{parts['y']}-{month:02d}" + (f"-{day:02d}" if "d" in parts else "")
                found.append(Found(iso, match.start(), match.end()))
    return sorted(found, key=lambda f: f.start)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def period(text: str) -> tuple[int, int] | None:
    """The first span of years in the text ("2024-2027", "2014-17"), or None."""
    for match in _PERIOD.finditer(text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if first < last <= first + 30:
            return first, last
    return None


def years(text: str) -> set[int]:
    """The years named in the text, the ends of periods among them."""
    found = {int(match[0]) for match in _YEAR.finditer(text)}
    found |= {int(f.iso[:4]) for f in dates(text)}
    for match in _PERIOD.finditer(text):
        if span := period(match[0]):
            found |= set(span)
    return found

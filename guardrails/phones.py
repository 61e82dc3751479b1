"""Private telephone numbers in a text."""

import re
from collections.abc import Iterator

import phonenumbers

from guardrails.cues import PLAINLY_PRIVATE, is_other_number, side, surroundings

_PAIRS = r"\d\d(?P<by>[ .\u2022-])\d\d(?P=by)\d\d(?P=by)\d\d"
_NUMBER = re.compile(
    rf"(?<![\d/])(?<!\d[.,:-])(?:(?P<country>(?:\+|\(\+|00)45\)?[ .-]?)(?:\d[ .()/-]{{0,2}}){{7}}\d"
    rf"|(?P<pairs>{_PAIRS})|(?P<halves>\d{{4}}[ -]\d{{4}})|(?P<whole>\d{{8}})|"
    rf"(?P<threes>\d{{3}}[ -]\d{{2}}[ -]\d{{3}}|\d\d[ -]\d{{3}}[ -]\d{{3}}))"
    r"(?!\d|[.,:/-]\d|[ .-]?\d\d\b(?!\w))(?!\s?(?:kr|mio|mia|DKK|EUR|%|m2|m²|stk|borgere|indbyggere)\b)"
)
_FOREIGN = re.compile(r"(?<![\d+])(?:\+|00)(?!45)[1-9]\d{0,2}[ ./()-]{0,2}(?:\d[ ./()-]{0,2}){5,11}\d(?!\d)")
_NAMED = re.compile(
    r"\b(?:tlf|tel|telefon\w*|mobil\w*|phone|mobile|cell|ring\w*|call\w*|sms\w*|text|nummer\w*|nr|number|"
    r"fang\w*|træf\w*|"
    r"kontakt\w*|opkald\w*|opringning\w*|whatsapp|viber|signal|lokal)\b",
    re.IGNORECASE,
)
_PUBLIC_NUMBERS = frozenset(
    "33663366 70201201 80203040 70120120 70113131 77113333 33174000 89402000 66131372 99313131".split()
)
_PUBLIC_BLOCKS = (
    "3366",
    "3317",
    "8940",
    "8713",
    "4185",
    "6551",
    "6613",
    "6375",
    "9931",
    "9982",
    "7616",
    "7255",
    "7222",
)
"""How numbers of the large municipalities and of the state begin: unless a private person is named, they are theirs."""
_SERVICE = ("70", "80", "90")
_YEARS = re.compile(
    r"(?:19|20)\d\d[ -](?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|"
    r"3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
_ROUND = re.compile(r"(?:\d0\D?){4}")


def private_phones(text: str, strict: bool) -> Iterator[tuple[int, int]]:
    """Where private numbers stand. Not `strict`: only those beside words that plainly speak of a private person."""
    for match in _NUMBER.finditer(text):
        digits = "".join(char for char in match[0] if char.isdigit())[-8:]
        if is_other_number(text, match.start()) or not _may_be_number(text, match, digits):
            continue
        if _is_private(text, *match.span(), digits, strict):
            yield match.span()
    for match in _FOREIGN.finditer(text):
        number = re.sub(r"^00", "+", match[0])
        if _is_valid(number) and _is_private(text, *match.span(), "", strict):
            yield match.span()


def _is_private(text: str, start: int, end: int, digits: str, strict: bool) -> bool:
    before, after = surroundings(text, start, end)
    if not strict:
        return bool(PLAINLY_PRIVATE.search(before[-40:]) or PLAINLY_PRIVATE.match(after.lstrip(" (,")))
    if digits in _PUBLIC_NUMBERS:
        return False
    whose = side(text, start, end)
    if digits.startswith(_SERVICE) or digits.startswith(_PUBLIC_BLOCKS):
        return whose == "private" and bool(
            re.search(r"\bprivat|\bhjemme|\bhome\b", before + after, re.IGNORECASE)
        )
    return whose != "public"


def _may_be_number(text: str, match: re.Match[str], digits: str) -> bool:
    """Whether eight digits look like a telephone number rather than a year, a date, a scale or an amount."""
    if match["country"]:
        return True
    before, after = surroundings(text, *match.span())
    named = bool(_NAMED.search(before[-30:]) or _NAMED.search(after[:20]))
    if _YEARS.fullmatch(match[0]) or re.search(r"\d\d[ ]$", before) or re.match(r" \d(?!\d?[ ./:]\D)", after):
        return False
    if named:
        return digits[0] != "0" and (not match["threes"] or _is_valid(digits))
    if match["threes"] or _ROUND.fullmatch(match[0]):
        return False
    return _is_valid(digits)


def _is_valid(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "DK"))
    except phonenumbers.NumberParseException:
        return False

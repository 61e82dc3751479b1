"""CPR numbers that are told in pieces: a date of birth and "the last four", in one message or over several.

Earlier messages are looked at as far as MOST_MESSAGES back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stdnum.dk import cpr

from guardrails.disguise import plain
from guardrails.verdict import Span
from guardrails.views import View

MOST_MESSAGES = 6
_LAST_IS = re.compile(
    r"(?:\s|:|=|cifre|cifrene|tal|tallene|er|digits|numbers|are|is|hedder|lyder){0,6}", re.IGNORECASE
)

_MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()
_DATE = re.compile(
    r"(?<![\d.,/-])(?:(\d\d)([./ -]?)(\d\d)\2((?:19|20)?\d\d)(?!\d|\s?kr|[./-]\d)"
    r"|(\d{1,2})\.?\s(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?,?\s((?:19|"
    r"20)\d\d)(?!\d))",
    re.IGNORECASE,
)
_FOUR = re.compile(r"(?<![\d.,/])(?<!\d-)(\d{4})(?!\d|[.,/-]\d|\s?(?:kr|mio|%))")
_NUMBER = re.compile(r"\d(?:[ .-]?\d){0,8}(?!\d)")
_CPR = re.compile(r"\bcpr|person\W?n(?:umme)?r|civil registration|personal number", re.IGNORECASE)
_PERSON = re.compile(
    r"\bborger(?:en|ens|s)?\b|f[øo]dt\b|f[øo]dsels|\bcitizen|\bborn\b|\bbirth|første (?:seks|6|del|halvdel)|"
    r"first (?:six|6|half|part)|\d{6}\s?-\s*$|\d{6}\s?-\s*\D",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"sidste (?:fire|4|cif\w+|tal|del|halvdel)|de (?:fire|4) (?:sidste|cifre)|løbenum\w*|kontrolcif\w*|"
    r"slutcif\w*|last (?:four|4|digits|part|half)|final (?:four|digits)|four digits|fire cifre",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\bresten\b|anden (?:halvdel|del)|slutter (?:på|med)|ender (?:på|med)|efterfulgt af|\brest(?: is|:)|"
    r"the rest|"
    r"(?:second|other) half|remaining|\bends? (?:in|with)\b|ending|followed by|bindestreg|og så\W{0,3}\d",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\W*(?:(?:og|så|and|then|nemlig|her|her er|det er|it is|ja|ok)\W+){0,3}-?\s?\d[\d\s.-]*\W*(?:tak|"
    r"please)?\W*"
)
_YEARS = range(1950, 2051)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Spans of the new message, and of earlier ones by their index."""

    spans: tuple[Span, ...]
    before: tuple[tuple[int, Span], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number in a message: -1 is the new message, else an index; its digits, and where it stands in the original."""

    place: int
    digits: str
    start: int
    end: int


def last_fours(text: str) -> Iterator[tuple[int, int]]:
    """Where four digits stand that are called the last four of a number: half an identifier, whatever came before."""
    for named in _LAST.finditer(text):
        between = _LAST_IS.match(text, named.end())
        after = _FOUR.match(text, between.end()) if between else None
        if after:
            yield after.span(1)


def begins_with_date(digits: str) -> bool:
    """Whether digits begin with a day and a month, and are not all the same, as those of an example are."""
    try:
        date(2000, int(digits[2:4]), int(digits[:2]))  # a leap year: two digits alone do not tell the century
    except ValueError:
        return False
    return len(set(digits)) > 1


def split(text: str, before: Sequence[str], mask: str) -> Pieces | None:
    """The pieces of a CPR number in a message and those before it, or None. Each piece is to be replaced by `mask`."""
    if not any(char.isdigit() for char in text):
        return None
    earlier = [(place, said) for place, said in enumerate(before)][-MOST_MESSAGES:]
    messages = [(place, plain(View(said))) for place, said in (*earlier, (-1, text))]
    found = _date_and_last(messages) or _joined(messages)
    if not found or all(piece.place != -1 for piece in found):
        return None
    spans = [(piece.place, Span(piece.start, piece.end, mask)) for piece in found]
    return Pieces(
        tuple(span for place, span in spans if place == -1),
        tuple((place, span) for place, span in spans if place != -1),
    )


def _date_and_last(messages: Sequence[tuple[int, View]]) -> list[_Piece]:
    """A date of birth in one message and the last four digits in the same, a later or an earlier one."""
    everything = "\n".join(view.text for _, view in messages)
    if not (_CPR.search(everything) or _PERSON.search(everything)):
        return []
    dates = [piece for message in messages for piece in _dates(message)]
    if not dates:
        return []
    for message in reversed(messages):
        for four in _fours(message):
            for born in reversed(dates):
                if -1 in (born.place, four.place) and _belong(born, four, message[1].text, everything):
                    return [born, four]
    return []


def _belong(born: _Piece, four: _Piece, text: str, everything: str) -> bool:
    """Whether four digits are told as the last ones of a number that begins with a date."""
    if born.place == four.place and born.start <= four.start < born.end:
        return False
    if _LAST.search(text):
        return True
    is_year = int(four.digits) in _YEARS
    if _REST.search(text) and not is_year:
        return True
    if born.place == four.place or (not _CPR.search(everything) and is_year):
        return False
    return bool(_BARE.fullmatch(text)) or (not is_year and cpr.checksum(born.digits + four.digits) == 0)


def _dates(message: tuple[int, View]) -> Iterator[_Piece]:
    place, view = message
    for match in _DATE.finditer(view.text):
        if match[1]:
            digits = match[1] + match[3] + match[4][-2:]
        else:
            month = {"may": "maj", "oct": "okt"}.get(match[6].lower(), match[6].lower())
            digits = f"{int(match[5]):02}{_MONTHS.index(month) + 1:02}{match[7][-2:]}"
        if begins_with_date(digits):
            yield _Piece(place, digits, *view.span(*match.span()))


def _fours(message: tuple[int, View]) -> Iterator[_Piece]:
    place, view = message
    dates = [match.span() for match in _DATE.finditer(view.text)]
    for match in _FOUR.finditer(view.text):
        if not any(start <= match.start() < end for start, end in dates):
            yield _Piece(place, match[1], *view.span(*match.span(1)))


def _joined(messages: Sequence[tuple[int, View]]) -> list[_Piece]:
    """Numbers of two to four messages in a row that make up one of ten digits."""
    pieces: list[_Piece] = []
    bare = named = 0
    for place, view in reversed(messages[-4:]):
        numbers = list(_NUMBER.finditer(view.text))
        if len(numbers) != 1:
            return []
        digits = "".join(char for char in numbers[0][0] if char.isdigit())
        pieces.insert(0, _Piece(place, digits, *view.span(*numbers[0].span())))
        named += bool(_CPR.search(view.text))
        bare += bool(_BARE.fullmatch(view.text))
        whole = "".join(piece.digits for piece in pieces)
        if len(whole) == 10 and len(pieces) > 1:
            checked = cpr.checksum(whole) == 0 and bare >= len(pieces) - 1
            return pieces if begins_with_date(whole) and (checked or (named and bare)) else []
        if len(whole) > 10:
            return []
    return []

"""The values of cells as Excel in Danish shows them: 12.03.2024, 1.234,50, 12,5%."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ingest.danish.dates import MONTHS

_LITERAL = re.compile(r'"([^"]{0,40})"|\[\$([^\]-]{0,10})[^\]]{0,10}\]|\\(.)')
_CONDITION = re.compile(r"\[[^\]]{0,40}\]")
_PLACES = re.compile(r"\.([0#?]{1,30})")
_THOUSANDS = re.compile(r"#,#|0,0|#,0")
_VAST = 1e15  # from here on, and for what is no number, places after the comma mean nothing
_MOST_DIGITS = 10  # that Excel shows of a number without a format


def shown_value(value: object, number_format: str) -> str:
    """The text of a value in a cell with this format, which is Excel's code for it ("#,##0.00")."""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime | date | time):
        return _moment(value, number_format.lower())
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _moment(value: datetime | date | time, code: str) -> str:
    code = _CONDITION.sub("", code)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if "y" in code and "d" not in code and "h" not in code:
        return f"{MONTHS[value.month - 1]} {value.year}" if "m" in code else str(value.year)
    day = f"{value.day:02}.{value.month:02}.{value.year}"
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{day} {value:%H:%M}"
    return day


def _number(value: float, number_format: str) -> str:
    sections = number_format.split(";")
    code = sections[0]
    before, after = _literals(code)
    code = _CONDITION.sub("", _LITERAL.sub("", code))
    if (
        not any(character in code for character in "0#?")
        or "E" in code
        or "/" in code
        or not abs(value) < _VAST
    ):
        return _general(value)
    percent = "%" in code
    places = _PLACES.search(code)
    wanted = len(places[1]) if places else 0
    text = _grouped(value * 100 if percent else value, wanted, grouping=bool(_THOUSANDS.search(code)))
    if places and "0" not in places[1]:
        text = text.rstrip("0").rstrip(",")
    return f"{before}{text}{'%' if percent else ''}{after}"


def _literals(code: str) -> tuple[str, str]:
    """What a format writes before and after the number, such as "kr."."""
    first = next(
        (index for index, character in enumerate(_LITERAL.sub(_blank, code)) if character in "0#?"), 0
    )
    before, after = "", ""
    for literal in _LITERAL.finditer(code):
        text = (literal[1] or literal[2] or literal[3] or "").strip()
        if text and literal.start() < first:
            before += f"{text} "
        elif text:
            after += f" {text}"
    return before, after


def _blank(literal: re.Match[str]) -> str:
    return " " * len(literal[0])


def _grouped(value: float, places: int, *, grouping: bool) -> str:
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouping else f"{rounded:f}"
    return text.translate(str.maketrans(",.", ".,"))


def _general(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < _VAST:
        value = int(value)
    if isinstance(value, int):
        return str(value)
    return f"{value:.{_MOST_DIGITS}g}".replace(".", ",")

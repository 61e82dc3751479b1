"""Disguises of a text: the views in which it is searched for identifiers, and the ways in which it can be read.

Identifiers are found in spite of invisible characters, digits and letters of other scripts, look-alikes, digits that
are spaced out or written as words, escapes, base64, hexadecimal and reversed text. Every view has a map back to the
text as it was written. An ordinary text has one view, itself, and costs one search for characters out of the ordinary.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from guardrails.encodings import decoded, segments
from guardrails.numerals import digits_of_words
from guardrails.views import Edit, View
from guardrails.wording import despaced, mirrored, rotated, unleeted

_DEPTH = 2
_MOST_READINGS = 8
_LONGEST_EXPANSION = 4
_SHORT = 4_000

_ODD = re.compile(
    r"[^\t\n\r\x20-\x7e\xa1-\xac\xae-\xb1\xb4-\xb8\xba-\xff\u201c-\u201e\u2022\u2026](?:[\u0300-\u036f]+)?|"
    r"[A-Za-z][\u0300-\u036f]+"
)
_INVISIBLE = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_TRANSLATION = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\uff07", "'"),
        "\u2044": "/",
        "\u2024": ".",
        "\u00b7": ".",
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " "),
    }
)
"""Characters that are written for others without a thought; each becomes one."""
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУЗаеѕіјорсухԛԝһԁӏбЧ"  # Cyrillic
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιονρτυχκ",  # Greek
        "ABESIJKMHOPCTXY3aesijopcyxqwhdl6" + "4" + "ABEZHIKMNOPTYXaiovptuxk",
        strict=True,
    )
)
_TAGS = range(0xE0020, 0xE007F)
_DIGITS_LIKE = str.maketrans("OolI", "0011")
_LEAST_RUN = 6
_LOOKALIKE_TOKEN = r"[0-9OolI]++(?![^\W_])"
_LOOKALIKE_RUN = re.compile(rf"(?<![^\W_]){_LOOKALIKE_TOKEN}(?:[-. /]{{1,3}}{_LOOKALIKE_TOKEN})*+")
_TOKEN = re.compile(r"[0-9OolI]{2,}")
_SINGLE_DIGITS = re.compile(r"(?<![\d.,])(?<!\d[ /-])\d(?:[^\w\n]{1,3}\d(?!\d)){6,}+")
_SINGLE_SIGNS = re.compile(r"(?<!\S)\S(?: \S(?!\S)){6,}+")
_GAP = re.compile(r"\D+")


def views(text: str) -> Sequence[View]:
    """The views of a text in which identifiers are to be looked for; the first is nearest to the text as written."""
    return _short_views(text) if len(text) <= _SHORT else _views(text)


@lru_cache(maxsize=2)  # the rules look at a question one after the other
def _short_views(text: str) -> Sequence[View]:
    return _views(text)


def _views(text: str) -> Sequence[View]:
    found = [plain(View(text))]
    layer = found[0]
    for _ in range(_DEPTH):
        inner = decoded(layer)
        if inner is None:
            break
        layer = plain(inner)
        found.append(layer)
    if mirrored(found[0].text):
        found.append(found[0].reversed())
    return (*found, *(view for one in found for view in _with_digits(one)))


def readable(text: str) -> list[str]:
    """The text, and what else it says when it is decoded: for rules that read for meaning.

    An ordinary text gives itself alone. At most `_MOST_READINGS` readings.
    """
    first = plain(View(text))
    readings = [text]
    if first.text != text.translate(_TRANSLATION):
        readings.append(first.text)
    layer = first
    for _ in range(_DEPTH):
        inner = decoded(layer)
        if inner is None:
            break
        readings.extend((" ".join(segments(layer.text)), inner.text))
        layer = plain(inner)
    for reading in tuple(readings):
        readings.extend(reader(reading) for reader in (despaced, unleeted, rotated))
        readings.extend([reading[::-1]] if mirrored(reading) else [])
    return list(dict.fromkeys([text, *filter(None, readings)]))[:_MOST_READINGS]


def plain(view: View) -> View:
    """The view without invisible characters, and with those of other forms and scripts as what they look like."""
    text = view.text.translate(_TRANSLATION)
    view = view if text == view.text else View(text, view.starts, view.ends)
    found = ((match.start(), match.end(), _shown(match[0]), match[0]) for match in _ODD.finditer(text))
    edits = [(start, end, shown) for start, end, shown, odd in found if shown != odd]
    return view.rewritten(edits) if edits else view


def _shown(odd: str) -> str:
    """An odd character, with its combining marks, as the plain ones that it looks like."""
    first = odd[0]
    if first in _LOOKALIKES:
        return _LOOKALIKES[first]
    if ord(first) in _TAGS:
        return chr(ord(first) - 0xE0000)
    if _INVISIBLE.match(first) or unicodedata.category(first) in ("Cf", "Cc", "Mn", "Me"):
        return ""
    decimal = unicodedata.decimal(first, None)
    if decimal is not None:
        return str(decimal)
    folded = unicodedata.normalize("NFKC", odd)
    return folded if len(folded) <= _LONGEST_EXPANSION else first


def _with_digits(view: View) -> list[View]:
    """The view with digits that are look-alikes, words or spaced out as plain digits, where it has any."""
    found = view
    for edits_of in (_lookalikes, digits_of_words, _spaced, _spaced_out):
        edits = edits_of(found.text)
        if edits:
            found = found.rewritten(edits)
    return [] if found is view else [found]


def _lookalikes(text: str) -> list[Edit]:
    """Letters for digits, in runs that are mostly digits; a lone "I" or "l" before a number is a word."""
    return [
        (run.start() + match.start(), run.start() + match.end(), match[0].translate(_DIGITS_LIKE))
        for run in _LOOKALIKE_RUN.finditer(text)
        if len(run[0]) >= _LEAST_RUN and sum(char.isdigit() for char in run[0]) >= 2
        for match in _TOKEN.finditer(run[0])
        if not match[0].isdecimal()
    ]


def _spaced(text: str) -> list[Edit]:
    return [
        (match.start() + gap.start(), match.start() + gap.end(), "")
        for match in _SINGLE_DIGITS.finditer(text)
        for gap in _GAP.finditer(match[0])
    ]


def _spaced_out(text: str) -> list[Edit]:
    """Letters and signs that are all set apart; digits alone are `_spaced`'s, which is stricter."""
    return [
        (match.start() + place, match.start() + place + 1, "")
        for match in _SINGLE_SIGNS.finditer(text)
        if any(char.isalpha() for char in match[0])
        for place in range(1, len(match[0]), 2)
    ]

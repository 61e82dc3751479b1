"""Numbers written as Danish or English words, digit by digit or in pairs: "nul syv nul syv enogtres"."""

import re

from guardrails.views import Edit

_ONES = {
    **dict(zip("nul en to tre fire fem seks syv otte ni".split(), "0123456789", strict=True)),
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
    "et": "1",
    "én": "1",
    "ét": "1",
    "oh": "0",
    "fir": "4",
}
_TEENS = {
    **{
        word: str(10 + place)
        for words in (
            "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        )
        for place, word in enumerate(words.split())
    },
    "treten": "13",
}
_TENS_DA = {
    "tyve": "2",
    "tredive": "3",
    "fyrre": "4",
    "halvtreds": "5",
    "tres": "6",
    "halvfjerds": "7",
    "firs": "8",
    "halvfems": "9",
}
_TENS_EN = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), "23456789", strict=True))
_UNITS_DA = dict(zip("en to tre fire fem seks syv otte ni".split(), "123456789", strict=True))
_UNITS_EN = dict(zip("one two three four five six seven eight nine".split(), "123456789", strict=True))

NUMERALS: dict[str, str] = {
    **_ONES,
    **_TEENS,
    **{word: tens + "0" for word, tens in (_TENS_DA | _TENS_EN).items()},
    **{f"{unit}og{word}": tens + one for word, tens in _TENS_DA.items() for unit, one in _UNITS_DA.items()},
    **{f"{word}{unit}": tens + one for word, tens in _TENS_EN.items() for unit, one in _UNITS_EN.items()},
    **{f"nul{unit}": "0" + one for unit, one in _UNITS_DA.items()},
}
"""The digits of each word from nul to nioghalvfems and zero to ninety-nine."""

_WORD = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = re.compile(
    r"[\s,.;:/|-]{0,4}(?:(?:streg|bindestreg|minus|dash|hyphen|og så|and then|og|and|så)[\s,.;:/|-]{1,3})?"
)
_LEAST = 4


def digits_of_words(text: str) -> list[Edit]:
    """The edits that turn runs of at least four numbers, most of them words, into digits without anything between."""
    edits: list[Edit] = []
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        digits = word if word.isdecimal() else NUMERALS.get(word)
        if run and not (digits and _BETWEEN.fullmatch(text, run[-1][1], match.start())):
            if _joins(run[-1][1], match):
                continue
            edits.extend(_edits(text, run))
            run = []
        if run and text[run[-1][1] : match.start()] == "-" and word in _UNITS_EN and _is_tens(text, run[-1]):
            run[-1] = (*run[-1][:2], run[-1][2][0])  # sixty-one
        if digits:
            run.append((match.start(), match.end(), digits))
    return edits + _edits(text, run)


def _is_tens(text: str, number: tuple[int, int, str]) -> bool:
    return text[number[0] : number[1]].lower() in _TENS_EN


def _joins(end: int, match: re.Match[str]) -> bool:
    """Whether a word only joins the number before it to the one after it."""
    joining = match[0].lower() in (
        "streg",
        "bindestreg",
        "minus",
        "dash",
        "hyphen",
        "og",
        "så",
        "and",
        "then",
    )
    return joining and match.start() - end <= 4


def _edits(text: str, run: list[tuple[int, int, str]]) -> list[Edit]:
    words = [one for one in run if not text[one[0]].isdecimal()]
    if len(run) < _LEAST or len(words) * 2 < len(run):
        return []
    edits: list[Edit] = []
    for place, (start, end, digits) in enumerate(run):
        if place and run[place - 1][1] < start:
            edits.append((run[place - 1][1], start, ""))
        edits.append((start, end, digits))
    return edits

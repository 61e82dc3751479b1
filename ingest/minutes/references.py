"""The points of a recommendation that a decision names ("Indstillingens 1. og 2. at-punkt", "ad 3")."""

import re
from dataclasses import dataclass

_ORDINALS = "første anden tredje fjerde femte sjette syvende ottende niende tiende".split()
_LETTERS = "abcdefgh"
_N = r"(?:\d{1,2}|" + "|".join([*_ORDINALS, "andet"]) + r")"
_LIST = rf"{_N}(?:[.)])?(?:(?:\s?,\s?|\s?(?:og|samt|til|-|–)\s?){_N}(?:[.)])?){{0,15}}"
_POINT = (
    r"(?:at[- ]?(?:punkt(?:er|et|erne)?|pind(?:e|en)?)|punkt(?:er|et|erne)?|indstillingspunkt(?:er)?"
    r"|at(?= (?:blev|er|bliver|godkend|ta[gk]|uds|tiltr|anbefal|drøft|send|bortf|afvis|forkast|vedtag)|[:,]))"
)
_REFERENCE = re.compile(
    rf"(?:\bindstillingen(?:s)? )?\b(?P<before>{_LIST}) ?{_POINT}(?!\w)(?! på dagsordenen)"
    rf"|(?:\bindstillingen(?:s)? )?\b(?:at-?punkt(?:erne)?|indstillingspunkt(?:erne)?|punkt(?:erne)?"
    rf"|pkt\.?|ad(?: (?:pkt\.?|punkt|at))?)"
    rf"(?: nr\.?)? (?P<after>{_LIST})(?=[\s:,.;)]|$):?"
    r"|\b(?:indstillingens )?(?:punkt(?:erne)?|pkt\.?|ad|litra)"
    r" (?P<letters>[a-h]\)?(?:(?:, | og |-)[a-h]\)?){0,7})(?=[\s:,.;]|$):?"
    r"|\b(?P<rest>(?:de |indstillingens )?(?:øvrige|resterende) (?:at-?)?(?:punkter|del af indstillingen))\b",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_N})[.)]?\s?(?:-|–|til)\s?({_N})", re.IGNORECASE)
_NUMBER = re.compile(_N, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """Points named in a clause, and where; `numbers` is empty for "the other points"."""

    numbers: tuple[int, ...]
    start: int
    end: int


def find_references(clause: str) -> list[Reference]:
    """The references to points, in order."""
    found = []
    for match in _REFERENCE.finditer(clause):
        numbers = _numbers(match["before"] or match["after"] or "")
        if match["letters"]:
            numbers = tuple(
                _LETTERS.index(letter) + 1 for letter in re.findall(r"\b[a-h]\b", match["letters"].lower())
            )
        found.append(Reference(numbers, match.start(), match.end()))
    return found


def _numbers(text: str) -> tuple[int, ...]:
    numbers = {_number(found) for found in _NUMBER.findall(text)}
    for first, last in _RANGE.findall(text):
        numbers |= set(range(_number(first), _number(last) + 1))
    return tuple(sorted(numbers))


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 2 if word.lower() == "andet" else _ORDINALS.index(word.lower()) + 1

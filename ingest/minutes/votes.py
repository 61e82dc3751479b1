"""Votes as minutes state them."""

import re

from ingest.minutes.model import Vote

_WORDS = "nul en to tre fire fem seks syv otte ni ti elleve tolv".split()
_N = r"(\d{1,3}|" + "|".join([*_WORDS, "et", "ét", "én"]) + r")"
_WHO = r"(?: ?\([^()]{0,200}\))?"
_MEMBERS = r"(?: (?:stemmer?|medlemmer|medlem|personer))?"
_BOTH = re.compile(
    rf"(?<![\w.,]){_N}{_MEMBERS}{_WHO}(?: for)?{_WHO}(?:,? og|,)?(?: imod| mod) {_N}(?![\w.]*\d)(?! pct)",
    re.IGNORECASE,
)
_FOR_AND_AGAINST = re.compile(
    rf"(?<![\w.,]){_N}{_MEMBERS}(?: stemte)? for{_WHO}(?:,? og|,) {_N}{_MEMBERS}(?: stemte)? (?:i)?mod\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"\bfor(?: \w+)? stemte:? {_N}(?![\w.]*\d)|\b{_N}{_MEMBERS}{_WHO} (?:stemte )?for\b"
    rf"|\bmed {_N} stemmer\b(?! (?:i)?mod)|\bflertal på {_N}\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"\b(?:imod|mod)(?: \w+)? stemte:? {_N}(?![\w.]*\d)|\b{_N}{_MEMBERS}{_WHO} (?:stemte )?(?:imod|mod)\b(?! \d)",
    re.IGNORECASE,
)
_ABSTAINED = re.compile(
    rf"\b{_N}{_MEMBERS}{_WHO}(?: \w+)? (?:undlod|afstod fra) at stemme"
    rf"|\b(?:hverken for eller imod|undlod(?: at stemme)?"
    rf"|undlod gjorde|stemte ikke):? (?:stemte )?{_N}(?![\w.]*\d)|\b{_N}{_MEMBERS}{_WHO} (?:stemte )?"
    rf"(?:hverken for eller imod|blankt|blanke)",
    re.IGNORECASE,
)
_UNANIMOUS = re.compile(
    r"\b(?:enstemmigt?|uden afstemning|enigt udvalg|enig(?:t)? (?:byråd|magistrat))\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:stemte (?:\w+ )?(?:i?mod|for)|(?:i?mod|for) stemte|et (?:flertal|mindretal)"
    r"|undlod at stemme|undlod gjorde)\b",
    re.IGNORECASE,
)


def read_vote(text: str) -> Vote | None:
    """The numbers for, against and abstaining that a sentence states, and whether all agreed.

    Votes told without numbers ("imod stemte Fjordlisten") are a vote with nothing known; None without any.
    """
    in_favour = against = None
    if both := _BOTH.search(text) or _FOR_AND_AGAINST.search(text):
        in_favour, against = _number(both[1]), _number(both[2])
    else:
        in_favour, against = _first(_FOR, text), _first(_AGAINST, text)
    abstained = _first(_ABSTAINED, text)
    unanimous = bool(_UNANIMOUS.search(text)) and not against
    if in_favour is None and against is None and abstained is None and not unanimous:
        return Vote() if _TOLD.search(text) else None
    return Vote(in_favour, against, abstained, unanimous)


def merge_votes(first: Vote | None, second: Vote | None) -> Vote | None:
    """Both together: what the first leaves open is taken from the second."""
    if not (first and second):
        return first or second
    return Vote(
        second.in_favour if first.in_favour is None else first.in_favour,
        second.against if first.against is None else first.against,
        second.abstained if first.abstained is None else first.abstained,
        first.unanimous or second.unanimous,
    )


def turn_rejecting(vote: Vote | None) -> Vote | None:
    """The votes on what was rejected: "rejected by 17 to 6" counts those for the rejection first."""
    if vote and vote.in_favour is not None and vote.against is not None and vote.in_favour > vote.against:
        return Vote(vote.against, vote.in_favour, vote.abstained, vote.unanimous)
    return vote


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return _number(next(group for group in match.groups() if group)) if match else None


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    lowered = word.lower()
    return 1 if lowered in ("et", "ét", "én") else _WORDS.index(lowered)

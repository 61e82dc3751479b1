"""The words that Danish municipal documents use for kinds of documents, and how documents are named by them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.danish.sentences import sentences
from ingest.layout import Layout

LASTING = ("strategy", "policy", "code", "guide", "rules")
"""The kinds of documents that hold for a time; minutes and consultation answers do not expire."""

_NOUNS = {
    "strategy": r"strategi(?:en|er|erne)?",
    "policy": r"politik(?:ken|ker|kerne)?",
    "code": r"kodeks(?:et)?",
    "guide": r"vejledning(?:en|er|erne)?|retningslinje(?:n|r|rne)?|håndbog(?:en)?|guide(?:n)?",
    "rules": r"forretningsorden(?:en)?|regulativ(?:et|er|erne)?|vedtægt(?:en|er|erne)?|reglement(?:et)?|regler(?:ne)?",
}
_NOUN = "|".join(_NOUNS.values())
_YEARS = r"(?:19|20)\d\d\s?[-–]\s?(?:(?:19|20)\d\d|\d\d)"
_WORD = r"(?!(?:og|som|der|med|fra|til|når|ved|den|pr|er|blev|bliver|i)\b)[\w-]{1,40}"
_NAMED = (
    rf"(?:[\w-]{{1,40}} ){{0,7}}?[\w-]{{0,40}}(?:{_NOUN})\b"
    rf"(?: (?:for|om|vedrørende) {_WORD}(?: (?:og {_WORD}|{_WORD})){{0,4}})?(?:,? {_YEARS})?"
)
AT_START = re.compile(_NAMED, re.IGNORECASE)
"""A phrase that names a document, at the start of a text."""
_WHOLE = re.compile(rf"(?:{_NAMED})$", re.IGNORECASE)
_OWN_NOUN = re.compile(rf"\b([\w-]{{0,40}}?)({_NOUN}|dokumentet)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"[,;:–(\"“”„»«]|\b(?:at|vil|skal|kan|hvis|såfremt|når|men|mens|derfor|dermed|samtidig|herefter|hvorefter)\b",
    re.IGNORECASE,
)
_BACK = 250
_JOIN = re.compile(r"^(?:og|eller|så|dog) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a layout: `text` stands from `start` to `end`, in the block of that index.

    `before` is what stands before it in that block, as far back as it may be referred to.
    """

    text: str
    start: int
    end: int
    block: int
    before: str


def said(layout: Layout, trigger: re.Pattern[str]) -> Iterator[Said]:
    """The sentences in which `trigger` is found, in order."""
    for index, block in enumerate(layout.blocks):
        text = layout.of(block)
        if trigger.search(text):
            for start, end in sentences(text):
                if trigger.search(text, start, end):
                    yield Said(
                        text[start:end],
                        block.start + start,
                        block.start + end,
                        index,
                        text[max(start - _BACK, 0) : start],
                    )


def named_before(text: str) -> str | None:
    """The phrase at the end of a text that names a document ("Hvis ..., vil service- og kanalstrategien")."""
    piece = _JOIN.sub("", _BREAK.split(text[-200:])[-1].strip())
    return piece if _WHOLE.match(piece) else None


def kind_nouns(text: str) -> Iterator[tuple[str, str, bool, int]]:
    """The words for kinds of documents in a text: kind, whole word, whether it is a compound, and where it starts."""
    for match in _OWN_NOUN.finditer(text):
        noun = match[2].lower()
        kind = next((kind for kind, words in _NOUNS.items() if re.fullmatch(words, noun)), "")
        yield kind, match[0], bool(match[1]), match.start()

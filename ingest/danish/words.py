"""Danish words for matching: tokens, their stems, and the parts of compounds.

A stem is Snowball's Danish stem of simplemma's dictionary form: the stemmer alone maps "budget" to "budg" and
"budgettet" to "budget", the dictionary alone leaves unknown compounds as they are; together they agree.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import simplemma
import Stemmer

_STEMMER = Stemmer.Stemmer("danish")
_TOKEN = re.compile(r"§|\d+(?:[.,:/–-]\d+)*|[^\W\d_]\w*(?:[-’'/&][^\W_]\w*)*")
_THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_YEARS = re.compile(r"^((?:19|20)\d\d)[-–/]((?:19|20)?\d\d)$")

STOP_WORDS = frozenset(
    """ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter
    eller en end er et for fra få får ham han hans har havde have hende hendes her hos hun hvad hvem hver hvilke
    hvilken hvilket hvis hvor hvordan hvorfor hvornår i ind jeg jer jeres kan kom kunne man mange med meget men
    mig min mit mod må ned noget nogle nogen når og også om op os over på samt sig sin sine sit skal skulle som stor
    så sådan til ud under var vi vil ville vor vores være været the of a an and in is are was were to for on by with
    what which who when where how why do does did has have had it its that this at from be been as not""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a text: how it stands there, its stem, and its character offsets."""

    surface: str
    stem: str
    start: int
    end: int

    @property
    def is_stop(self) -> bool:
        """Whether the word carries no meaning of its own."""
        return self.surface.lower() in STOP_WORDS


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word; numbers lose their thousands dots, year ranges are written in full."""
    if word[0].isdigit():
        if _THOUSANDS.match(word):
            return word.replace(".", "")
        if years := _YEARS.match(word):
            first, last = years.groups()
            return f"{first}-{last if len(last) == 4 else first[:2] + last}"
        return word.replace("–", "-")
    word = word.lower().replace("’", "'")
    if "-" in word:
        head, _, tail = word.rpartition("-")
        return f"{head}-{stem(tail)}"
    lemma: str = simplemma.lemmatize(word, lang="da")
    stemmed: str = _STEMMER.stemWord(lemma.lower())
    return stemmed


def tokens(text: str) -> list[Token]:
    """The words of `text` in order, with their offsets."""
    return [Token(m[0], stem(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def content_tokens(text: str) -> list[Token]:
    """The words of `text` that carry meaning."""
    return [token for token in tokens(text) if not token.is_stop]


def index_terms(text: str) -> list[str]:
    """The terms under which a text is found: stems, and the parts of hyphenated words and year ranges."""
    terms: list[str] = []
    for token in content_tokens(text):
        terms.append(token.stem)
        if "-" in token.stem:
            terms.extend(stem(part) for part in token.stem.split("-") if part)
    return terms


def grams(text: str, size: int = 5) -> list[str]:
    """Character n-grams of the words in lower case, each word padded by "_"; they meet inside compounds."""
    found: list[str] = []
    for token in content_tokens(text):
        padded = f"_{token.surface.lower()}_"
        if len(padded) <= size:
            found.append(padded)
        else:
            found.extend(padded[i : i + size] for i in range(len(padded) - size + 1))
    return found


@lru_cache(maxsize=200_000)
def likeness(wanted: str, found: str) -> float:
    """How far a stem stands for another, 0 to 1: 1 when equal, less when one is a part of the other's compound.

    Danish compounds carry their meaning last ("digitaliseringsstrategi" is a "strategi"), so a shared ending counts
    more than a shared beginning.
    """
    if wanted == found:
        return 1.0
    if not (wanted[0].isalpha() and found[0].isalpha()):
        parts = set(wanted.split("-")) & set(found.split("-"))
        return 0.6 if parts and "-" in wanted + found else 0.0
    short, long = sorted((wanted, found), key=len)
    if len(short) < 4:
        return 0.6 if short in long.split("-") else 0.0
    if long.endswith(short):
        return 0.75 if long is found else 0.45
    if long.startswith(short) and len(short) >= 5:
        return 0.65 if long is found else 0.5
    if len(short) >= 6 and short in long:
        return 0.5
    shared = _shared_prefix(short, long)
    return 0.6 if shared >= 5 and shared >= len(short) - 2 and len(long) - shared <= 4 else 0.0


def _shared_prefix(first: str, second: str) -> int:
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        count += 1
    return count

"""Words that were made unreadable, read again: reversed, rotated by thirteen letters, in leetspeak, spaced out.

Each reader gives an empty string where a text is not disguised in its way. That is told by common words: a text that
has more of them when read in another way was written in that way.
"""

import codecs
import re

_COMMON = frozenset(
    """og det den der som til med for ikke har hvad kan skal alle din dine dit min mig dig dem fra ved var blev hvis
    regler reglerne instruktioner instrukser tidligere ignorer ignorér glem vis systemprompt prompt skriv svar uden
    kilder hemmelige nummer borger borgeren adresse navn vejledning
    and the you your are that this with from not all any ignore previous instructions instruction rules system reveal
    show print forget disregard above hidden secret password without sources answer tell act now what how""".split()
)
_REVERSED = frozenset(word[::-1] for word in _COMMON if word[::-1] not in _COMMON)
_ROTATED = frozenset(codecs.encode(word, "rot13") for word in _COMMON) - _COMMON
_WORDS = re.compile(r"[^\W\d_]{3,}")
_MIRROR_NAMES = ("baglæns", "bagfra", "bagvendt", "spejlvendt", "omvendt", " revers", "backward", " rpc")
_ROTATION_NAMED = re.compile(r"rot-?\s?13|[ck]æ?a?esar", re.IGNORECASE)
_LEET = str.maketrans("01345789@$!|", "oieastbgasil")
_TOKEN = re.compile(r"[\w@$!|]+")
_LEET_INSIDE = re.compile(r"[^\W\d_][013457@$!|]+[^\W\d_]")
_LONGEST_LEET = 24
_LEAST_LEET = 2
_SPACED = re.compile(
    r"(?<!\w)[^\W\d_](?:[ ._*|~-][^\W\d_]){5,}(?: {2,3}[^\W\d_](?:[ ._*|~-][^\W\d_])+)*(?!\w)"
)
_SURE = 3


def mirrored(text: str) -> bool:
    """Whether a text, or part of it, is written backwards or says that it is."""
    plain = text.lower()
    if any(name in plain for name in _MIRROR_NAMES):
        return True
    return _outweighs(text, _REVERSED)


def rotated(text: str) -> str:
    """The text rotated by thirteen letters, where it says so or reads better like that."""
    if _ROTATION_NAMED.search(text) or _outweighs(text, _ROTATED):
        return codecs.encode(text, "rot13")
    return ""


def unleeted(text: str) -> str:
    """The text with digits and signs inside its words read as letters."""
    found = [word for word in _TOKEN.findall(text) if _is_leet(word)]
    if len(found) < _LEAST_LEET:
        return ""
    return _TOKEN.sub(lambda match: match[0] if match[0].isdecimal() else match[0].translate(_LEET), text)


def _is_leet(word: str) -> bool:
    return 3 <= len(word) <= _LONGEST_LEET and bool(_LEET_INSIDE.search(word))


def despaced(text: str) -> str:
    """The text with words joined whose letters are set apart."""
    if not _SPACED.search(text):
        return ""
    return _SPACED.sub(lambda match: _joined(match[0]), text)


def _joined(letters: str) -> str:
    words = re.split(r" {2,}", letters)
    return " ".join(re.sub(r"[ ._*|~-]", "", word) for word in words)


def _outweighs(text: str, others: frozenset[str]) -> bool:
    words = _WORDS.findall(text.lower())
    found = len(others.intersection(words))
    return found >= _SURE and found > len(_COMMON.intersection(words))

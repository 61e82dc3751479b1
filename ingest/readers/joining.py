"""What belongs together: lines of one paragraph, and words parted at a line's or a page's end."""

import re

# "it- og digitaliseringspolitik": that hyphen stands for the rest of a word, no word is parted there.
_CONJUNCTION = re.compile(r"(?:og|eller|samt|til|/)\b", re.IGNORECASE)
_HYPHENATED = re.compile(r"\w-$")
_LAST_WORD = re.compile(r"([^\W_]+)-$")
_KEEPS_HYPHEN = frozenset({"it", "ai", "e", "hr", "pc", "eu", "kl", "web", "app", "ikke", "ad", "kk"})
_OPEN_END = re.compile(
    r"\b(?:i|på|og|at|til|af|for|med|den|det|de|en|et|som|der|fra|om|eller|ved|har|er|kan|skal|vil|sin|sit|sine|samt|"
    r"deres|dens|dets|hvor|hvilket|hvilke|mellem|under|over|efter|inden|mod|hos|jf|bl\.a\.|fx|f\.eks\.|ca\.)$",
    re.IGNORECASE,
)
_LONG = 100
_TAIL = 60  # only the end of a paragraph is looked at, however long it has grown
LONGEST = 5_000  # characters; a paragraph is not let grow beyond this


def join(first: str, second: str) -> str:
    """Two pieces of one paragraph as one line; a word parted by a hyphen is put together again."""
    if not first or not second:
        return first or second
    if not _HYPHENATED.search(first[-2:]):
        return f"{first} {second}"
    if _CONJUNCTION.match(second) or not second[0].isalnum():
        return f"{first} {second}"
    word = _LAST_WORD.search(first[-_TAIL:])
    if word is None or not second[0].islower() or _keeps_hyphen(word[1]):
        return first + second
    return first[:-1] + second


def _keeps_hyphen(word: str) -> bool:
    """Whether the hyphen after this word belongs to the compound ("it-sikkerhed", "KK-brugergrænseflade")."""
    return word.lower() in _KEEPS_HYPHEN or word.isupper() or any(letter.isdigit() for letter in word)


def continues(first: str, second: str) -> bool:
    """Whether `second` surely goes on with the sentence of `first`, though an empty line parts them."""
    if not first or not second or not second[0].islower() or len(first) > LONGEST:
        return False
    if _HYPHENATED.search(first[-2:]):
        return True
    if second.startswith(("at ", "www.", "http")):  # each "at ..." of a recommendation stands alone
        return False
    return bool(_OPEN_END.search(first[-_TAIL:])) or (len(first) >= _LONG and first[-1].isalnum())

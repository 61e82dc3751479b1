"""Names of persons in a text: first and last names, titles with names, initials with a place.

The lists beside this module (`first_names.txt`, `surnames.txt`) hold common names in Denmark, Danish and foreign, and
`ambiguous_names.txt` those of them that are words or places as well. A first name of the list makes the capitalised
words after it a name; a surname alone counts where it can be nothing else. Streets, institutions and places that are
named after somebody are no persons.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_FIRST = frozenset(_HERE.joinpath("first_names.txt").read_text(encoding="utf-8").casefold().split())
_COMMON = frozenset(_HERE.joinpath("ambiguous_names.txt").read_text(encoding="utf-8").split())
"""Names that are words or places as well: they count beside another name, not alone and not in lower case."""
_SURE_FIRST = _FIRST - _COMMON
_LAST = frozenset(_HERE.joinpath("surnames.txt").read_text(encoding="utf-8").casefold().split())

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SURNAME = re.compile(
    r"[^\W\d_]{2,}(?:sen|sson|gaard|gård|strup|holm|lund|berg|kjær|bæk|skov|toft|borg|mann|qvist|vi[cć]|ski|"
    r"ska|oğlu|oglu)s?",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(
    r"[^\W\d_]*(?:vej|vejen|gade|gaden|allé|alle|alléen|stræde|plads|pladsen|torv|torvet|park|parken|vænge|"
    r"vænget|boulevard|"
    r"skole|skolen|kirke|kirken|hus|huset|plejehjem|center|centret|centeret|hospital|museum|museet|"
    r"kollegium|kollegiet|"
    r"fond|fonden|legat|hal|hallen|station|havn|bro|kommune|forening|firma|gymnasium|børnehave|vuggestue|"
    r"institution|"
    r"institut|instituttet|udvalg|udvalget|rådet|lov|loven|pris|prisen|hjem|hjemmet|haven|bakke|street|road|square|school|award|"
    r"foundation)s?",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"\w*skolen?|\w*huset|børnehaven|vuggestuen|\w*hjemmet|\w*centret|plejecenter|plejehjem|\w*kirken|"
    r"kollegiet|\w*fonden|"
    r"botilbuddet|institutionen|bostedet|\w*firmaet|sankt|skt|restaurant|caf[eé]\w*|hotel\w*|færgen|"
    r"projektet?|stormen|"
    r"programmet|systemet|selskabet",
    re.IGNORECASE,
)
_TITLE = re.compile(r"fru|hr|frk|fr|frøken|herr|enkefru|dr|doktor|mrs?|ms|miss", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:borger|beboer|klient|patient|ansøger|klager|nabo|genbo|medarbejder|kollega|elev|mor|far|søn|datter|"
    r"bror|søster|"
    r"vikar|pædagog|lærer|værge|indsiger)(?:en|n|nen|eren)?|moren|faren|sønnen|datteren|hedder|navn|navnet|"
    r"citizen|resident|"
    r"client|applicant|named|familien?|ægteparret|forældreparret|søskendeparret|brødrene|søstrene",
    re.IGNORECASE,
)
_WHO = frozenset("jeg hun han der som".split())
_OFFICE = re.compile(
    r"\w*borgmester(?:en)?|\w*rådmand(?:en)?|byrådsmedlem(?:met)?|borgerrepræsentant(?:en)?|"
    r"\w*minister(?:en)?|"
    r"folketingsmedlem(?:met)?|\w*udvalgsformand(?:en)?|\w*rådsformand(?:en)?|kommunaldirektør(?:en)?|"
    r"spidskandidat(?:en)?|"
    r"politiker(?:en)?|gruppeformand(?:en)?|mayor|councill?or|alderman",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\s*\((?:[A-ZÆØÅ]{1,2}|Socialdemokrat\w*|Venstre|Radikale\w*|Enhedslisten|Alternativet|Konservative?\w*|"
    r"Dansk Folkeparti|Liberal Alliance|Danmarksdemokraterne|Moderaterne)\)"
)
_INITIALS = re.compile(
    r"(?<!\w)(?!H\.\s?C\.)[A-ZÆØÅ]\.\s?(?:[A-ZÆØÅ]\.?){0,2}(?=\s(?:fra|i|på|from|in|of)\s+[A-ZÆØÅ])"
    r"|(?:(?<=borger )|(?<=beboer )|(?<=klient )|(?<=patient )|(?<=citizen )|(?<=client ))"
    r"[A-ZÆØÅ](?:\.?\s?[A-ZÆØÅ])?(?:\.|(?![\w-]))"
)
_INITIALS_BEFORE = re.compile(r"(?<!\w)(?:[A-ZÆØÅ]\.[ -]?){1,3}$")
_PARTICLES = frozenset("von van de del der den af al el bin ben ibn da di la abu".split())
_BESIDE = re.compile(r"[ \u00a0]|\. ?|[ \u00a0]?-")
_MOST_WORDS = 5
_RIGHT_BEFORE = re.compile(r"[.,:]?[ \u00a0\n]{1,2}[»\"“'(]?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start` to `end`; `official` is that of somebody named with a political office or party."""

    start: int
    end: int
    official: bool = False


def names(text: str) -> list[Name]:
    """The names in a text, in order and without overlaps."""
    words = list(_WORD.finditer(text))
    found: list[Name] = []
    place = 0
    while place < len(words):
        last = _name_from(text, words, place)
        if last is None:
            place += 1
            continue
        start, end = words[place].start(), words[last].end()
        start = _with_initials(text, start)
        end += words[last].end() - words[last].start() == 1 and text[end : end + 1] == "."
        office = _OFFICE.fullmatch(_word_before(text, words, place))
        found.append(Name(start, end, bool(office or _PARTY.match(text, end))))
        place = last + 1
    taken = [(name.start, name.end) for name in found]
    found.extend(
        Name(*match.span())
        for match in _INITIALS.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    return sorted(found, key=lambda name: name.start)


def first_names_in(text: str) -> Iterator[int]:
    """Where first names begin that are no other words, in capitals or not."""
    return (match.start() for match in _WORD.finditer(text) if _key(match[0]) in _SURE_FIRST)


def _name_from(text: str, words: Sequence[re.Match[str]], place: int) -> int | None:
    """The place of the last word of the name that begins with a word, or None."""
    word = words[place][0]
    if word[0].islower():
        return _lower_case(text, words, place)
    before = _word_before(text, words, place)
    titled = _is_titled(words, place, before)
    following = words[place + 1][0] if place + 1 < len(words) else ""
    if not (titled or _is_name(word) or _is_surname(following)):
        return None  # most words end here
    last = _extended(text, words, place)
    if _is_place(text, words, last) or _PLACE_BEFORE.fullmatch(before):
        return None
    rest = [match[0] for match in words[place + 1 : last + 1]]
    if titled and not _PLACE_WORD.fullmatch(word) and not _is_abbreviation(word):
        return last
    begins = _begins_name(word, rest) or (
        _is_surname_after(word, rest) and _inside(text, words[place].start())
    )
    return last if begins else None


def _begins_name(word: str, rest: Sequence[str]) -> bool:
    """Whether a word with those after it is a name by itself."""
    key = _key(word)
    if _is_abbreviation(word):
        return bool(rest) and all(_is_name(one) for one in (word, *rest))
    if _is_first(word):
        return bool(rest) or key not in _COMMON
    return not rest and key in _LAST and key.endswith("sen") and key not in _COMMON


def _is_surname_after(word: str, rest: Sequence[str]) -> bool:
    """Whether an unknown word stands before what can only be a surname."""
    return bool(rest) and not _TITLE.fullmatch(word) and _is_surname(rest[0]) and _key(rest[0]) not in _COMMON


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _extended(text: str, words: Sequence[re.Match[str]], place: int) -> int:
    """The place of the last of the words in a row that can be of one name."""
    last = place
    unknown = 0
    for following in range(place + 1, min(place + _MOST_WORDS, len(words))):
        gap = text[words[following - 1].end() : words[following].start()]
        word = words[following][0]
        if not _BESIDE.fullmatch(gap) or (gap.startswith(".") and len(words[following - 1][0]) > 1):
            break
        if word.casefold() in _PARTICLES and word.islower():
            continue
        known = _is_name(word)
        if word[0].islower() and not (_key(word) in _LAST - _COMMON and _is_first(words[following - 1][0])):
            break
        unknown += not known and len(word) > 1
        if unknown > 1 or (word.isupper() and len(word) > 1 and not known):
            break
        last = following
    return last


def _with_initials(text: str, start: int) -> int:
    """Where a name begins when initials stand before it, as in "H.L. Hansen"."""
    initials = _INITIALS_BEFORE.search(text[max(0, start - 12) : start])
    return start - len(initials[0]) if initials else start


def _lower_case(text: str, words: Sequence[re.Match[str]], place: int) -> int | None:
    """A first and a last name in lower case: both of the lists, and the first no other word."""
    if place + 1 >= len(words) or text[words[place].end() : words[place + 1].start()] != " ":
        return None
    first, second = _key(words[place][0]), _key(words[place + 1][0])
    if first not in _FIRST or not words[place + 1][0].islower() or second not in _LAST:
        return None
    sure = second.endswith("sen") or (first not in _COMMON and len(second) > 3)
    return place + 1 if sure else None


def _is_place(text: str, words: Sequence[re.Match[str]], last: int) -> bool:
    """Whether words are the name of a street or an institution, to which the last of them or the next belongs."""
    if _PLACE_WORD.fullmatch(words[last][0]) and not _is_name(words[last][0]):
        return True
    if last + 1 == len(words) or text[words[last].end() : words[last + 1].start()] not in (" ", "-"):
        return False
    return words[last][0].endswith("s") and bool(_PLACE_WORD.fullmatch(words[last + 1][0]))


def _word_before(text: str, words: Sequence[re.Match[str]], place: int) -> str:
    """The word right before another, or an empty string."""
    if place == 0 or not _RIGHT_BEFORE.fullmatch(text, words[place - 1].end(), words[place].start()):
        return ""
    return words[place - 1][0]


def _is_titled(words: Sequence[re.Match[str]], place: int, before: str) -> bool:
    """Whether the word before says that a name follows."""
    if before.casefold() == "hedder":
        return place > 1 and words[place - 2][0].casefold() in _WHO
    return bool(before and (_TITLE.fullmatch(before) or _CALLED.fullmatch(before)))


def _inside(text: str, start: int) -> bool:
    """Whether a word stands inside a sentence, where a capital letter means a name."""
    before = text[max(0, start - 3) : start].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ',;:(»"')


def _is_first(word: str) -> bool:
    return _key(word) in _FIRST or ("-" in word and all(_key(part) in _FIRST for part in word.split("-")))


def _is_surname(word: str) -> bool:
    return _key(word) in _LAST or bool(_SURNAME.fullmatch(word))


def _is_name(word: str) -> bool:
    return _is_first(word) or _is_surname(word)


def _key(word: str) -> str:
    """A word as it stands in the lists, without a genitive s."""
    key = word.casefold().removesuffix("'s").removesuffix("’s")
    if key in _FIRST or key in _LAST or not key.endswith("s"):
        return key
    return key[:-1]

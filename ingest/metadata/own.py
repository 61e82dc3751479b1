"""Whether a sentence speaks of the document that it stands in, or of another."""

import re
from collections.abc import Iterator
from itertools import islice

from ingest.danish.dates import period
from ingest.danish.words import stem
from ingest.layout import Layout
from ingest.metadata.words import Said, kind_nouns, said

_PRONOUN = re.compile(r"^(?:den|det|de|denne|dette|disse)$", re.IGNORECASE)
_ALONE = re.compile(r"^(?:[^\w]*|.{0,60}[:.])$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:i|af|for|fra|til|om|med|på|under|efter|ifølge|bag|ved) (?:\w+ ){0,3}$", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:senest )?(?:vedtaget|godkendt|tiltrådt|version|dato|status|gyldighed|periode)\b", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"\b(?:lov(?:en|givning\w*)?|bekendtgørelse\w*|forordning\w*|\w*aftale\w*|overenskomst\w*|\w*ordning(?:en)?"
    r"|takst\w*|budget\w*|direktiv\w*|cirkulære\w*)\b",
    re.IGNORECASE,
)
MOST_IN_SENTENCE = 10
"""What says a thing more often than this is no sentence."""
_NEAR = 250
_OWN_YEARS = re.compile(r"\b\d{4}\s?[-–]\s?\d{2,4}\b")


class Own:
    """Tells whether a sentence speaks of the document that it stands in, or of another."""

    def __init__(self, title: str, kind: str) -> None:
        self._title = title.casefold()
        self._kind = kind
        self._period = period(title)
        self._stems = {stem(word) for word in re.findall(r"[\w-]*\w", title)}

    def is_subject(self, sentence: Said, verb: int) -> bool:
        """Whether what stands before a verb names the document: by a pronoun, its title, or "strategien"."""
        before = sentence.text[:verb].strip()
        if _PRONOUN.match(before):
            return not _FOREIGN.search(sentence.before) and self._is_named(sentence.before) is not False
        if _ALONE.match(before) or _LABEL.match(before):
            return True
        near = before[-_NEAR:]
        return not _FOREIGN.search(near) and bool(self._is_named(near))

    def _is_named(self, text: str) -> bool | None:
        """Whether a text names this document, None where it names none; what lies within one is not the document."""
        if self._title and self._title in text.casefold():
            return True
        named = None
        for kind, word, is_compound, start in kind_nouns(text):
            is_own = stem(word) in self._stems if is_compound else kind in (self._kind, "")
            if is_own and not _WITHIN.search(text[max(start - _NEAR, 0) : start]):
                return True
            named = False
        return named

    def has_other_years(self, text: str) -> bool:
        """Whether a paragraph names a span of years that is not the document's own."""
        spans = {period(years) for years in _OWN_YEARS.findall(text)}
        return bool(spans - {self._period, None})


def found_in(layout: Layout, pattern: re.Pattern[str]) -> Iterator[tuple[Said, re.Match[str]]]:
    """Each place where `pattern` stands, with its sentence."""
    return (
        (sentence, match)
        for sentence in said(layout, pattern)
        for match in islice(pattern.finditer(sentence.text), MOST_IN_SENTENCE)
    )

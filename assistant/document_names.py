"""Whether words in a text name a document: its title said in another form."""

from dataclasses import dataclass

from ingest.danish.dates import period
from ingest.danish.places import municipality_name
from ingest.danish.words import stem, tokens

_NOT_TELLING = frozenset(
    stem(word)
    for word in """nuværende gældende eksisterende hidtidig hidtidige tidligere gamle gammel forrige egen eget egne
    samlede samlet fælles kommune kommunens version udgave uddrag""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """What tells one document from others: the stems of its telling words, and its years."""

    words: frozenset[str]
    years: tuple[int, int] | None

    def may_mean(self, title: "Name") -> bool:
        """Whether a document of that title may be meant: by its years and some of its words, or by all its words."""
        if not self.words:
            return False
        if self.years:
            return self.years == title.years and self.words <= title.words
        return self.words == title.words


def name_of(text: str, municipality: str | None) -> Name:
    """The name in `text`; that of the municipality, whose documents they all are, tells nothing."""
    words = {
        token.stem
        for token in tokens(text)
        if not token.is_stop
        and not token.surface[0].isdigit()
        and municipality_name(token.surface) != municipality
    }
    return Name(frozenset(words - _NOT_TELLING), period(text))

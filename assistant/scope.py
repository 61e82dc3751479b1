"""Which sources a question may be answered from.

A question about one municipality, body or period is never answered from another's documents, however alike the words
are. A source outside the scope still counts where its own words name what was asked about.
"""

import re
from dataclasses import dataclass

from assistant.question import Question
from ingest.corpus import Version
from ingest.danish.dates import dates, years
from ingest.danish.places import municipalities, names_body


@dataclass(frozen=True, slots=True)
class Scope:
    """The limits that a question sets."""

    municipalities: frozenset[str]
    bodies: frozenset[str]
    dates: frozenset[str]
    years: frozenset[int]

    def allows(self, version: Version, words: str, above: str, near: str) -> bool:
        """Whether a sentence may answer: `words` are its own, `above` its headings, `near` the sentences around it."""
        return (
            self._in_municipality(version, words)
            and self._in_body(version, f"{words}\n{above}")
            and self._in_time(version, f"{words}\n{above}\n{near}")
        )

    def _in_municipality(self, version: Version, words: str) -> bool:
        if not self.municipalities or version.municipality in self.municipalities:
            return True
        return bool(self.municipalities & set(municipalities(words, bare=True)))

    def _in_body(self, version: Version, words: str) -> bool:
        if not self.bodies or not self.bodies.isdisjoint({version.body}):
            return True
        return any(names_body(f"{words}\n{version.name}", body) for body in self.bodies)

    def _in_time(self, version: Version, words: str) -> bool:
        words = _POSTPONED.sub("", words)
        if self.dates:
            stated = {found.iso for found in dates(words)} | {version.date}
            return all(any((s or "").startswith(date) for s in stated) for date in self.dates)
        if not self.years:
            return True
        stated_years = years(words) | years(version.name)
        if version.date:
            stated_years.add(int(version.date[:4]))
        return all(year in stated_years or _holds_in(version, year) for year in self.years)


_POSTPONED = re.compile(r"\b(?:udsat|udsættes|henvist|forelægges)\b[^.]*", re.IGNORECASE)
"""What is put off to a day was not decided on it."""


def scope_of(question: Question) -> Scope:
    """The limits that the question sets."""
    return Scope(question.municipalities, question.bodies, question.dates, question.years)


def _holds_in(version: Version, year: int) -> bool:
    if not version.valid_from or not version.valid_to:
        return False
    return int(version.valid_from[:4]) <= year <= int(version.valid_to[:4])

"""Bodies and days where a text names them, with their places."""

import re
from functools import lru_cache

from ingest.danish.dates import Found, dates
from ingest.danish.places import bodies
from ingest.fields import Basis, Field

_ENDINGS = ("et", "en", "n")
_DAY_LENGTH = len("2024-02-01")


def find_bodies(text: str) -> list[Found]:
    """The bodies that the text names, in order; `iso` holds the name in its definite form."""
    found: list[Found] = []
    position = 0
    for name in bodies(text):
        match = _written(name).search(text, position)
        if match:
            found.append(Found(name, match.start(), match.end()))
            position = match.end()
    return found


@lru_cache(maxsize=1_000)
def _written(name: str) -> re.Pattern[str]:
    stem = next((name.removesuffix(e) for e in _ENDINGS if name.endswith(e)), name)
    return re.compile(rf"{re.escape(stem)}(?:et|en|n)?")


def find_days(text: str) -> list[Found]:
    """The dates that name a day."""
    return [found for found in dates(text) if len(found.iso) == _DAY_LENGTH]


def as_field(found: Found, offset: int, basis: Basis = Basis.STATED) -> Field:
    """A found name or day as a field, its place counted from `offset`."""
    return Field(found.iso, basis, offset + found.start, offset + found.end)


def taken_over(field: Field | None) -> Field | None:
    """A field that follows from another part of the document: the same value and place, derived."""
    return Field(field.value, Basis.DERIVED, field.start, field.end) if field else None

"""Finding words in columns of SQL without regard to case, Danish letters too."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import InstrumentedAttribute

_MOST_WORDS = 12
_MOST_LETTERS = 60


def holds_words(
    query: str, *columns: InstrumentedAttribute[Any] | ColumnElement[Any]
) -> list[ColumnElement[bool]]:
    """One condition for each word of the query: it stands, whole or as part of a word, in one of the columns.

    LIKE knows the case of English letters only, so each letter is matched by GLOB in both its cases.
    """
    words = [word[:_MOST_LETTERS] for word in query.split()[:_MOST_WORDS]]
    return [or_(*(func.glob(_pattern(word), column) for column in columns)) for word in words]


def _pattern(word: str) -> str:
    """A pattern for GLOB that finds the word anywhere."""
    return f"*{''.join(_either_case(letter) for letter in word)}*"


def _either_case(letter: str) -> str:
    lower, upper = letter.lower(), letter.upper()
    if lower != upper and len(lower) == len(upper) == 1:
        return f"[{lower}{upper}]"
    return f"[{letter}]" if letter in "*?[" else letter

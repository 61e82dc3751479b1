"""What is refused in change control, for a reason that the person can do something about."""

import unicodedata

from guardrails.disguise import plain
from guardrails.views import View

MOST_NAME = 80
MOST_REASON = 1_000


class RefusedError(Exception):
    """A wish that cannot be met; `code` names the reason, `values` are what its words are filled in with."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def person(name: str) -> str:
    """A person's name as it is kept: in one line. RefusedError where there is none, or it is too long."""
    cleaned = " ".join(name.split())
    if not 1 < len(cleaned) <= MOST_NAME or not any(letter.isalpha() for letter in cleaned):
        raise RefusedError("name_needed", most=MOST_NAME)
    return cleaned


def reason(words: str) -> str:
    """A reason as it is kept. RefusedError where there is none, or it is too long."""
    cleaned = words.strip()
    if not 0 < len(cleaned) <= MOST_REASON:
        raise RefusedError("reason_needed", most=MOST_REASON)
    return cleaned


def is_same_person(first: str, second: str) -> bool:
    """Whether two names are the same but for case, spaces, punctuation, marks, look-alike letters and order."""
    return _letters(first) == _letters(second)


def _letters(name: str) -> list[str]:
    """The letters of a name in alphabetical order, without disguise, case and marks."""
    decomposed = unicodedata.normalize("NFKD", plain(View(name)).text).casefold()
    return sorted(filter(str.isalnum, decomposed))

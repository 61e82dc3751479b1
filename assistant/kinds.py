"""What kind of answer a question asks for."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.danish.words import stem, tokens


class Kind(StrEnum):
    """The kinds of answer that leave a mark in a sentence; OTHER leaves none."""

    CASE_NUMBER = "case_number"
    CLOCK = "clock"
    COUNT = "count"
    DECISION = "decision"
    DEFINITION = "definition"
    EMAIL = "email"
    HOW_LONG = "how_long"
    HOW_OFTEN = "how_often"
    LIST = "list"
    MONEY = "money"
    NAME = "name"
    PERSON = "person"
    PHONE = "phone"
    SHARE = "share"
    STATEMENT = "statement"
    WHEN = "when"
    WHERE = "where"
    WHICH = "which"
    WHO = "who"
    WHY = "why"
    OTHER = "other"


_COUNTS = "to tre fire fem seks syv otte ni ti elleve tolv".split()
_NUMBERED = re.compile(
    rf"\b(?:hvilke|de|the|what) ({'|'.join(_COUNTS)}|\d{{1,2}})\b(?! \w+ \d)", re.IGNORECASE
)
_HOW_MANY = re.compile(r"(?:hvor mange|how many) ((?:[\w-]+ ){0,2}[\w-]+)", re.IGNORECASE)
NUMERALS = frozenset(
    [*_COUNTS, *"tretten fjorten femten tyve tredive halvtreds hundrede hundred tusind ingen begge".split()]
)


@cache
def vocabulary(part: str) -> dict[str, re.Pattern[str]]:
    """A part of kinds.yaml: the expressions of each name as one pattern, in the order of the file."""
    content: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8")
    )
    return {name: re.compile("|".join(forms), re.IGNORECASE) for name, forms in content[part].items()}


def kind_of(question: str) -> Kind:
    """The kind of answer that the question's words ask for."""
    text = question.strip()
    for name, form in vocabulary("asks").items():
        if form.search(text):
            return Kind(name)
    return Kind.OTHER


def number_asked_for(question: str) -> int | None:
    """How many things a question after a list names ("Hvilke fire temaer ...")."""
    match = _NUMBERED.search(question)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else _COUNTS.index(match[1].lower()) + 2


def counted_thing(question: str) -> str | None:
    """The stem of what "hvor mange ..." counts: the first word of its own meaning after it."""
    match = _HOW_MANY.search(question)
    words = [token for token in tokens(match[1]) if not token.is_stop] if match else []
    return stem(words[0].surface.lower()) if words else None

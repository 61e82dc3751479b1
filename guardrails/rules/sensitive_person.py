"""Something sensitive about a person who is identified or can be: health, faith, offences, dependence and the like.

A text whose names were taken out ("[navn] har demens"), as the interface offers to do, is about nobody who can be told:
however sensitive, it passes.
"""

import re

from guardrails.meaning import Meaning
from guardrails.names import names
from guardrails.persons import NAME
from guardrails.rules.reading import reading
from guardrails.verdict import Finding, Message, Recogniser

_MASK = re.compile(r"\[[^\]\n]{1,40}\]")
_NEAR = re.compile(r"\b(?:min|mit|mine|vores|my|our)\b", re.IGNORECASE)


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    read = reading("sensitive-person", meaning)

    def look(message: Message) -> Finding | None:
        return None if is_anonymised(message.text) else read(message)

    return look


def is_anonymised(text: str) -> bool:
    """Whether names were taken out of a text and none is left, nor words for somebody whom the asker knows."""
    return NAME in text and not names(_MASK.sub("det", text)) and not _NEAR.search(text)

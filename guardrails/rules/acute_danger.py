"""Somebody is in danger now: self-harm, threats, violence, a child or an adult in need."""

import re

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser

_CERTAIN = (
    re.compile(
        r"\bjeg (?:vil|har lyst til at|overvejer at|har tænkt mig at) (?:dø|tage mit (?:eget )?liv|begå selvmord)\b|"
        r"\bI (?:want|am going|'m going) to (?:die|kill myself|end my life)\b|"
        r"\b(?:han|hun|de|borgeren) (?:siger|truer med|skriver),? (?:at )?(?:han|hun|de)? ?vil (?:slå .{1,30} ihjel|"
        r"tage sit eget liv)\b",
        re.IGNORECASE,
    ),
)


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("acute-danger", meaning, _CERTAIN)

"""Something sensitive about a person who is identified or can be: health, faith, offences, dependence and the like."""

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("sensitive-person", meaning)

"""A practice that article 5 of the AI Act forbids is asked to be done, built or planned."""

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("prohibited-practice", meaning)

"""What is secret is asked for, or handed over in a way that no pattern knows: the meaning part of `confidential`."""

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("confidential", meaning)

"""A draft is asked for that is for use in a case: whoever uses it is reminded of the party's rights."""

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("party-rights", meaning)

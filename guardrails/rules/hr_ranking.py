"""Applicants or employees are to be ranked, scored, chosen, assessed or dismissed."""

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("hr-ranking", meaning, rival="decision")

"""The assistant is asked to decide, assess or recommend in a concrete case, or to score eligibility."""

from guardrails.meaning import Meaning
from guardrails.rules.reading import reading
from guardrails.verdict import Recogniser


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    return reading("decision", meaning, rival="hr-ranking")

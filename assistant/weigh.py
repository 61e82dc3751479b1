"""The fitted weights: which sentence answers best, and whether it answers at all.

Both are logistic models over `assistant.evidence.Features`, fitted on the Danish translation of SQuAD (1,134 questions
with an answer among the candidates, 600 adversarial ones without, 600 whose article was taken out); collinear features
were merged. How to fit them again, and what they reach, is in docs/measurements.md.
"""

import math

from assistant.evidence import Features
from assistant.kinds import Kind

_RANK = Features(
    covered=1.2, covered_near=1.6, covered_all=-0.6, focus=0.8, names=0.3, meaning=4.0, meaning_near=1.5,
    passage_meaning=-1.5, fused=5.0, bears=1.2, phrase=0.2, brevity=0.4,
)
_SUPPORT = Features(
    covered=0.6, covered_near=1.2, covered_all=2.4, focus=0.8, names=1.2, meaning=1.6, meaning_near=0.0,
    passage_meaning=1.1, fused=2.4, bears=1.0, phrase=0.0, brevity=0.0,
)
_SUPPORT_OFFSET = -6.6

LEAST_SUPPORT = 0.5
LEAST_COVERED = 0.5
LEAST_MEANING = 0.62
LEAST_NAMES = 0.5
LEAST_BEARS = 0.5

_FREE_KINDS = (Kind.OTHER, Kind.WHY, Kind.LIST, Kind.DEFINITION)


def rank(kind: Kind, features: Features) -> float:
    """How well a sentence answers, to be compared with others for the same question.

    A decision is told by where it stands more than by its words ("Godkendt."), hence the weights of its own.
    """
    score = _dot(_RANK, features)
    if kind is Kind.DECISION:
        score += 2.5 * features.bears + 2.5 * features.covered_all
    return score


def support(features: Features) -> float:
    """The probability that a sentence answers the question, 0..1."""
    return 1.0 / (1.0 + math.exp(-(_dot(_SUPPORT, features) + _SUPPORT_OFFSET)))


def answers(kind: Kind, features: Features) -> bool:
    """Whether a sentence with these features may be shown as an answer to a question of the kind."""
    return (
        support(features) >= LEAST_SUPPORT
        and (features.covered_all >= LEAST_COVERED or features.meaning >= LEAST_MEANING)
        and features.names >= LEAST_NAMES
        and (kind in _FREE_KINDS or features.bears >= LEAST_BEARS)
    )


def _dot(weights: Features, features: Features) -> float:
    return sum(weight * value for weight, value in zip(weights.vector(), features.vector(), strict=True))

"""The weights: which sentence answers best, and whether it answers at all.

Both are linear models over `assistant.evidence.Features`: a conditional logit ranks, a logistic regression tells
support. They were fitted on Danish questions and rounded; thresholds and what single kinds of question gain were set by
hand on the question sets. `tests/evals/fit.py` fits them again; what they reach is in docs/measurements.md.
"""

import math

from assistant.evidence import Features
from assistant.kinds import Kind

RANK = Features(
    covered=2.4,
    covered_near=2.6,
    covered_all=2.7,
    focus=0.0,
    names=0.5,
    meaning=2.9,
    meaning_near=2.3,
    passage_meaning=1.9,
    fused=3.1,
    bears=0.6,
    phrase=0.6,
    brevity=0.4,
)
SUPPORT = Features(
    covered=0.7,
    covered_near=0.8,
    covered_all=0.8,
    focus=0.0,
    names=0.9,
    meaning=0.9,
    meaning_near=0.8,
    passage_meaning=1.0,
    fused=2.4,
    bears=1.9,
    phrase=0.3,
    brevity=0.2,
)
SUPPORT_OFFSET = -7.0
_MORE_FOR_BEARING = {Kind.DECISION: 2.5, Kind.LIST: 2.0}
_MORE_FOR_BEARING_STRICTLY = 1.9

_MORE_FOR_PLACE = 0.6

LEAST_SUPPORT = 0.4
LEAST_SUPPORT_OF_A_DEFINITION = 0.45
LEAST_SUPPORT_BARE = 0.25
LEAST_NAMES = 0.4
NAMES_OF_A_STATEMENT = 0.8
LEAST_COVERED = 0.5
LEAST_MEANING = 0.6
SLACK_WHERE_STRICT = 0.05
LEAST_FOCUS_OF_A_LIST = 0.4
LEAST_BEARS = 0.5
LEAST_FOCUS = 0.5
PLAIN_MEANING = 0.92
PLAIN_COVERED = 0.55

_STRICT = frozenset(
    {
        Kind.MONEY,
        Kind.SHARE,
        Kind.COUNT,
        Kind.WHEN,
        Kind.PHONE,
        Kind.HOW_OFTEN,
        Kind.HOW_LONG,
        Kind.NAME,
        Kind.STATEMENT,
        Kind.WHO,
        Kind.WHERE,
        Kind.DECISION,
        Kind.EMAIL,
        Kind.CASE_NUMBER,
        Kind.CLOCK,
        Kind.PERSON,
    }
)
_FOCUSED = frozenset(
    {
        Kind.MONEY,
        Kind.COUNT,
        Kind.DECISION,
        Kind.WHO,
        Kind.SHARE,
        Kind.NAME,
        Kind.PERSON,
        Kind.EMAIL,
        Kind.DEFINITION,
        Kind.WHICH,
        Kind.LIST,
    }
)
_BARE = frozenset({Kind.CASE_NUMBER, Kind.EMAIL, Kind.PHONE, Kind.CLOCK, Kind.PERSON})
"""Kinds whose answers are bare figures and names, in sentences with few other words."""


def is_strict(kind: Kind) -> bool:
    """Whether an answer of the kind leaves a plain mark in its sentence: a date, a number, a name."""
    return kind in _STRICT


def rank(kind: Kind, features: Features) -> float:
    """How well a sentence answers, to be compared with others for the same question.

    Whether it bears an answer of the kind weighs more for kinds that leave a plain mark; a decision is told by where it
    stands more than by its words ("Godkendt.").
    """
    score = _dot(RANK, features)
    more = _MORE_FOR_BEARING.get(kind, _MORE_FOR_BEARING_STRICTLY if kind in _STRICT else 0.0)
    return score + more * features.bears


def support(kind: Kind, features: Features) -> float:
    """The probability that a sentence answers the question, 0..1.

    The line that opens the list asked for, and what stands under "Beslutning", say so by their place, in few words.
    """
    score = _dot(SUPPORT, features) + SUPPORT_OFFSET
    if kind is Kind.DECISION or (kind is Kind.LIST and features.focus >= LEAST_FOCUS):
        score += _MORE_FOR_PLACE * (features.bears >= 1.0)
    return 1.0 / (1.0 + math.exp(-score))


def answers(kind: Kind, features: Features, own_decision: bool = False) -> bool:
    """Whether a sentence with these features may be shown as an answer to a question of the kind.

    Beside the fitted probability, a plain question must be met plainly: its names, an answer of its kind, and the word
    that it turns on, unless the sentence means nearly the same as the question. `own_decision` says that it stands
    under the "Beslutning" of the body asked about, where few words say it all.
    """
    return (
        support(kind, features) >= (LEAST_SUPPORT_BARE if own_decision else _least_support(kind))
        and features.names >= (NAMES_OF_A_STATEMENT if kind is Kind.STATEMENT else LEAST_NAMES)
        and _is_on_topic(kind, features)
        and (kind not in _STRICT or features.bears >= LEAST_BEARS)
        and (kind not in _FOCUSED or _meets_focus(kind, features))
        and (kind is not Kind.COUNT or features.bears >= 0.9 or features.covered >= PLAIN_COVERED)
    )


def _least_support(kind: Kind) -> float:
    """Less is asked of bare figures and names, more of a definition, which many sentences resemble."""
    if kind in _BARE:
        return LEAST_SUPPORT_BARE
    return LEAST_SUPPORT_OF_A_DEFINITION if kind is Kind.DEFINITION else LEAST_SUPPORT


def _is_on_topic(kind: Kind, features: Features) -> bool:
    """Whether words or meaning are near enough; a little less will do where the answer's kind leaves a plain mark."""
    slack = SLACK_WHERE_STRICT if kind in _STRICT else 0.0
    return features.covered_all >= LEAST_COVERED - slack or features.meaning >= LEAST_MEANING - slack


def _meets_focus(kind: Kind, features: Features) -> bool:
    """Whether the word that the question turns on is met, or the sentence means nearly the same as the question."""
    if kind in (Kind.DEFINITION, Kind.LIST) and features.meaning >= PLAIN_MEANING:
        return True
    return features.focus >= (LEAST_FOCUS_OF_A_LIST if kind is Kind.LIST else LEAST_FOCUS)


def _dot(weights: Features, features: Features) -> float:
    return sum(weight * value for weight, value in zip(weights.vector(), features.vector(), strict=True))

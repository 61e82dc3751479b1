import math
from dataclasses import replace

import pytest

from assistant.evidence import FEATURES, Features
from assistant.kinds import Kind
from assistant.weigh import (
    LEAST_BEARS,
    LEAST_COVERED,
    LEAST_FOCUS,
    LEAST_FOCUS_OF_A_LIST,
    LEAST_MEANING,
    LEAST_NAMES,
    LEAST_SUPPORT,
    LEAST_SUPPORT_BARE,
    LEAST_SUPPORT_OF_A_DEFINITION,
    NAMES_OF_A_STATEMENT,
    PLAIN_COVERED,
    PLAIN_MEANING,
    SLACK_WHERE_STRICT,
    SUPPORT,
    answers,
    is_strict,
    rank,
    support,
)

BEST = Features(*[1.0] * len(FEATURES))
NONE = Features(*[0.0] * len(FEATURES))
LITTLE = 0.01


def features(**values: float) -> Features:
    return replace(BEST, **values)


def with_support(kind: Kind, wanted: float) -> Features:
    """The best features but for a search score that brings the support to what is wanted."""
    have = support(kind, BEST)
    gap = math.log(wanted / (1 - wanted)) - math.log(have / (1 - have))
    return features(fused=1.0 + gap / SUPPORT.fused)


@pytest.mark.parametrize("kind", Kind)
def test_the_best_answers_and_nothing_does_not(kind: Kind) -> None:
    assert answers(kind, BEST)
    assert not answers(kind, NONE)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (Kind.OTHER, LEAST_SUPPORT),
        (Kind.WHEN, LEAST_SUPPORT),
        (Kind.DECISION, LEAST_SUPPORT),
        (Kind.LIST, LEAST_SUPPORT),
        (Kind.DEFINITION, LEAST_SUPPORT_OF_A_DEFINITION),
        (Kind.PHONE, LEAST_SUPPORT_BARE),
        (Kind.PERSON, LEAST_SUPPORT_BARE),
    ],
)
def test_the_support_gate(kind: Kind, least: float) -> None:
    assert not answers(kind, with_support(kind, least - LITTLE))
    assert answers(kind, with_support(kind, least + LITTLE))


@pytest.mark.parametrize(
    ("kind", "gate", "least", "others"),
    [
        (Kind.OTHER, "names", LEAST_NAMES, {}),
        (Kind.WHEN, "names", LEAST_NAMES, {}),
        (Kind.STATEMENT, "names", NAMES_OF_A_STATEMENT, {}),
        (Kind.OTHER, "covered_all", LEAST_COVERED, {"meaning": 0.0}),
        (Kind.OTHER, "meaning", LEAST_MEANING, {"covered_all": 0.0}),
        (Kind.WHEN, "covered_all", LEAST_COVERED - SLACK_WHERE_STRICT, {"meaning": 0.0}),
        (Kind.WHEN, "meaning", LEAST_MEANING - SLACK_WHERE_STRICT, {"covered_all": 0.0}),
        (Kind.WHEN, "bears", LEAST_BEARS, {}),
        (Kind.MONEY, "bears", LEAST_BEARS, {}),
        (Kind.MONEY, "focus", LEAST_FOCUS, {}),
        (Kind.WHICH, "focus", LEAST_FOCUS, {}),
        (Kind.LIST, "focus", LEAST_FOCUS_OF_A_LIST, {"meaning": PLAIN_MEANING - LITTLE}),
        (Kind.LIST, "meaning", PLAIN_MEANING, {"focus": 0.0}),
        (Kind.DEFINITION, "focus", LEAST_FOCUS, {"meaning": PLAIN_MEANING - LITTLE}),
        (Kind.DEFINITION, "meaning", PLAIN_MEANING, {"focus": 0.0}),
        (Kind.COUNT, "bears", 0.9, {"covered": PLAIN_COVERED - LITTLE}),
        (Kind.COUNT, "covered", PLAIN_COVERED, {"bears": LEAST_BEARS}),
    ],
)
def test_a_gate_shuts_just_below_and_opens_just_above(
    kind: Kind, gate: str, least: float, others: dict[str, float]
) -> None:
    assert not answers(kind, features(**{**others, gate: least - LITTLE}))
    assert answers(kind, features(**{**others, gate: least + LITTLE}))


@pytest.mark.parametrize(
    ("kind", "without"),
    [
        (Kind.OTHER, {"bears": 0.0}),
        (Kind.WHY, {"bears": 0.0}),
        (Kind.LIST, {"bears": 0.0}),
        (Kind.OTHER, {"focus": 0.0}),
        (Kind.WHEN, {"focus": 0.0}),
        (Kind.COUNT, {"bears": LEAST_BEARS}),
        (Kind.OTHER, {"phrase": 0.0, "brevity": 0.0}),
    ],
)
def test_a_gate_of_other_kinds_stands_open(kind: Kind, without: dict[str, float]) -> None:
    assert answers(kind, features(**without))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", FEATURES)
def test_more_never_weighs_less(kind: Kind, name: str) -> None:
    less = features(**{name: 0.5})
    assert rank(kind, less) <= rank(kind, BEST)
    assert 0.0 < support(kind, less) <= support(kind, BEST) < 1.0


def test_bearing_weighs_more_where_the_kind_leaves_a_mark() -> None:
    def worth(kind: Kind) -> float:
        return rank(kind, BEST) - rank(kind, features(bears=0.0))

    assert is_strict(Kind.MONEY)
    assert not is_strict(Kind.OTHER)
    assert worth(Kind.OTHER) < worth(Kind.MONEY) < worth(Kind.DECISION)

"""From sums to scores: the point at which to act."""

import numpy as np
import pytest

from guardrails.meaning.calibration import best_point, calibrate


@pytest.mark.parametrize(
    ("values", "acts", "rarity", "least", "most"),
    [
        ([3, 2, 1, 0], [1, 1, 0, 0], 1, 1, 2),
        ([3, 2, 1, 0], [1, 0, 1, 0], 1, 0, 1),
        ([3, 2, 1, 0], [1, 0, 1, 0], 9, 2, 3),
        ([3, 2, 1, 0], [1, 1, 1, 1], 1, 0, 0),
    ],
)
def test_the_point_with_the_highest_f1(
    values: list[float], acts: list[int], rarity: float, least: float, most: float
) -> None:
    assert least <= best_point(np.array(values, float), np.array(acts, bool), rarity) <= most


def test_scores_cross_a_half_between_the_kinds() -> None:
    generator = np.random.default_rng(1)
    acts = np.repeat([1, -1, 0], [200, 800, 50]).astype(np.int8)
    sums = np.where(acts == 1, 0.5, -0.8) + generator.normal(0, 0.2, len(acts))
    slopes, points = calibrate(sums.astype(np.float32)[:, None], acts[:, None], ["decision"])
    scores = 1 / (1 + np.exp(-slopes * (sums - points)))
    assert (scores[acts == 1] > 0.5).mean() > 0.98
    assert (scores[acts == -1] < 0.5).mean() > 0.99


@pytest.mark.parametrize(("label", "acts"), [(1, True), (-1, False)])
def test_where_all_exemplars_are_of_one_kind(label: int, acts: bool) -> None:
    sums = np.linspace(-1, 1, 9, dtype=np.float32)[:, None]
    _, points = calibrate(sums, np.full((9, 1), label, np.int8), ["decision"])
    assert ((sums > points) == acts).all()

"""From sums to scores of 0 to 1, so that 0.5 is the point at which to act.

The point is where F1 over the exemplars, each predicted from all others, is highest; it is the mean of the points of
resampled exemplars, as the best point of one sample is a matter of a few texts. The slope is that of a logistic
regression of the labels on the sums, so that a score near 0.5 is an unsure one.

Among the paragraphs of documents harmful ones are far rarer than among the exemplars, and one harmless paragraph that
is taken for harmful holds up its whole document: there a false alarm counts `_RARITY` times.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from guardrails.meaning.words import Floats

_SAMPLES = 25
_SEED = 4
_NEWTON_STEPS = 25
_STEEPEST = 20.0
_RARITY = {"document-injection": 4.0}
Doubles = NDArray[np.float64]


def calibrate(sums: Floats, labels: NDArray[np.int8], rules: Sequence[str]) -> tuple[Floats, Floats]:
    """The slope and the point of each rule, from sums and labels (1, -1 or 0 for unknown), shape (texts, rules)."""
    found = [
        _of_rule(sums[:, place], labels[:, place], _RARITY.get(rule, 1.0)) for place, rule in enumerate(rules)
    ]
    slopes, points = np.array(found, dtype=np.float32).T
    return slopes, points


def _of_rule(sums: Floats, labels: NDArray[np.int8], rarity: float) -> tuple[float, float]:
    known = labels != 0
    values, acts = sums[known].astype(np.float64), labels[known] == 1
    if not acts.any() or acts.all():
        return 1.0, float(values.max() + 1) if not acts.any() else float(values.min() - 1)
    generator = np.random.default_rng(_SEED)
    samples = [generator.integers(0, len(values), len(values)) for _ in range(_SAMPLES)]
    points = [best_point(values[rows], acts[rows], rarity) for rows in samples if acts[rows].any()]
    return _slope(values, acts), float(np.mean(points))


def best_point(values: Doubles, acts: NDArray[np.bool_], rarity: float = 1.0) -> float:
    """The value between two texts at which acting on all values above it has the highest F1.

    `rarity` is how often a false alarm counts.
    """
    order = np.argsort(-values, kind="stable")
    right = np.cumsum(acts[order])
    wrong = np.cumsum(~acts[order]) * rarity
    f1 = 2 * right / (right + wrong + acts.sum())
    best = int(f1.argmax())
    after = order[min(best + 1, len(order) - 1)]
    return float((values[order[best]] + values[after]) / 2)


def _slope(values: Doubles, acts: NDArray[np.bool_]) -> float:
    """The slope of a logistic regression by Newton's method, with a touch of ridge so that it stays finite."""
    inputs = np.stack([values, np.ones_like(values)], axis=1)
    weights = np.zeros(2)
    for _ in range(_NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (chance - acts) + 0.1 * weights
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + 0.1 * np.eye(2)
        weights -= np.linalg.solve(bend, slope)
    return float(np.clip(weights[0], 1.0, _STEEPEST))

"""The classifier: kernel ridge regression (least-squares classification) over meaning, words and letters.

A text is compared with every exemplar. How alike two texts are is the sum of

    8 exp(-2 (1 - cosine of their centred embeddings))      meaning
    2 (cosine of words) + 2 (cosine of letter sequences)    wording
    0.5                                                     a constant

Weights were chosen by leave-one-out over the exemplars; halving or doubling any of them changes little. All rules are
solved together: the weights of the exemplars are (K + I)^-1 y with y = 1 where a rule acts and -1 where it does not.
Where both is right, y is what the other exemplars predict, which is the same as leaving the exemplar out. Leaving each
exemplar out in turn has a closed form, y - a / diag((K + I)^-1) (Rasmussen and Williams 2006, section 5.4.2), from
which the scores are calibrated (see `calibration.py`).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from guardrails.meaning.calibration import calibrate
from guardrails.meaning.exemplars import Exemplars
from guardrails.meaning.words import Floats

EDITION = 1
"""Raise it when the code gives other scores for the same exemplars."""
_MEANING, _SHARPNESS, _WORDING, _CONSTANT = 8.0, 2.0, 2.0, 0.5
_RIDGE = 1.0
_ROUNDS = 8
_MOST_STEPS, _CLOSE, _TINY = 400, 0.005, np.float32(1e-20)


@dataclass(frozen=True, slots=True)
class Classifier:
    """What was learned: `scores` gives 0 to 1 for each of `rules`, from 0.5 on a rule should act.

    `vectors` are the centred, unit-length embeddings of the exemplars, shape (exemplars, dimensions), and `center` is
    their mean before; `duals` the weights of the exemplars, shape (exemplars, rules); `wording` those of words and
    letters, shape (places, rules); `rare` the rarities that word vectors are made with. A score is the logistic
    function of slope * (sum - point).
    """

    rules: tuple[str, ...]
    center: Floats
    vectors: Floats
    duals: Floats
    wording: Floats
    rare: Floats
    slopes: Floats
    points: Floats

    def scores(self, embeddings: Floats, words: Floats) -> Floats:
        """The scores of texts, shape (texts, rules), from their embeddings and word vectors, one a row."""
        alike = _meaning(centred(embeddings, self.center), self.vectors) + np.float32(_CONSTANT)
        sums = alike @ self.duals + words @ self.wording
        steep = np.clip(self.slopes * (sums - self.points), -30, 30)
        return (1 / (1 + np.exp(-steep))).astype(np.float32)


def centred(embeddings: Floats, center: Floats) -> Floats:
    """Embeddings less their usual mean, at length 1: e5's own lie in a narrow cone."""
    moved = embeddings - center
    unit: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
    return unit


def learn(exemplars: Exemplars, center: Floats, vectors: Floats, words: Floats, rare: Floats) -> Classifier:
    """The classifier of exemplars, whose centred embeddings and word vectors are given row by row."""
    duals, left_out = solve(alike_matrix(vectors, words), exemplars.labels)
    slopes, points = calibrate(left_out, exemplars.labels, exemplars.rules)
    wording = np.float32(_WORDING) * (words.T @ duals)
    return Classifier(exemplars.rules, center, vectors, duals, wording, rare, slopes, points)


def relearn(
    before: Classifier, exemplars: Exemplars, vectors: Floats, words: Floats, duals: Floats
) -> Classifier:
    """The classifier of exemplars that are mostly those of `before`, for the same rules, in a fraction of the time.

    `duals` are the weights that the exemplars had before, zero for new ones. Calibrated as before.
    """
    refined = refine(vectors, words, exemplars.labels, duals)
    wording = np.float32(_WORDING) * (words.T @ refined)
    return replace(before, vectors=vectors, duals=refined, wording=wording)


def refine(vectors: Floats, words: Floats, labels: NDArray[np.int8], duals: Floats) -> Floats:
    """The weights of the exemplars, (exemplars, rules), by conjugate gradients from the given ones on.

    What is unknown to a rule has the weight zero, which is the same as leaving it out.
    """
    known = labels != 0
    meaning = _meaning(vectors, vectors) + np.float32(_CONSTANT)

    def product(weights: Floats) -> Floats:
        wording = np.float32(_WORDING) * (words @ (words.T @ weights))
        return np.where(known, meaning @ weights + wording + np.float32(_RIDGE) * weights, 0)

    found = np.where(known, duals, np.float32(0))
    left = np.where(known, labels - product(found), np.float32(0)).astype(np.float32)
    way, size = left, np.sum(left * left, axis=0)
    for _ in range(_MOST_STEPS):
        if float(np.sqrt(size / len(labels)).max()) < _CLOSE:
            break
        ahead = product(way)
        step = size / np.maximum(np.sum(way * ahead, axis=0), _TINY)
        found, left = found + step * way, left - step * ahead
        size, last = np.sum(left * left, axis=0), size
        way = left + size / np.maximum(last, _TINY) * way
    return found


def alike_matrix(vectors: Floats, words: Floats) -> Floats:
    """How alike each two exemplars are, shape (exemplars, exemplars)."""
    alike = _meaning(vectors, vectors)
    alike += np.float32(_WORDING) * (words @ words.T)
    alike += np.float32(_CONSTANT)
    return alike


def solve(alike: Floats, labels: NDArray[np.int8]) -> tuple[Floats, Floats]:
    """The weights of the exemplars, and what is predicted for each of them from all others, (exemplars, rules)."""
    inverse = np.linalg.inv(alike + np.float32(_RIDGE) * np.eye(len(alike), dtype=np.float32))
    own = np.diag(inverse).astype(np.float64)[:, None]
    wanted = labels.astype(np.float64)
    for _ in range(_ROUNDS):
        duals = inverse @ wanted
        left_out = wanted - duals / own
        wanted = np.where(labels == 0, left_out, wanted)
    return duals.astype(np.float32), left_out.astype(np.float32)


def _meaning(first: Floats, second: Floats) -> Floats:
    alike: Floats = np.float32(_MEANING) * np.exp(np.float32(-_SHARPNESS) * (1 - first @ second.T))
    return alike

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

from dataclasses import dataclass

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

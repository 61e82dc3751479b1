"""Solving for the weights of exemplars, at once and step by step."""

import numpy as np
import pytest
from numpy.typing import NDArray

from guardrails.meaning.classifier import alike_matrix, centred, refine, solve
from guardrails.meaning.words import Floats

generator = np.random.default_rng(3)


def unit(rows: int, columns: int) -> Floats:
    found = generator.normal(size=(rows, columns)).astype(np.float32)
    lengths: Floats = np.linalg.norm(found, axis=1, keepdims=True)
    return found / lengths


VECTORS, WORDS = unit(60, 16), unit(60, 40)
LABELS: NDArray[np.int8] = np.where(VECTORS[:, :3] > 0, 1, -1).astype(np.int8)
LABELS[::7, 1] = 0
NONE = np.zeros(LABELS.shape, np.float32)


def test_what_is_unknown_to_a_rule_has_no_weight() -> None:
    duals, _ = solve(alike_matrix(VECTORS, WORDS), LABELS)
    assert np.abs(duals[LABELS == 0]).max() < 0.05
    assert np.abs(duals[LABELS != 0]).mean() > 0.05


def test_what_is_left_out_is_predicted_from_the_others() -> None:
    _, left_out = solve(alike_matrix(VECTORS, WORDS), LABELS)
    others = np.arange(60) != 4
    duals, _ = solve(alike_matrix(VECTORS[others], WORDS[others]), LABELS[others])
    expected = alike_matrix(VECTORS, WORDS)[4, others] @ duals
    assert left_out[4, [0, 2]] == pytest.approx(expected[[0, 2]], abs=0.001)  # nothing is unknown to these


@pytest.mark.parametrize("known", [0, 30, 59])
def test_step_by_step_is_the_same_from_wherever_it_begins(known: int) -> None:
    duals, _ = solve(alike_matrix(VECTORS, WORDS), LABELS)
    start = NONE.copy()
    start[:known] = duals[:known]
    assert refine(VECTORS, WORDS, LABELS, start) == pytest.approx(duals, abs=0.03)


def test_centred_vectors_have_length_one_and_no_mean() -> None:
    found = centred(VECTORS + 5, (VECTORS + 5).mean(axis=0))
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(60), abs=1e-5)
    assert np.abs(found.mean(axis=0)).max() < 0.2

"""Vectors of words and letters."""

import numpy as np
import pytest

from guardrails.meaning.words import LENGTH, rarities, vector

TEXTS = ["Hvad er et lukket punkt?", "Hvad er en adgangskode?", "Hvornår er mødet?"]
RARE = rarities(TEXTS)


def alike(first: str, second: str) -> float:
    return float(vector(first, RARE) @ vector(second, RARE)) / 2


def test_a_text_is_like_itself_whatever_its_case_and_numbers() -> None:
    assert alike(TEXTS[0], TEXTS[0]) == pytest.approx(1, abs=1e-5)
    assert alike("Punkt 12", "PUNKT 7") == pytest.approx(1, abs=1e-5)


def test_inflected_and_misspelt_words_are_nearer_than_others() -> None:
    assert alike("adgangskoden", "adgangskoder") > 0.2
    assert alike("adgangskode", "adgangskdoe") > alike("adgangskode", "mødet") + 0.1


def test_rare_words_count_for_more() -> None:
    assert alike("hvad er mødet", "mødet") > alike("hvad er mødet", "hvad")


@pytest.mark.parametrize("text", ["", " ", "…", "\ud800", "a" * 100_000, "ord " * 50_000])
def test_any_text_has_a_finite_vector(text: str) -> None:
    found = vector(text, RARE)
    assert found.shape == (LENGTH,)
    assert np.isfinite(found).all()

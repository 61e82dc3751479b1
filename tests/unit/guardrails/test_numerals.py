import pytest

from guardrails.numerals import NUMERALS, digits_of_words
from guardrails.views import View

RUNS = {
    "digit by digit": ("cpr nul syv nul syv seks en", "cpr 070761"),
    "in pairs": ("nulsyv nulsyv enogtres streg toogfyrre femogfirs", "0707614285"),
    "with hyphens": ("to-otte-syv-en", "2871"),
    "with commas and a word": ("nul, syv, nul og syv.", "0707."),
    "in English": ("zero seven zero seven sixty-one", "070761"),
    "with digits among the words": ("nul syv 61 fire to", "076142"),
}
NONE = {
    "an ordinary sentence": "en plan for to udvalg, tre møder og fire punkter",
    "three in a row": "en to tre møder",
    "digits alone": "12 14 16 18 20",
}


@pytest.mark.parametrize(("text", "expected"), RUNS.values(), ids=RUNS)
def test_runs_of_words_become_digits(text: str, expected: str) -> None:
    assert View(text).rewritten(digits_of_words(text)).text == expected


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_words_stay(text: str) -> None:
    assert digits_of_words(text) == []


def test_every_number_below_a_hundred_has_its_words() -> None:
    assert {str(number) for number in range(100)} <= set(NUMERALS.values())
    assert NUMERALS["halvtreds"] == "50"
    assert NUMERALS["nioghalvfems"] == "99"
    assert NUMERALS["ninetynine"] == "99"

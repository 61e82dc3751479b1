from pathlib import Path

import pytest

from ingest.danish.words import stem
from ingest.lexical import word_terms
from tests.support.assembly import Parts

TEXT = """# Notat

## Strategi

Byrådet vedtog digitaliseringsstrategien den 1. februar 2024.

## Budget

Der er sat 1.200 kr. af til "øl" & æbler (jf. § 12).

## Skole

Skolerne får nye computere i 2024-2027.
"""


@pytest.fixture
def filled(parts: Parts, tmp_path: Path) -> Parts:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    parts.ingest(tmp_path / "a.md")
    return parts


def sections(parts: Parts, scores: dict[int, float]) -> list[str]:
    passages = parts.corpus.passages(scores)
    return [passages[key].section for key in scores]


@pytest.mark.parametrize(
    ("query", "section"),
    [
        ("vedtage strategier", "Strategi"),
        ("skolernes computer", "Skole"),
        ("01.02.2024", "Strategi"),
        ("1200 kroner", "Budget"),
        ("§ 12", "Budget"),
        ("ØL", "Budget"),
        ("æble", "Budget"),
        ("perioden 2024-27", "Skole"),
    ],
)
def test_words_are_found_by_stem_number_and_date(filled: Parts, query: str, section: str) -> None:
    words, _ = filled.corpus.match_lexical(query, 5)
    assert sections(filled, words)[0] == section


@pytest.mark.parametrize(("query", "section"), [("strategi", "Strategi"), ("compter", "Skole")])
def test_grams_find_inside_compounds_and_past_slips(filled: Parts, query: str, section: str) -> None:
    _, grams = filled.corpus.match_lexical(query, 5)
    assert section in sections(filled, grams)


@pytest.mark.parametrize(
    "query", ["", "og i at", '"', "' OR 1=1 --", "NEAR(a b)", "*", "a*", "-x", "kolonne:værdi", "😀"]
)
def test_no_query_breaks_the_search(filled: Parts, query: str) -> None:
    words, grams = filled.corpus.match_lexical(query, 5)
    assert len(words) <= 5
    assert len(grams) <= 5


def test_best_come_first_and_no_more_than_asked_for(filled: Parts) -> None:
    words, _ = filled.corpus.match_lexical("Byrådet skole kr.", 2)
    assert len(words) == 2
    assert list(words.values()) == sorted(words.values(), reverse=True)


def test_frequencies_count_passages(filled: Parts) -> None:
    found = filled.corpus.frequencies([stem("skole"), stem("notat"), "findesikke"])
    assert found == {stem("skole"): 1, stem("notat"): 3}


def test_terms_of_the_word_index() -> None:
    assert "2024-02-01" in word_terms("vedtaget 1/2-2024")
    assert word_terms("og i at") == []

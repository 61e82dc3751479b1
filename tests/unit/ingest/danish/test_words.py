import pytest

from ingest.danish.words import content_tokens, grams, index_terms, likeness, stem, tokens


@pytest.mark.parametrize(
    "forms",
    [
        "budget budgettet budgettets",
        "strategi strategien strategier strategiernes",
        "udvalg udvalget udvalgene udvalgets",
        "borger borgere borgerne borgernes",
        "beslutning beslutningen beslutninger",
        "råd rådet rådene",
        "kommune kommunen kommunerne kommunens",
        "barn børn børnene",
        "Skole skolen SKOLERNES",
    ],
)
def test_the_inflections_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.200", "1200"),
        ("2,3", "2,3"),
        ("2024–2027", "2024-2027"),
        ("2014-17", "2014-2017"),
        ("2024", "2024"),
    ],
)
def test_numbers_have_one_form(written: str, expected: str) -> None:
    assert stem(written) == expected


@pytest.mark.parametrize(
    ("wanted", "found", "least", "most"),
    [
        ("strategi", "strategi", 1.0, 1.0),
        ("strategi", "digitaliseringsstrategi", 0.7, 0.9),
        ("digitalisering", "digitaliseringsstrategi", 0.5, 0.7),
        ("ai", "ai-kodeks", 0.5, 0.7),
        ("2024", "2024-2027", 0.5, 0.7),
        ("budget", "penge", 0.0, 0.0),
        ("rat", "demokrat", 0.0, 0.0),
        ("2024", "2025", 0.0, 0.0),
    ],
)
def test_parts_of_compounds_are_alike(wanted: str, found: str, least: float, most: float) -> None:
    assert least <= likeness(stem(wanted), stem(found)) <= most


def test_a_shared_ending_counts_more_than_a_shared_beginning() -> None:
    compound = stem("digitaliseringsstrategi")
    assert likeness(stem("strategi"), compound) > likeness(stem("digitalisering"), compound)


def test_tokens_keep_their_offsets() -> None:
    text = "§ 12, stk. 3: AI-kodeks 2024-2027 koster 1.200 kr. for KL's R&D."
    found = tokens(text)
    assert [t.surface for t in found] == [text[t.start : t.end] for t in found]
    assert {"§", "12", "AI-kodeks", "2024-2027", "1.200", "KL's", "R&D"} <= {t.surface for t in found}


def test_words_without_meaning_of_their_own_are_left_out() -> None:
    assert [t.surface for t in content_tokens("Hvad er formålet med den strategi?")] == [
        "formålet",
        "strategi",
    ]
    assert content_tokens("og i at") == []


def test_parts_of_hyphenated_words_and_periods_are_indexed() -> None:
    assert {"ai-kodek", "ai", "kodek", "2024-2027", "2024", "2027"} <= set(index_terms("AI-kodeks 2024-27"))


def test_grams_meet_inside_compounds() -> None:
    assert set(grams("strategi")) & set(grams("digitaliseringsstrategien"))
    assert grams("Byen") == ["_byen", "byen_"]
    assert grams("ØU") == ["_øu_"]

import pytest

from assistant.answer import Language
from assistant.glossary import Glossary
from assistant.kinds import Kind
from assistant.question import Question, Term, language_of, understand

GLOSSARY = Glossary.load()


def read(text: str) -> Question:
    return understand(text, GLOSSARY)


def focus(text: str) -> list[str]:
    return [term.stem for term in read(text).terms if term.is_focus]


def term(text: str, stem: str) -> Term:
    return next(term for term in read(text).terms if term.stem == stem)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hvad koster det?", "da"),
        ("What does it cost?", "en"),
        ("How many members does Økonomiudvalget have?", "en"),
        ("Microsoft Copilot?", "da"),
        ("for", "da"),
        ("", "da"),
    ],
)
def test_the_language_is_told_by_function_words(text: str, language: Language) -> None:
    assert language_of(text) == read(text).language == language


def test_a_given_language_is_kept_and_english_still_searched_in_danish() -> None:
    question = understand("What did the Finance Committee decide?", GLOSSARY, "da")
    assert question.language == "da"
    assert question.bodies == {"Økonomiudvalget"}
    assert question.kind is Kind.DECISION


@pytest.mark.parametrize(
    ("text", "municipalities"),
    [
        ("Hvad koster det i Odense og Aarhus?", {"Odense", "Aarhus"}),
        ("Hvad siger Københavns Kommune?", {"København"}),
        ("Hvad siger Lysbjerg Kommune?", {"Lysbjerg"}),
        ("What does Copenhagen say?", {"København"}),
        ("Hvad siger kommunen?", set()),
    ],
)
def test_municipalities(text: str, municipalities: set[str]) -> None:
    assert read(text).municipalities == municipalities


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Hvad besluttede Økonomiudvalget?", {"Økonomiudvalget"}),
        ("hvad besluttede økonomiudvalget?", {"Økonomiudvalget"}),
        ("hvad besluttede klimaudvalget om solceller?", {"Klimaudvalget"}),
        ("hvad er byrådets holdning?", {"Byrådet"}),
        ("Hvad mente Teknik- og Miljøudvalget?", {"Teknik- og Miljøudvalget"}),
        ("Hvad besluttede BIU?", {"Beskæftigelses- og Integrationsudvalget"}),
        ("Hvad var BIU's beslutning?", {"Beskæftigelses- og Integrationsudvalget"}),
        ("Hvad var BUUs beslutning?", {"Børne- og Ungdomsudvalget"}),
        ("Hvad siger fagudvalget?", set()),
        ("Hvad siger rådet på området?", set()),
    ],
)
def test_bodies(text: str, bodies: set[str]) -> None:
    assert read(text).bodies == bodies


def test_abbreviations_are_written_out_in_the_search() -> None:
    question = read("Hvem leder SOFs team?")
    assert question.text == "Hvem leder SOFs team?"
    assert question.query == "Hvem leder SOFs team? Socialforvaltningen"
    assert "socialforvaltning" in {term.stem for term in question.terms}


@pytest.mark.parametrize(
    ("text", "dates", "years"),
    [
        ("Hvad skete den 3. marts 2024?", {"2024-03-03"}, {2024}),
        ("What happened on March 3, 2024?", {"2024-03-03"}, {2024}),
        ("Hvad skete i marts 2024?", {"2024-03"}, {2024}),
        ("Hvad skete i 2024?", set(), {2024}),
        ("Hvad skete i 2023-24?", set(), {2023, 2024}),
        ("Hvad skete den 31. februar?", set(), set()),
    ],
)
def test_dates_and_years(text: str, dates: set[str], years: set[int]) -> None:
    assert read(text).dates == dates
    assert read(text).years == years


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hvilke fire temaer indeholder strategien?", ["tema"]),
        ("Hvad er det overordnede formål?", ["formål"]),
        ("Hvilke kommunale bygninger er der?", ["bygning"]),
        ("Hvem var fraværende, da planen blev drøftet?", ["fravær"]),
        ("Hvad koster licensen hos Microsoft?", ["lic"]),
        ("Hvad mente Økonomiudvalget om vejen?", ["vej"]),
        ("Hvad skete der den 3. marts 2024 med vejen?", ["vej"]),
        ("Hvad koster det i Odense?", []),
        ("Hvad er?", []),
    ],
)
def test_the_question_turns_on_one_word(text: str, word: list[str]) -> None:
    assert focus(text) == word


@pytest.mark.parametrize(
    ("text", "stem", "weight", "is_name"),
    [
        ("Hvad koster licensen hos Microsoft?", "kost", 0.25, False),
        ("Hvad koster licensen hos Microsoft?", "lic", 1.6, False),
        ("Hvad koster licensen hos Microsoft?", "microsoft", 1.0, True),
        ("Hvad mente Økonomiudvalget om vejen?", "økonomiudvalg", 0.25, False),
        ("Hvad koster vejen i Odense?", "odens", 0.25, False),
        ("Hvad kostede vejen i 2024?", "2024", 0.25, False),
        ("Hvad siger paragraf 17?", "17", 1.0, True),
        ("Microsoft kan bruges til?", "microsoft", 1.6, False),
    ],
)
def test_words_weigh_by_what_they_do(text: str, stem: str, weight: float, is_name: bool) -> None:
    found = term(text, stem)
    assert (found.weight, found.is_name) == (weight, is_name)


@pytest.mark.parametrize("text", ["", "?", "er det den", "  \n ", "§", "’", "æ" * 3_000])
def test_odd_questions_are_read(text: str) -> None:
    question = read(text)
    assert question.municipalities == question.bodies == question.dates == frozenset()
    assert len(question.terms) <= 1

from itertools import combinations
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.evaluation import read_cases
from tests.support.assembly import SAMPLE, Parts
from tests.unit.assistant.documents import add

PLACES = {"Aarhus": "4 mio. kr. til nye cykelstier", "Odense": "9 mio. kr. til bedre skoler"}
MEETINGS = {
    ("Økonomiudvalget", "3. marts 2024"): "Planen for cykelstier blev godkendt.",
    ("Socialudvalget", "4. april 2023"): "Planen for plejehjem blev udsat.",
}
OTHER_MATTERS = (
    "Skolerne holder åbent hus i foråret.",
    "Biblioteket låner bøger ud hele ugen.",
    "Svømmehallen lukker om sommeren.",
    "Affaldet hentes hver anden tirsdag.",
)


@pytest.fixture
def corpus(parts: Parts, tmp_path: Path) -> Parts:
    for place, money in PLACES.items():
        add(
            parts,
            tmp_path / f"{place}.md",
            f"# Budget for {place} Kommune",
            f"Der afsættes {money} i {place} Kommune.",
        )
    for (body, day), decision in MEETINGS.items():
        lines = (f"# Referat af møde i {body}", f"Mødedato: {day}", "## Beslutning", decision)
        add(parts, tmp_path / f"{body}.md", *lines)
    return parts


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvor mange penge afsættes til cykelstier i Aarhus Kommune?", "4 mio. kr."),
        ("Hvor mange penge afsættes til cykelstier i Odense Kommune?", None),
        ("Hvor mange penge afsættes til cykelstier i Vejle Kommune?", None),
        ("Hvad besluttede Økonomiudvalget om planen for cykelstier?", "godkendt"),
        ("Hvad besluttede Kulturudvalget om planen for cykelstier?", None),
        ("hvad besluttede klimaudvalget om planen for cykelstier?", None),
        ("Hvad blev besluttet om planen for cykelstier i 2024?", "godkendt"),
        ("Hvad blev besluttet om planen for cykelstier i 2023?", None),
        ("Hvad blev besluttet om planen for cykelstier den 4. marts 2024?", None),
        ("Hvad spiser pingviner på Sydpolen?", None),
    ],
)
def test_nothing_is_answered_from_the_document_of_another(
    corpus: Parts, question: str, expected: str | None
) -> None:
    answer = corpus.ask(question)
    assert answer.status == ("answered" if expected else "not_found")
    assert all(expected and expected in quote for quote in quotes(answer))


def test_a_decision_that_was_taken_beats_one_that_was_foreseen(parts: Parts, tmp_path: Path) -> None:
    taken = "Budgettet for cykelstier blev godkendt den 3. marts 2024."
    add(
        parts,
        tmp_path / "forventet.md",
        "# Notat",
        "Budgettet for cykelstier forventes godkendt den 1. februar 2024.",
    )
    add(parts, tmp_path / "sket.md", "# Nyt", taken)
    for number, text in enumerate(OTHER_MATTERS):
        add(parts, tmp_path / f"{number}.md", "# Andet", text)
    assert quotes(parts.ask("Hvornår blev budgettet for cykelstier godkendt?")) == [taken]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Hvor mange procent af borgerne skal bruge den digitale postkasse?", "35 procent"),
        ("Hvor mange procent af borgerne skal bruge den digitale postkasse i 2026?", "35 procent"),
        ("Hvor mange procent af borgerne skal bruge den digitale postkasse i 2023?", "20 procent"),
    ],
)
def test_a_strategy_in_force_goes_before_an_expired_one_unless_a_year_is_named(
    parts: Parts, tmp_path: Path, question: str, first: str
) -> None:
    for years, share in (("2021-2024", 20), ("2025-2028", 35)):
        goal = f"Målet er, at {share} procent af borgerne bruger den digitale postkasse."
        add(parts, tmp_path / f"{years}.md", f"# Digitaliseringsstrategi {years}", goal)
    for number, text in enumerate(OTHER_MATTERS):
        add(parts, tmp_path / f"{number}.md", "# Andet", text)
    assert first in quotes(parts.ask(question))[0]


@pytest.mark.parametrize(
    ("following", "comes_along"),
    [
        ("Men fortrolige oplysninger må aldrig deles.", True),
        ("Dog må fortrolige oplysninger aldrig deles.", True),
        ("Menuen i kantinen skifter hver uge.", False),
        ("Kantinen lukker klokken to.", False),
    ],
)
def test_a_sentence_that_limits_the_answer_comes_along(
    parts: Parts, tmp_path: Path, following: str, comes_along: bool
) -> None:
    rule = "Medarbejdere må bruge chatbotten til at skrive breve."
    add(parts, tmp_path / "regler.md", "# Retningslinjer", f"{rule} {following}")
    assert quotes(parts.ask("Må medarbejdere bruge chatbotten til breve?")) == [
        f"{rule} {following}" if comes_along else rule
    ]


@pytest.mark.parametrize(
    "question", ["Hvilke tre mål har strategien?", "Hvilke mål har strategien?", "Hvad er strategiens mål?"]
)
def test_a_list_is_quoted_with_its_opener(parts: Parts, tmp_path: Path, question: str) -> None:
    lines = ("Strategien har tre mål:", "- Flere cykelstier", "- Færre biler", "- Renere luft")
    add(parts, tmp_path / "strategi.md", "# Strategi for trafik", *lines, "Resten er tekst om andet.")
    [quote] = quotes(parts.ask(question))
    assert quote.split() == " ".join(lines).split()


def test_a_decision_is_quoted_whole(parts: Parts, tmp_path: Path) -> None:
    decided = "Skoleplanen blev godkendt. Et mindretal stemte imod."
    lines = ("## Indstilling", "Det indstilles, at skoleplanen godkendes.", "## Beslutning", decided)
    add(parts, tmp_path / "referat.md", "# Referat af møde i Byrådet", "Mødedato: 3. marts 2024", *lines)
    assert quotes(parts.ask("Hvad besluttede Byrådet om skoleplanen?")) == [decided]


def test_quotes_are_verbatim_and_do_not_overlap(sample: Parts) -> None:
    quoted = 0
    for case in read_cases(SAMPLE / "cases.jsonl"):
        citations = sample.ask(case.question).citations
        quoted += len(citations)
        for one in citations:
            cited = sample.corpus.version(one.document, one.version)
            assert cited is not None
            assert one.quote == cited.text[one.start : one.end]
        for one, other in combinations(citations, 2):
            apart = one.document != other.document or one.end <= other.start or other.end <= one.start
            assert apart, case.question
    assert quoted

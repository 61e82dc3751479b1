from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.glossary import Glossary
from assistant.inquiry import Inquiry, inquiry_of
from assistant.matters import ItemOf, Minuted
from assistant.question import understand
from ingest.corpus import Version
from ingest.fields import Field
from ingest.minutes.model import Decision, Item, Minutes, Outcome, Subject
from tests.support.assembly import Parts
from tests.unit.assistant.versions import version

GLOSSARY = Glossary.load()
COMMITTEE = """# Teknikudvalget

Nordstrand Kommune. Referat

Mødedato: 3. marts 2024

## 1. Cykelsti ved havnen

Sagsnummer: 2024-000111

### Indstilling

Forvaltningen indstiller til Teknikudvalget,

1. at der anlægges en cykelsti ved havnen,
2. at gadebelysningen skiftes til LED.

### Beslutning

Indstillingens 1. at-punkt blev anbefalet med 4 stemmer imod 1. Imod stemte Havnelisten.

Indstillingens 2. at-punkt blev anbefalet.

## 2. Legeplads i parken

Sagsnummer: 2024-000222

### Indstilling

Forvaltningen indstiller,

1. at der anlægges en legeplads i parken.

### Beslutning

Punktet blev udsat.
"""
COUNCIL = """# Byrådet

Nordstrand Kommune. Referat

Mødedato: 10. april 2024

## 4. Cykelsti ved havnen

Sagsnummer: 2024-000111

### Indstilling

Teknikudvalget anbefaler over for Byrådet,

1. at der anlægges en cykelsti ved havnen,
2. at gadebelysningen skiftes til LED.

### Beslutning

Havnelisten stillede ændringsforslag om, at cykelstien flyttes til skoven. Ændringsforslaget blev forkastet.

Indstillingens 1. at-punkt blev vedtaget med 20 stemmer imod 3.

Indstillingens 2. at-punkt blev vedtaget.
"""


@pytest.fixture
def register(parts: Parts, tmp_path: Path) -> Parts:
    for name, text in (("teknik", COMMITTEE), ("byraad", COUNCIL)):
        path = tmp_path / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        parts.ingest(path)
    return parts


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvad besluttede Byrådet om gadebelysning?", ["2. at-punkt blev vedtaget", "skiftes til LED"]),
        (
            "Hvad besluttede Teknikudvalget om gadebelysning?",
            ["2. at-punkt blev anbefalet", "skiftes til LED"],
        ),
        (
            "Hvem stemte imod cykelstien i Teknikudvalget?",
            ["anbefalet med 4 stemmer imod 1. Imod stemte Havnelisten"],
        ),
        (
            "Blev ændringsforslaget om at flytte cykelstien til skoven vedtaget?",
            ["til skoven. Ændringsforslaget blev"],
        ),
        ("Blev legepladsen i parken vedtaget?", ["Legeplads i parken", "Punktet blev udsat."]),
        ("Hvad blev beslutningen i sag 2024-000222?", ["Legeplads i parken", "Punktet blev udsat."]),
        ("Hvad skete der med indstillingens 2. at-punkt i sag 2024-000111?", ["2. at-punkt blev vedtaget"]),
        (
            "Hvilke beslutninger traf Teknikudvalget den 3. marts 2024?",
            ["Cykelsti", "1. at-punkt", "Legeplads"],
        ),
        ("Hvad besluttede Byrådet den 10. april om gadebelysning?", ["2. at-punkt blev vedtaget"]),
    ],
)
def test_a_decision_is_told_with_what_it_decides(register: Parts, question: str, expected: list[str]) -> None:
    said = quotes(register.ask(question))
    for part in expected:
        assert any(part in quote for quote in said), said


def test_the_final_decision_comes_before_the_earlier_ones(register: Parts) -> None:
    answer = register.ask("Hvad blev der besluttet om gadebelysning?")
    assert [citation.body for citation in answer.citations] == ["Byrådet"] * 2 + ["Teknikudvalget"] * 2
    assert ["vedtaget" in quotes(answer)[0], "anbefalet" in quotes(answer)[2]] == [True, True]


@pytest.mark.parametrize(
    "question",
    [
        "Hvad besluttede Byrådet om legepladsen i parken?",
        "Hvad besluttede Kulturudvalget om gadebelysning?",
        "Hvad besluttede Byrådet den 11. april 2024 om gadebelysning?",
        "Hvad besluttede Byrådet om gadebelysning i 2023?",
        "Hvad besluttede Byrådet i Odense Kommune om gadebelysning?",
        "Hvad besluttede Byrådet om svømmehallen?",
        "Blev forslaget om et nyt bibliotek vedtaget?",
        "Hvad blev beslutningen i sag 2024-000999?",
        "Hvilke beslutninger traf Byrådet den 3. marts 2024?",
    ],
)
def test_no_decision_of_another_body_day_or_matter_is_told(register: Parts, question: str) -> None:
    assert register.ask(question).status == "not_found"


def test_what_was_decided_after_the_day_asked_on_is_not_known(register: Parts) -> None:
    answer = register.ask("Hvad blev der besluttet om gadebelysning?", day=date(2024, 3, 31))
    assert {citation.body for citation in answer.citations} == {"Teknikudvalget"}


@pytest.mark.parametrize(
    ("question", "topic", "times", "cases", "points"),
    [
        ("Hvad besluttede Byrådet om gadebelysning?", {"gadebelysning"}, set(), set(), set()),
        ("Hvilke beslutninger traf Byrådet den 5. december 2024?", set(), {"2024-12-05"}, set(), set()),
        ("Hvad besluttede Byrådet i marts 2024?", set(), {"2024-03"}, set(), set()),
        ("Hvad besluttede Byrådet i 2024?", set(), {"2024"}, set(), set()),
        ("Hvad besluttede Byrådet den 1. februar?", set(), {"-02-01"}, set(), set()),
        ("Hvad blev beslutningen i sagsnummer 24/12345?", set(), set(), {"24/12345"}, set()),
        ("Hvad blev besluttet om planen for 2024-2027?", {"plan", "2024-2027"}, set(), set(), set()),
        ("Hvad skete der med 2. at-punkt i sag EMN-2024-01234?", set(), set(), {"EMN-2024-01234"}, {2}),
        ("Hvad besluttede BR om indstillingens første punkt?", set(), set(), set(), {1}),
    ],
)
def test_an_inquiry_says_what_is_asked(
    question: str, topic: set[str], times: set[str], cases: set[str], points: set[int]
) -> None:
    found = _inquiry(question)
    assert found is not None
    assert {term.stem for term in found.topic} == topic
    assert (set(found.times), set(found.cases), set(found.points)) == (times, cases, points)


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår vedtog Byrådet planen?",
        "Er det godkendt at bruge chatbots?",
        "Hvad koster det?",
        "",
        "a" * 9_000,
    ],
)
def test_other_questions_are_no_inquiries(question: str) -> None:
    assert _inquiry(question) is None


def test_items_are_found_by_case_number_and_by_day() -> None:
    first, second = _minuted(1, "24/111", "2024-03-03"), _minuted(2, "24/222", "2024-04-10")
    minuted = Minuted({1: first, 2: second})
    assert _ids(minuted.of_cases(["24/111"])) == [1]
    assert _ids(minuted.of_cases(["24/999"])) == []
    assert _ids(minuted.of_times(["2024-04"])) == _ids(minuted.of_times(["-04-10"])) == [2]
    assert _ids(minuted.of_times(["2024"])) == [1, 2]


def _inquiry(question: str) -> Inquiry | None:
    return inquiry_of(understand(question, GLOSSARY))


def _minuted(identity: int, case: str, day: str) -> Version:
    decided = Decision(Subject.MATTER, Outcome.APPROVED, (), None, Field(day), None, 0, 9)
    item = Item("1", None, Field(case), False, None, (), (), (decided,), (), 0, 9)
    return version(identity, minutes=Minutes(None, None, None, (item,)))


def _ids(items: Iterable[ItemOf]) -> list[int]:
    return [one.version.id for one in items]

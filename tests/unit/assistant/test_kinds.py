import pytest

from assistant.kinds import Kind, counted_thing, kind_of, number_asked_for, vocabulary
from ingest.danish.words import stem


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvad er chefens mailadresse?", Kind.EMAIL),
        ("What is the email address of the office?", Kind.EMAIL),
        ("Hvilket telefonnummer har Borgerservice?", Kind.PHONE),
        ("What is the phone number?", Kind.PHONE),
        ("Hvad er sagsnummeret?", Kind.CASE_NUMBER),
        ("What is the case number?", Kind.CASE_NUMBER),
        ("Hvad tid begynder mødet?", Kind.CLOCK),
        ("What time does the meeting start?", Kind.CLOCK),
        ("Hvad hedder formanden for udvalget?", Kind.PERSON),
        ("Who is the mayor of Lysbjerg?", Kind.PERSON),
        ("Hvad hedder systemet?", Kind.NAME),
        ("What is the name of the system?", Kind.NAME),
        ("Hvad sagde Ældrerådet til forslaget?", Kind.STATEMENT),
        ("What did the council say about it?", Kind.STATEMENT),
        ("Hvad koster løsningen?", Kind.MONEY),
        ("How much does it cost?", Kind.MONEY),
        ("Hvor mange procent svarede?", Kind.SHARE),
        ("What percentage answered?", Kind.SHARE),
        ("Hvor mange gange mødtes rådet?", Kind.HOW_OFTEN),
        ("How often do they meet?", Kind.HOW_OFTEN),
        ("Hvor længe gælder strategien?", Kind.HOW_LONG),
        ("How long is the plan valid?", Kind.HOW_LONG),
        ("Hvor mange medlemmer har byrådet?", Kind.COUNT),
        ("How many members are there?", Kind.COUNT),
        ("Hvornår blev strategien vedtaget?", Kind.WHEN),
        ("When was it adopted?", Kind.WHEN),
        ("Hvorfor blev punktet udsat?", Kind.WHY),
        ("Why was it postponed?", Kind.WHY),
        ("Hvad besluttede Økonomiudvalget?", Kind.DECISION),
        ("What was decided on the plan?", Kind.DECISION),
        ("Hvem har ansvaret?", Kind.WHO),
        ("Which committee is responsible?", Kind.WHO),
        ("Hvor holdes møderne?", Kind.WHERE),
        ("Where are the meetings held?", Kind.WHERE),
        ("Hvad er en digital tvilling?", Kind.DEFINITION),
        ("What is a digital twin?", Kind.DEFINITION),
        ("Hvilke principper gælder?", Kind.LIST),
        ("Which principles apply?", Kind.LIST),
        ("Hvilken model bruges?", Kind.WHICH),
        ("Which model do you use?", Kind.WHICH),
        ("Må man bruge ChatGPT?", Kind.OTHER),
        ("Can the chatbot be used?", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_the_kind_of_answer_is_told_by_the_words(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind
    assert kind_of(f"  {question.upper()} ") is kind


def test_the_file_knows_no_other_kinds() -> None:
    assert set(vocabulary("asks")) == set(Kind) - {Kind.OTHER}
    assert set(vocabulary("marks")) <= set(Kind)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Hvilke fire temaer er der?", 4),
        ("Hvilke tolv punkter er der?", 12),
        ("Hvad er de TRE mål?", 3),
        ("What are the 5 goals?", 5),
        ("Hvilke temaer er der?", None),
        ("Hvilke 100 mål er der?", None),
        ("Hvad skete i de 10 år 2020?", None),
        ("Hvilke tretten punkter er der?", None),
    ],
)
def test_the_number_of_things_asked_for(question: str, number: int | None) -> None:
    assert number_asked_for(question) == number


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("Hvor mange medlemmer har byrådet?", "medlemmer"),
        ("Hvor mange af de borgere svarede?", "borgere"),
        ("I 2024, hvor mange e-bøger blev udlånt?", "e-bøger"),
        ("Hvor mange er der?", None),
        ("Hvor mange?", None),
        ("Hvem er medlemmer?", None),
    ],
)
def test_the_thing_that_is_counted(question: str, counted: str | None) -> None:
    assert counted_thing(question) == (stem(counted) if counted else None)

"""What a document says of how far others hold; what is proposed, doubted or conditional proves nothing."""

from dataclasses import replace

import pytest

from ingest.fields import Field
from ingest.layout import Layout, lay_out
from ingest.metadata import Event, ValidityStatement, read_metadata
from ingest.minutes.model import Decision, Item, Minutes, Outcome, Point, Section, SectionName, Subject
from ingest.readers.markdown import read

EXPIRED, WITHDRAWN, SUPERSEDED = Event

SAID = {
    "ran out in a year": (
        "Socialforvaltningens gamle digitaliseringsstrategi udløb i 2022.",
        ("Socialforvaltningens gamle digitaliseringsstrategi", EXPIRED, "2022", False, None),
    ),
    "runs out on a day": (
        "Personalepolitik 2018-2022 udløber den 31. december 2022.",
        ("Personalepolitik 2018-2022", EXPIRED, "2022-12-31", False, None),
    ),
    "runs out this year": (
        "Den nuværende kanalstrategi udløber ved udgangen af i år.",
        ("Den nuværende kanalstrategi", EXPIRED, "2024", False, None),
    ),
    "runs out some day": (
        "Den nuværende kanalstrategi udløber snart.",
        ("Den nuværende kanalstrategi", EXPIRED, None, True, None),
    ),
    "was withdrawn": (
        "Retningslinjer for hjemmearbejde blev ophævet den 3. maj 2023.",
        ("Retningslinjer for hjemmearbejde", WITHDRAWN, "2023-05-03", False, None),
    ),
    "goes when it is decided": (
        "Ved vedtagelsen træder klimastrategien i kraft, og service- og kanalstrategien udgår.",
        ("service- og kanalstrategien", WITHDRAWN, "2024-02-01", True, None),
    ),
    "goes if it is approved, and is replaced": (
        "Hvis sagen godkendes, vil service- og kanalstrategien udgå og blive erstattet af klimastrategien.",
        ("service- og kanalstrategien", SUPERSEDED, "2024-02-01", True, "klimastrategien"),
    ),
    "was replaced": (
        "Cykelpolitikken blev afløst af Mobilitetsstrategi 2020-2024.",
        ("Cykelpolitikken", SUPERSEDED, "2024-02-01", False, "Mobilitetsstrategi 2020-2024"),
    ),
    "takes the place of another": (
        "Klimastrategi 2024-2027 erstatter Klimapolitik 2020-2023.",
        ("Klimapolitik 2020-2023", SUPERSEDED, "2024-02-01", True, "Klimastrategi 2024-2027"),
    ),
}
NOT_SAID = {
    "an initiative": "Initiativ 9 udgår.",
    "a proposal": "Fjordlisten foreslog, at cykelpolitikken ophæves.",
    "an amendment": "Ændringsforslaget om, at cykelpolitikken udgår, blev forkastet.",
    "a denial": "Cykelpolitikken udgår ikke.",
    "a question": "Betyder det, at cykelpolitikken udgår?",
    "the document itself, or some other": "Strategien udgår.",
    "until another is adopted": "Cykelpolitikken gælder indtil en ny strategi er vedtaget.",
    "an outlet": "Lysbækken løber fra Møllen til udløbet.",
    "another matter": "Robotterne erstatter manuelle arbejdsgange.",
}
MINUTES = (
    "# Klimastrategi 2024-2027\n\nMødedato: 01.02.2024\n\n## Indstilling\n\nDet indstilles,\n\n1. {point}\n\n"
    "## Løsning\n\nVed vedtagelsen udgår intet. Ved vedtagelsen træder den i kraft, og cykelpolitikken udgår.\n\n"
    "## Beslutning\n\nIndstillingen blev {word}.\n"
)
ADOPTING = "at Klimastrategi 2024-2027 godkendes, jf. bilag 1"


def laid_out(markdown: str) -> Layout:
    return lay_out(read(markdown.encode()).blocks)


def statements(sentence: str) -> list[ValidityStatement]:
    layout = laid_out(f"# Sag\n\nMødedato: 01.02.2024\n\n{sentence}\n\n## Beslutning\n\nDrøftet.")
    found = read_metadata(layout).statements
    assert all(layout.text[s.start : s.end] == sentence for s in found)
    return list(found)


@pytest.mark.parametrize(("sentence", "expected"), SAID.values(), ids=SAID)
def test_what_is_said_of_another_document(
    sentence: str, expected: tuple[str, Event, str | None, bool, str | None]
) -> None:
    [found] = statements(sentence)
    assert (found.subject, found.event, found.date, found.conditional, found.by) == expected


@pytest.mark.parametrize("sentence", NOT_SAID.values(), ids=NOT_SAID)
def test_what_says_nothing_of_how_far_another_holds(sentence: str) -> None:
    assert statements(sentence) == []


def test_a_consultation_answer_decides_nothing() -> None:
    assert read_metadata(laid_out("# Høringssvar\n\nCykelpolitikken udløb i 2022.")).statements == ()


def minutes_of(layout: Layout, outcome: Outcome, body: str, subject: Subject, point: str) -> Minutes:
    """The minutes that hold one item with one point and one decision."""
    text = layout.text
    at, solution, decided = text.index(point), text.index("Løsning"), text.index("Indstillingen blev")
    decision = Decision(subject, outcome, (1,), Field(body), Field("2024-02-01"), None, decided, len(text))
    section = Section(SectionName.RECOMMENDATION, text.index("Indstilling"), solution)
    points = (Point(1, at, at + len(point)),)
    item = Item(None, None, None, False, None, (section,), points, (decision,), (), 0, len(text))
    return Minutes(Field("Byrådet"), Field("2024-02-01"), None, (item,))


@pytest.mark.parametrize(
    ("outcome", "body", "subject", "point", "counts"),
    [
        (Outcome.APPROVED, "Byrådet", Subject.RECOMMENDATION, ADOPTING, True),
        (Outcome.ADOPTED, "Byrådet", Subject.RECOMMENDATION, ADOPTING, True),
        (Outcome.RECOMMENDED, "Byrådet", Subject.RECOMMENDATION, ADOPTING, False),
        (Outcome.POSTPONED, "Byrådet", Subject.MATTER, ADOPTING, False),
        (Outcome.REJECTED, "Byrådet", Subject.RECOMMENDATION, ADOPTING, False),
        (Outcome.APPROVED, "Økonomiudvalget", Subject.RECOMMENDATION, ADOPTING, False),
        (Outcome.APPROVED, "Byrådet", Subject.AMENDMENT, ADOPTING, False),
        (
            Outcome.APPROVED,
            "Byrådet",
            Subject.RECOMMENDATION,
            "at udkast til klimastrategi godkendes til høring",
            False,
        ),
        (Outcome.APPROVED, "Byrådet", Subject.RECOMMENDATION, "at indsatser til klimaet godkendes", False),
        (
            Outcome.APPROVED,
            "Byrådet",
            Subject.RECOMMENDATION,
            "at det over for Byrådet anbefales, at klimastrategien godkendes",
            False,
        ),
    ],
)
def test_what_depends_on_a_decision_counts_when_it_was_made(
    outcome: Outcome, body: str, subject: Subject, point: str, counts: bool
) -> None:
    layout = laid_out(MINUTES.format(point=point, word="behandlet"))
    [found] = read_metadata(layout, minutes_of(layout, outcome, body, subject, point)).statements
    assert (found.subject, found.conditional, found.date) == ("cykelpolitikken", not counts, "2024-02-01")


def test_a_meeting_with_many_items_is_called_by_its_body_and_day() -> None:
    layout = laid_out(MINUTES.format(point=ADOPTING, word="godkendt"))
    one = minutes_of(layout, Outcome.APPROVED, "Byrådet", Subject.RECOMMENDATION, ADOPTING)
    assert read_metadata(layout, one).value("title") == "Klimastrategi 2024-2027"
    titled = replace(one, items=(replace(one.items[0], title=Field("Klimastrategi")),))
    assert read_metadata(layout, titled).value("title") == "Klimastrategi"
    many = replace(one, items=one.items * 2)
    assert read_metadata(layout, many).value("title") == "Byrådet, 1. februar 2024"
    assert read_metadata(layout, replace(many, date=None)).value("title") == "Byrådet"
    assert read_metadata(layout, replace(many, body=None)).value("title") == "Klimastrategi 2024-2027"

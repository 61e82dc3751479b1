import json

import pytest

from ingest.layout import Layout, lay_out
from ingest.minutes.labels import read_label
from ingest.minutes.model import Minutes, Vote
from ingest.minutes.read_minutes import read_minutes
from ingest.minutes.votes import read_vote
from ingest.readers.markdown import read

LABELS = {
    "Beslutning": "decision",
    "Beslutning:": "decision",
    "Beslutning: Godkendt.": "decision",
    "Beslutning for Byrådet den 12-03-2024": "decision",
    "Økonomiudvalgets beslutning i mødet den 9. januar 2024": "decision",
    "Forvaltningens indstilling": "recommendation",
    "Indstilling": "recommendation",
    "Resumé": "summary",
    "Sagsfremstilling": "case",
    "Sagsbeskrivelse": "case",
    "Økonomiske konsekvenser": "economy",
    "Videre proces": "process",
    "Oversigt over politisk behandling": "history",
    "Tidligere beslutninger:": "history",
    "Mindretalsudtalelse": "remark",
    "Bilag": "attachments",
    "Fraværende: Lise Holm": "absence",
    "Beslutningen træder i kraft den 1. maj.": None,
    "Byrådets beslutning af 3. maj 2021 om havnen": None,
    "Økonomien i projektet": None,
    "Indstillingen blev godkendt.": None,
}
RECOMMENDATIONS = {
    "a numbered list": (
        "Forvaltningen indstiller,\n\n1. at A godkendes,\n2. at B drøftes.",
        ["at A godkendes,", "at B drøftes."],
    ),
    "a list without at": (
        "Forvaltningen indstiller, at Byrådet\n\n1. godkender A,\n2. drøfter B.",
        ["godkender A,", "drøfter B."],
    ),
    "bullets": ("Indstilling om,\n\n- at A godkendes,\n- at B sker.", ["at A godkendes,", "at B sker."]),
    "one sentence": ("Forvaltningen indstiller, at planen godkendes.", ["at planen godkendes."]),
    "numbers in a sentence": (
        "Forvaltningen indstiller, 1) at A godkendes, 2) at B drøftes.",
        ["at A godkendes,", "at B drøftes."],
    ),
    "paragraphs": (
        "Direktionen indstiller til Byrådet,\n\nat A godkendes, og\n\nat B drøftes.",
        ["at A godkendes, og", "at B drøftes."],
    ),
    "nothing recommended": ("Der er ingen indstilling.", []),
}
VOTES = {
    "Godkendt med 5 stemmer (A, B, V) mod 2 (Ø).": Vote(5, 2),
    "Godkendt med 21 stemmer imod 4, idet 2 medlemmer undlod at stemme.": Vote(21, 4, 2),
    "Godkendt med 18 stemmer for og 3 stemmer imod.": Vote(18, 3),
    "For stemte 9 (A og F). Imod stemte 12 (V).": Vote(9, 12),
    "Valgt med 14 stemmer. 7 undlod at stemme.": Vote(14, None, 7),
    "Enstemmigt godkendt.": Vote(unanimous=True),
    "Godkendt uden afstemning.": Vote(unanimous=True),
    "Imod stemte Fjordlisten.": Vote(),
    "Godkendt.": None,
    "Der afsættes 5 mio. kr. mod 2 mio. kr. i 2023.": None,
}
NO_MINUTES = {
    "a strategy": "# Strategi 2024\n\n## Økonomi\n\nIngen udgifter.\n\n## Beslutning\n\nStrategien er godkendt.",
    "a memo about a decision": (
        "# Notat\n\n## Byrådets beslutning\n\nByrådet godkendte planen den 3. maj 2024.\n\n## Videre proces\n\nIntet."
    ),
    "a letter": "# Svar på henvendelse\n\nByrådet godkendte planen den 3. maj 2024.",
}


def _page(recommendation: str, decision: str = "") -> Layout:
    text = f"# Ny skole\n\nMødedato: 5. marts 2024\n\n## Indstilling\n\n{recommendation}\n\n"
    return lay_out(read((text + (f"## Beslutning\n\n{decision}\n" if decision else "")).encode()).blocks)


@pytest.mark.parametrize(("text", "name"), LABELS.items(), ids=LABELS)
def test_headings_of_sections(text: str, name: str | None) -> None:
    label = read_label(text)
    assert (label.name if label else None) == name


@pytest.mark.parametrize(("text", "points"), RECOMMENDATIONS.values(), ids=RECOMMENDATIONS)
def test_points_of_a_recommendation(text: str, points: list[str]) -> None:
    layout = _page(text)
    minutes = read_minutes(layout)
    assert minutes is not None
    assert [layout.text[p.start : p.end] for p in minutes.items[0].points] == points


@pytest.mark.parametrize(("text", "vote"), VOTES.items(), ids=VOTES)
def test_votes(text: str, vote: Vote | None) -> None:
    assert read_vote(text) == vote


@pytest.mark.parametrize("text", NO_MINUTES.values(), ids=NO_MINUTES)
def test_what_is_no_minutes(text: str) -> None:
    assert read_minutes(lay_out(read(text.encode()).blocks)) is None


def test_an_agenda_has_no_decisions() -> None:
    minutes = read_minutes(_page("Forvaltningen indstiller, at Byrådet godkender planen."))
    assert minutes is not None
    assert minutes.items[0].decisions == ()
    assert minutes.body is not None
    assert (minutes.body.value, minutes.body.basis) == ("Byrådet", "derived")


def test_a_decision_takes_body_and_day_from_the_meeting() -> None:
    minutes = read_minutes(_page("Forvaltningen indstiller, at Byrådet godkender planen.", "Godkendt."))
    assert minutes is not None
    (decision,) = minutes.items[0].decisions
    assert decision.body is not None
    assert decision.date is not None
    assert (decision.body.value, decision.date.value, decision.date.basis) == (
        "Byrådet",
        "2024-03-05",
        "derived",
    )


def test_points_decided_twice_count_once() -> None:
    recommendation = "Forvaltningen indstiller,\n\n1. at A godkendes,\n2. at B drøftes."
    minutes = read_minutes(
        _page(
            recommendation,
            "Indstillingens 1. at-punkt blev godkendt.\n\nIndstillingens 1. at-punkt blev udsat.",
        )
    )
    assert minutes is not None
    assert [d.outcome for d in minutes.items[0].decisions] == ["approved"]


def test_minutes_survive_json() -> None:
    minutes = read_minutes(
        _page("Forvaltningen indstiller, at planen godkendes.", "Godkendt med 5 stemmer mod 2.")
    )
    assert minutes is not None
    assert Minutes.from_json(json.loads(json.dumps(minutes.as_json()))) == minutes


@pytest.mark.parametrize(
    "unit", ["Indstillingens 1. og ", "at, ", "1. 2. ", "5 stemmer (A, ", "Børne- og ", '"', "ad 1) "]
)
def test_endless_repetition_is_read(unit: str) -> None:
    assert read_minutes(_page(unit * (200_000 // len(unit)), unit * (200_000 // len(unit)))) is not None

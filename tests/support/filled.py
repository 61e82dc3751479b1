"""A small register as a municipality might have it: a strategy in three versions, minutes of two bodies, a scan."""

from pathlib import Path

from ingest.fields import Basis, Field
from ingest.minutes.model import Outcome, Subject, Vote
from tests.support.register import Register, decision, item, span, stated

CYCLING = """Cyklistudvalget

Møde den 4. februar 2025

1. Ny cykelsti ved Åvej

Forvaltningen indstiller, at udvalget godkender anlægget af en cykelsti ved Åvej,
og at udgiften på 2 mio. kr. afholdes af puljen.

Udvalget godkendte indstillingens første punkt med 5 stemmer mod 2.

Udvalget udsatte indstillingens andet punkt.

2. Orientering om vintertjeneste

Taget til efterretning.

=SUM(A1) blev forkastet som formel."""

COUNCIL = """Byrådet

20. februar 2025

7. Ny cykelsti ved Åvej

Byrådet vedtog enstemmigt indstillingen fra Cyklistudvalget.

8. Valg af formand

Byrådet valgte Agnete Vinter som formand."""

_BEGINNING = "Digital strategi 2022-2025\n\nStrategien gælder fra 1. januar 2022.\n\n"
POLICY = (
    f"{_BEGINNING}Borgerne skal have hjælp i 20 timer om ugen.",
    f"{_BEGINNING}Borgerne skal have hjælp i 22 timer om ugen.",
    f"{_BEGINNING}Borgerne skal have hjælp i 22 timer om ugen.\n\nHjælpen er gratis.",
)


def fill(folder: Path) -> Register:
    """The register in a new database of a folder."""
    register = Register(folder)
    register.source("s1", "Referater på nettet")
    register.run("r1", "2025-03-01T12:00:00+00:00", strategi=("added", None))
    _add_policies(register)
    _add_minutes(register)
    register.run("r2", "2025-03-08T12:00:00+00:00", scan=("failed", "Filen er beskadiget. Hent den igen."))
    return register


def _add_policies(register: Register) -> None:
    newest = POLICY[-1]
    first, last = (
        Field("2022-01-01", Basis.STATED, *span(newest, "1. januar 2022")),
        Field("2025-12-31", Basis.DERIVED, *span(newest, "2022-2025")),
    )
    fields = {
        "title": stated(newest, "Digital strategi 2022-2025").as_json(),
        "valid_from": first.as_json(),
        "valid_to": last.as_json(),
        "kind": Field("policy", Basis.DERIVED).as_json(),
    }
    version = register.document(
        "strategi",
        texts=POLICY,
        source="digital-strategi.md",
        title="Digital strategi 2022-2025",
        kind="strategy",
        municipality="Lysbjerg Kommune",
        body="Byrådet",
        date="2021-12-02",
        valid_from="2022-01-01",
        valid_to="2025-12-31",
        fields=fields,
        dropped=["Til top", "Side 1 af 3", "Side 2 af 3", "Til top"],
        run_id="r1",
    )
    for part in newest.split("\n\n"):
        register.passage(version, *span(newest, part), section="Hjælp > Omfang", page=2)
    register.correction("strategi", "kind", "strategy", "Det er en strategi")
    register.place("strategi", "/m/strategi.html", source_id="s1")
    register.place("strategi", "/arkiv/gammel/strategi.html", gone_at="2025-03-05T08:00:00+00:00")
    register.document(
        "gammel",
        title="Digital strategi 2018-2021",
        kind="strategy",
        municipality="Lysbjerg Kommune",
        retired_because="vanished",
        ingested_at="2024-01-05T09:00:00+00:00",
    )
    register.document(
        "scan",
        source="scannet-vejledning.pdf",
        title=None,
        kind="guide",
        ocr={"1": 0.96, "2": 0.55},
        ingested_at="2025-02-01T09:00:00+00:00",
    )
    register.place("scan", "/m/scan.html")


def _add_minutes(register: Register) -> None:
    text = CYCLING
    body, date = stated(text, "Cyklistudvalget"), Field("2025-02-04", start=0, end=4)
    cycling = item(
        text,
        "1",
        "Ny cykelsti ved Åvej",
        (
            decision(
                text,
                "Udvalget godkendte indstillingens første punkt med 5 stemmer mod 2.",
                Outcome.APPROVED,
                body,
                date,
                (1,),
                Vote(5, 2),
            ),
            decision(
                text, "Udvalget udsatte indstillingens andet punkt.", Outcome.POSTPONED, body, date, (2,)
            ),
        ),
        (
            "at udvalget godkender anlægget af en cykelsti ved Åvej",
            "at udgiften på 2 mio. kr. afholdes af puljen",
        ),
        case_number=Field("25-0017"),
        recommended_by=Field("Teknisk Forvaltning"),
    )
    winter = item(
        text,
        "2",
        "Orientering om vintertjeneste",
        (
            decision(text, "Taget til efterretning.", Outcome.NOTED, body, date, subject=Subject.MATTER),
            decision(
                text,
                "=SUM(A1) blev forkastet som formel.",
                Outcome.REJECTED,
                body,
                date,
                subject=Subject.AMENDMENT,
            ),
        ),
        closed=True,
        remarks=(span(text, "Taget til efterretning."),),
    )
    facts = {"municipality": "Lysbjerg Kommune", "body": "Cyklistudvalget", "date": "2025-02-04"}
    register.minutes("udvalg", text, [cycling, winter], title="Referat fra Cyklistudvalget", **facts)
    text = COUNCIL
    body, date = Field("Byrådet", Basis.DERIVED), Field("2025-02-20", Basis.DERIVED)
    council = item(
        text,
        "7",
        "Ny cykelsti ved Åvej",
        (
            decision(
                text,
                "Byrådet vedtog enstemmigt indstillingen fra Cyklistudvalget.",
                Outcome.ADOPTED,
                body,
                date,
                vote=Vote(unanimous=True),
            ),
        ),
        case_number=Field("25-0017"),
    )
    chair = item(
        text,
        "8",
        "Valg af formand",
        (decision(text, "Byrådet valgte Agnete Vinter som formand.", Outcome.APPOINTED, body, date),),
    )
    facts = {"municipality": "Lysbjerg Kommune", "body": "Byrådet", "date": "2025-02-20"}
    register.minutes("byraad", text, [council, chair], title="Referat fra Byrådet", **facts)

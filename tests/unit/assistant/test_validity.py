"""How far a source holds: by its own words, by those of others, and by what an administrator wrote."""

from datetime import date
from typing import Any

import pytest

from assistant.answer import Validity
from assistant.validity import Judgement, Validities
from ingest.corpus import Version
from ingest.layout import lay_out
from ingest.metadata import Event, ValidityStatement, read_metadata
from ingest.readers.markdown import read
from tests.unit.assistant.versions import version

OLD = version(
    1,
    title="Digitaliseringsstrategi 2021-2024",
    kind="strategy",
    municipality="Lysbjerg",
    valid_from="2021-01-01",
    valid_to="2024-12-31",
)
NEW = version(
    2,
    title="Digitaliseringsstrategi 2025-2028",
    kind="strategy",
    municipality="Lysbjerg",
    valid_from="2025-01-01",
    valid_to="2028-12-31",
    replaces="Digitaliseringsstrategi 2021-2024",
)


def read_as(status: str) -> dict[str, Any]:
    """The status as it was read from the text."""
    return {"fields": {"status": {"value": status, "basis": "stated", "start": 0, "end": 1}}}


def on(one: Version, day: str, *active: Version) -> Validity:
    return Validities(active).on(one, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [
        ("2020-12-31", "unknown", "unknown"),
        ("2021-01-01", "in_force", "unknown"),
        ("2024-12-31", "in_force", "unknown"),
        ("2025-01-01", "superseded", "in_force"),
        ("2028-12-31", "superseded", "in_force"),
        ("2029-01-01", "superseded", "expired"),
    ],
)
def test_a_strategy_and_the_one_that_replaces_it(day: str, old: str, new: str) -> None:
    both = Validities([OLD, NEW])
    assert both.on(OLD, date.fromisoformat(day)) == old
    assert both.on(NEW, date.fromisoformat(day)) == new


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "draft", "kind": "code", "valid_from": "2020-01-01", **read_as("draft")}, "draft"),
        ({"status": "draft", "kind": "minutes", **read_as("draft")}, "unknown"),
        ({"kind": "minutes", "date": "2020-01-01", "valid_to": "2020-12-31"}, "unknown"),
        ({"kind": "consultation"}, "unknown"),
        ({"kind": None}, "unknown"),
        ({"kind": "policy"}, "unknown"),
        ({"kind": "policy", "valid_to": "2024-12-31"}, "expired"),
        ({"kind": "guide", "valid_from": "2024-01-01"}, "in_force"),
        ({"kind": "policy", "status": "adopted", **read_as("adopted")}, "adopted"),
        ({"kind": "policy", "status": "adopted", "date": "2025-06-02", **read_as("adopted")}, "unknown"),
        (
            {"kind": "policy", "status": "adopted", "valid_from": "2026-01-01", **read_as("adopted")},
            "adopted",
        ),
        ({"kind": "policy", "status": "adopted", "valid_to": "2024-12-31", **read_as("adopted")}, "expired"),
        ({"kind": "policy", "status": "in_force", **read_as("in_force")}, "in_force"),
        ({"kind": "policy", "status": "expired", **read_as("expired")}, "expired"),
        (
            {"kind": "policy", "status": "superseded", "valid_from": "2020-01-01", **read_as("superseded")},
            "superseded",
        ),
    ],
)
def test_a_version_alone(fields: dict[str, Any], expected: str) -> None:
    alone = version(**fields)
    assert on(alone, "2025-06-01", alone) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"municipality": "Esbjerg"},
        {"replaces": "Digitaliseringsstrategi 2017-2020"},
        {"replaces": "Personalepolitik 2021-2024"},
        {"replaces": None},
    ],
)
def test_only_what_names_it_replaces_it(fields: dict[str, Any]) -> None:
    other = version(2, **{"title": "Ny", "municipality": "Lysbjerg", "replaces": OLD.title, **fields})
    assert on(OLD, "2024-06-01", OLD, other) == "in_force"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("draft", "draft"), ("in_force", "in_force"), ("expired", "expired"), (None, "expired")],
)
def test_what_an_administrator_wrote_comes_first(status: str | None, expected: str) -> None:
    corrected = version(kind="policy", valid_to="2024-12-31", status=status, **read_as("adopted"))
    assert on(corrected, "2025-06-01", corrected) == expected


def test_a_successor_that_an_administrator_named_counts_from_its_first_day() -> None:
    old = version(1, kind="policy", valid_from="2020-01-01", superseded_by="d2", status="superseded")
    new = version(2, kind="policy", valid_from="2025-01-01")
    assert on(old, "2024-12-31", old, new) == "in_force"
    assert on(old, "2025-01-01", old, new) == "superseded"
    judged = Validities([old, new]).judge(old, date(2025, 1, 1))
    assert judged.claim is not None
    assert judged.claim.said_by == new


CHANNELS = version(
    1,
    title="Service- og kanalstrategi for Københavns Kommune",
    kind="strategy",
    municipality="København",
    date="2022-08-23",
    status="adopted",
    **read_as("adopted"),
)
WITHDRAWN = ValidityStatement("service- og kanalstrategien", Event.WITHDRAWN, "2024-02-01", 5, 9, False)


def minutes(identity: int, *said: ValidityStatement, **fields: Any) -> Version:
    stated = {"statements": [statement.as_json() for statement in said]}
    defaults = {"kind": "minutes", "municipality": "København", "date": "2024-02-01", "fields": stated}
    return version(identity, **defaults | fields)


def changed(**fields: Any) -> ValidityStatement:
    return ValidityStatement(**{**WITHDRAWN.as_json(), **fields})


def test_minutes_say_from_when_another_document_is_withdrawn_and_where() -> None:
    council = minutes(2, WITHDRAWN)
    validities = Validities([CHANNELS, council])
    assert validities.judge(CHANNELS, date(2024, 1, 31)) == Judgement("adopted")
    judged = validities.judge(CHANNELS, date(2024, 2, 1))
    assert judged.validity == "expired"
    assert judged.claim is not None
    assert (judged.claim.said_by, judged.claim.start, judged.claim.end) == (council, 5, 9)


PROVING_NOTHING = {
    "conditional": minutes(2, changed(conditional=True)),
    "without a date": minutes(2, changed(date=None)),
    "of another municipality": minutes(2, WITHDRAWN, municipality="Odense"),
    "of an unknown municipality": minutes(2, WITHDRAWN, municipality=None),
    "of another document": minutes(2, changed(subject="kanalstrategien")),
    "of more than it": minutes(2, changed(subject="Socialforvaltningens service- og kanalstrategi")),
    "of one with years": minutes(2, changed(subject="service- og kanalstrategi 2018-2021")),
    "of one before it": minutes(2, WITHDRAWN, date="2022-09-01"),
    "in a year to come": minutes(2, changed(event=Event.EXPIRED, date="2027")),
}


@pytest.mark.parametrize("other", PROVING_NOTHING.values(), ids=PROVING_NOTHING)
def test_what_proves_nothing_of_a_document_changes_nothing(other: Version) -> None:
    assert on(CHANNELS, "2025-06-01", CHANNELS, other) == "adopted"


def test_what_may_mean_two_documents_changes_neither() -> None:
    twin = version(3, **{**vars(CHANNELS), "id": 3, "document": "d3"})
    assert on(CHANNELS, "2025-06-01", CHANNELS, twin, minutes(2, WITHDRAWN)) == "adopted"


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        ("2022", "2022-12-31", "adopted"),
        ("2022", "2023-01-01", "expired"),
        ("2022-10", "2022-11-01", "expired"),
        ("2022-12-31", "2022-12-31", "adopted"),
    ],
)
def test_what_ran_out_held_until_its_last_day(said: str, day: str, expected: str) -> None:
    other = minutes(2, changed(event=Event.EXPIRED, date=said), date="2023-09-20")
    assert on(CHANNELS, day, CHANNELS, other) == expected


def test_a_successor_that_was_decided_on_takes_its_place_when_the_time_has_run_out() -> None:
    said = changed(subject="Digitaliseringsstrategi 2021-2024", event=Event.SUPERSEDED, date="2024-12-05")
    council = minutes(3, said, municipality="Lysbjerg", date="2024-12-05")
    assert on(OLD, "2024-12-31", OLD, council) == "in_force"
    assert on(OLD, "2025-01-01", OLD, council) == "superseded"


def test_a_draft_replaces_nothing() -> None:
    draft = version(2, **{**vars(NEW), "id": 2, "status": "draft"})
    assert on(OLD, "2024-06-01", OLD, draft) == "in_force"


def test_a_document_that_shares_only_its_kind_is_not_replaced() -> None:
    old = version(1, title="Retningslinjer for hjemmearbejde", kind="guide", valid_from="2020-01-01")
    new = version(
        2, title="Retningslinjer for IT", kind="guide", replaces="Retningslinjer for informationssikkerhed"
    )
    assert on(old, "2024-06-01", old, new) == "in_force"


TEXTS: dict[str, tuple[str, str]] = {
    "draft": (
        (
            "# Udkast til frivilligpolitik 2026-2029\n\nLysbjerg Kommune\n\nHøringsversion, maj 2025\n\n"
            "Udkastet er godkendt til høring af Kulturudvalget den 6. maj 2025. Politikken erstatter Frivilligpolitik "
            "2022-2025 og forventes at træde i kraft den 1. januar 2026."
        ),
        "draft",
    ),
    "adopted": (
        (
            "# Mobilitetsstrategi\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 8. maj 2025.\n\n"
            "Strategien træder i kraft den 1. august 2025. Den erstatter kommunens cykelpolitik."
        ),
        "adopted",
    ),
    "in force by decision": (
        (
            "# Politik for digital inklusion\n\nLysbjerg Kommune\n\nGodkendt af Socialudvalget den 12. marts 2024.\n\n"
            "Politikken gælder fra den 1. april 2024, indtil udvalget beslutter andet."
        ),
        "in_force",
    ),
    "expired": (
        (
            "# Klimahandlingsstrategi 2020-2024\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 30. januar 2020.\n\n"
            "Kommunen vil være klimaneutral i 2045."
        ),
        "expired",
    ),
    "superseded": (
        (
            "# Frivilligpolitik 2018-2021\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 3. maj 2018.\n\n"
            "Foreningerne er fundamentet."
        ),
        "superseded",
    ),
    "what supersedes it": (
        (
            "# Frivilligpolitik 2022-2025\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 2. december 2021.\n\n"
            "Politikken afløser Frivilligpolitik 2018-2021, som blev fulgt op hvert år."
        ),
        "in_force",
    ),
    "not yet replaced": (
        "# Cykelpolitik\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 4. juni 2015. Gældende fra 1. juli 2015.",
        "in_force",
    ),
    "minutes": (
        (
            "# Orientering om klimaet\n\nLysbjerg Kommune\n\nMødedato: 06.05.2025\n\n"
            "Frivilligpolitik 2022-2025 udløber snart. Hvis sagen godkendes, udgår cykelpolitikken."
            "\n\n## Beslutning\n\nTaget til efterretning."
        ),
        "unknown",
    ),
}


def test_documents_as_municipalities_write_them_are_judged_together() -> None:
    versions = {}
    for number, (name, (markdown, _)) in enumerate(TEXTS.items(), 1):
        metadata = read_metadata(lay_out(read(markdown.encode()).blocks))
        versions[name] = version(number, **metadata.columns(), fields=metadata.as_json())
    validities = Validities(versions.values())
    found = {name: validities.on(one, date(2025, 6, 1)) for name, one in versions.items()}
    assert found == {name: expected for name, (_, expected) in TEXTS.items()}
    assert validities.on(versions["not yet replaced"], date(2025, 8, 1)) == "superseded"
    assert validities.on(versions["what supersedes it"], date(2026, 1, 1)) == "expired"

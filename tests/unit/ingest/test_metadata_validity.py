"""When a document holds, what it replaces, and its status: stated of itself, in the words that municipalities use."""

import pytest

from ingest.fields import Basis
from ingest.layout import Layout, lay_out
from ingest.metadata import Metadata, read_metadata
from ingest.readers.markdown import read

HELD = {
    "from a day until a day in one sentence": (
        "# Klimapolitik\n\nPolitikken gælder fra 1. marts 2025 til og med 28. februar 2029.",
        ("2025-03-01", "2029-02-28"),
    ),
    "by the years of its title": ("# Klimastrategi 2024-2027\n\nTekst.", ("2024-01-01", "2027-12-31")),
    "by the years beneath its title": (
        "# Klimastrategi\n\n2024-2027\n\nTekst.",
        ("2024-01-01", "2027-12-31"),
    ),
    "by a period that is said": (
        "# Klimastrategi\n\nStrategien gælder for perioden 2024-2027. Vi begynder i dag.",
        ("2024-01-01", "2027-12-31"),
    ),
    "until the end of a year": (
        "# Klimapolitik\n\nPolitikken udløber ved udgangen af 2027.",
        (None, "2027-12-31"),
    ),
    "until a month has passed": (
        "# Klimapolitik\n\nPolitikken gælder til februar 2028.",
        (None, "2028-02-29"),
    ),
    "in key and value": (
        "# Regulativ for husholdningsaffald\n\nGyldig fra: 01.01.2024\n\nGyldig til: 31.12.2026",
        ("2024-01-01", "2026-12-31"),
    ),
    "until the next one is adopted": (
        "# Klimastrategi 2021-2024\n\nStrategien gælder indtil en ny strategi er vedtaget.",
        ("2021-01-01", None),
    ),
    "a law takes effect, not the document": (
        "# Klimastrategi\n\nLoven træder i kraft den 1. juli 2024.",
        (None, None),
    ),
    "another policy takes effect": (
        "# Klimastrategi\n\nPersonalepolitikken træder i kraft den 1. juli 2024.",
        (None, None),
    ),
    "what lies in the strategy takes effect": (
        "# Klimastrategi\n\nInitiativerne i strategien træder i kraft den 1. juli 2024.",
        (None, None),
    ),
    "a pronoun for a law": (
        "# Klimastrategi\n\nLoven om klima er ændret. Den træder i kraft den 1. juli 2024.",
        (None, None),
    ),
    "a pronoun for another policy": (
        "# Klimastrategi\n\nPersonalepolitikken er fra 2018. Den udløber den 1. juli 2024.",
        (None, None),
    ),
    "a pronoun for itself": (
        "# Klimastrategi\n\nStrategien er kort. Den træder i kraft den 1. juli 2024.",
        ("2024-07-01", None),
    ),
    "two days are given": (
        "# Klimapolitik\n\nPolitikken gælder fra 1. maj 2024.\n\nPolitikken gælder fra 1. juni 2024.",
        (None, None),
    ),
}
STATUSES = {
    "a draft by its title": ("# Udkast til klimastrategi 2025-2028\n\nTekst.", "draft"),
    "a version for consultation": ("# Klimastrategi 2025-2028 – høringsversion\n\nTekst.", "draft"),
    "a proposal": ("# Forslag til strategi for frivillighed\n\nTekst.", "draft"),
    "a draft by a line": ("# Klimastrategi\n\nUdkast til politisk behandling\n\nTekst.", "draft"),
    "a draft by key and value": ("# Klimastrategi\n\nStatus: I høring\n\nTekst.", "draft"),
    "a draft that a committee sent out": (
        "# Udkast til klimastrategi\n\nGodkendt til høring af Klimaudvalget den 3. maj 2024.",
        "draft",
    ),
    "once in consultation": ("# Klimastrategi\n\nUdkastet har været i høring hos Ældrerådet.", None),
    "adopted by a council": ("# Klimastrategi\n\nVedtaget af Byrådet den 5. december 2024.", "adopted"),
    "adopted in a council": (
        "# Klimapolitik\n\nPolitikken er godkendt i Kommunalbestyrelsen den 3. maj 2024.",
        "adopted",
    ),
    "adopted on a day": ("# Klimapolitik\n\nTekst.\n\nVedtaget den 3. maj 2024.", "adopted"),
    "another one was adopted": (
        "# Klimastrategi\n\nVi bygger på budgetforliget, som blev vedtaget af Byrådet.",
        None,
    ),
    "in force by key and value": ("# Klimapolitik\n\nStatus: Gældende\n\nTekst.", "in_force"),
    "withdrawn": ("# Klimapolitik\n\nPolitikken er ophævet pr. 1. maj 2024.", "expired"),
    "stamped": ("# Klimapolitik\n\nIKKE LÆNGERE GÆLDENDE\n\nTekst.", "expired"),
    "replaced": ("# Klimapolitik\n\nDenne politik er erstattet af Klimastrategi 2025-2028.", "superseded"),
    "a part of it expired": ("# Klimastrategi\n\nInitiativ 4 i strategien er udgået.", None),
    "another one expired": ("# Klimastrategi\n\nPersonalepolitikken er udløbet.", None),
    "minutes have none": ("# Udkast til klimastrategi\n\n## Beslutning\n\nGodkendt.", None),
}
REPLACED = {
    "an earlier one by its years": (
        "Den erstatter Klimastrategi 2021-2024, som udløber.",
        "Klimastrategi 2021-2024",
    ),
    "in place of": ("Strategien træder i stedet for kommunens klimapolitik.", "kommunens klimapolitik"),
    "an edition": ("Strategien afløser version 1.2 af 3. maj 2022.", "version 1.2 af 3. maj 2022"),
    "machines replace no document": ("Robotterne erstatter manuelle arbejdsgange.", None),
    "nor is an earlier one, if it says so": (
        "Strategien erstatter ikke den tidligere personalepolitik.",
        None,
    ),
    "nor does the strategy replace work": ("Strategien erstatter ikke den daglige ledelse.", None),
}


def laid_out(markdown: str) -> Layout:
    return lay_out(read(markdown.encode()).blocks)


def metadata(markdown: str) -> Metadata:
    return read_metadata(laid_out(markdown))


@pytest.mark.parametrize(("markdown", "expected"), HELD.values(), ids=HELD)
def test_from_when_and_until_when_it_holds(markdown: str, expected: tuple[str | None, str | None]) -> None:
    found = metadata(markdown)
    assert (found.value("valid_from"), found.value("valid_to")) == expected


@pytest.mark.parametrize(("markdown", "expected"), STATUSES.values(), ids=STATUSES)
def test_the_status_is_that_which_is_stated(markdown: str, expected: str | None) -> None:
    assert metadata(markdown).value("status") == expected


@pytest.mark.parametrize(("sentence", "expected"), REPLACED.values(), ids=REPLACED)
def test_what_it_replaces_is_a_document(sentence: str, expected: str | None) -> None:
    assert metadata(f"# Klimastrategi 2025-2028\n\n{sentence}").value("replaces") == expected


def test_a_stamp_on_every_page_is_left_out_with_the_headers_and_counts() -> None:
    layout = laid_out("# Klimastrategi 2025-2028\n\nTekst.")
    assert read_metadata(layout, dropped=["UDKAST 3. maj 2024"]).value("status") is None
    status = read_metadata(layout, dropped=["Side 2", "– UDKAST –"]).fields["status"]
    assert (status.value, status.basis, status.start) == ("draft", Basis.DERIVED, None)


def test_its_successor_is_named() -> None:
    layout = laid_out("# Klimapolitik\n\nPolitikken er erstattet af Klimastrategi 2025-2028.")
    field = read_metadata(layout).fields["superseded_by"]
    assert field.value == "Klimastrategi 2025-2028" == layout.text[field.start : field.end]


@pytest.mark.parametrize(
    "piece",
    [
        "strategi",
        "gælder fra ",
        "erstatter ",
        "udgår og ",
        "1.2.",
        "a-",
        "(",
        "Vedtaget af ",
        "ved udgangen af ",
    ],
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    read_metadata(laid_out(f"# Strategi\n\n{text}"))

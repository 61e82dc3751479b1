import pytest

from ingest.fields import Basis, Field
from ingest.layout import Layout, lay_out
from ingest.metadata import FIELD_NAMES, Metadata, read_metadata
from ingest.readers.markdown import read


def columns(**known: str) -> dict[str, str | None]:
    """All fields, empty but for those that are known."""
    return dict[str, str | None](dict.fromkeys(FIELD_NAMES)) | known


STATED = {
    "a strategy says when it holds and what it replaces": (
        (
            "# Digitaliseringsstrategi 2025-2028\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 5. december 2024.\n\n"
            "Strategien træder i kraft den 1. februar 2025 og erstatter Digitaliseringsstrategi 2021-2024."
        ),
        columns(
            title="Digitaliseringsstrategi 2025-2028",
            kind="strategy",
            municipality="Lysbjerg",
            date="2024-12-05",
            valid_from="2025-02-01",
            valid_to="2028-12-31",
            replaces="Digitaliseringsstrategi 2021-2024",
            status="adopted",
        ),
    ),
    "a code of conduct": (
        (
            "# Kodeks for kunstig intelligens\n\nGodkendt af Økonomiudvalget den 18. februar 2025.\n\n"
            "Kodekset gælder fra 1. marts 2025 og erstatter version 1.2 af 2022."
        ),
        columns(
            title="Kodeks for kunstig intelligens",
            kind="code",
            date="2025-02-18",
            valid_from="2025-03-01",
            replaces="version 1.2 af 2022",
            status="adopted",
        ),
    ),
    "minutes with a meeting date": (
        (
            "# Ny skole\n\nMødedato: 20. september 2023\n\n## Indstilling\n\n"
            "Forvaltningen indstiller, at Socialudvalget godkender sagen.\n\n## Beslutning\n\nGodkendt."
        ),
        columns(title="Ny skole", kind="minutes", body="Socialudvalget", date="2023-09-20"),
    ),
    "minutes whose decision names body and day": (
        (
            "# Ny skole\n\n## Indstilling\n\nDer indstilles, at sagen godkendes.\n\n"
            "## Socialudvalgets beslutning i mødet den 20. september 2023\n\nTaget til efterretning."
        ),
        columns(title="Ny skole", kind="minutes", body="Socialudvalget", date="2023-09-20"),
    ),
    "a consultation answer with its date beneath": (
        (
            "# Høringssvar fra Ældrerådet\n\nÆldrerådet i Lysbjerg Kommune takker for strategien for 2025-2028.\n\n"
            "Lysbjerg, den 3. maj 2024"
        ),
        columns(
            title="Høringssvar fra Ældrerådet",
            kind="consultation",
            municipality="Lysbjerg",
            body="Ældrerådet",
            date="2024-05-03",
        ),
    ),
    "guidelines that end": (
        "# Retningslinjer for hjemmearbejde\n\nGældende fra 1. marts 2024. Gælder til 28. februar 2026.",
        columns(
            title="Retningslinjer for hjemmearbejde",
            kind="guide",
            valid_from="2024-03-01",
            valid_to="2026-02-28",
        ),
    ),
    "an imprint that ends with its month": (
        "# Digitaliseringspolitik\n\nTekst.\n\nEsbjerg Kommune, Digitalisering & IT, Torvegade 74, Januar 2014",
        columns(title="Digitaliseringspolitik", kind="policy", municipality="Esbjerg", date="2014-01"),
    ),
}

LEFT_EMPTY = {
    "the day something takes effect is not the document's date": (
        "# Strategi\n\nStrategien træder i kraft den 1. januar 2025.",
        "date",
    ),
    "nor is the end of another document": (
        "# Strategi 2025-2028\n\nDigitaliseringsstrategi 2021-2024 udløber den 31. december 2024.",
        "date",
    ),
    "nor a day in a sentence": ("# Strategi\n\nPlanen skal revideres senest den 31. marts 2027.", "date"),
    "nor the day of another decision": (
        "# Strategi\n\nVi bygger på budgetforliget, som blev vedtaget af Byrådet den 3. maj 2020.",
        "date",
    ),
    "a meeting without a date": (
        "# Sag\n\n## Beslutning\n\nGodkendt. Næste møde er den 3. maj 2024.",
        "date",
    ),
    "two municipalities named as often": (
        "# Samarbejde\n\nAarhus Kommune og Odense Kommune går sammen.",
        "municipality",
    ),
    "no municipality": ("# Strategi\n\nKommunen vil være åben.", "municipality"),
    "a note of no kind": ("# Noter\n\nEt notat om ting i verden.", "kind"),
    "a strategy has no body": ("# Strategi\n\nVedtaget af Byrådet.", "body"),
    "minutes of an unnamed body": ("# Sag\n\n## Beslutning\n\nUdvalget godkendte sagen.", "body"),
    "minutes do not expire": ("# Sag 2024-2027\n\n## Beslutning\n\nGodkendt.", "valid_to"),
    "minutes do not replace": (
        "# Sag\n\n## Beslutning\n\nStrategien erstatter den gamle strategi.",
        "replaces",
    ),
    "a long first line is no title": ("ord " * 60, "title"),
    "the validity of another document": (
        "# Kodeks\n\nStrategi 2021-2024 gælder fra 1. februar 2021.",
        "valid_from",
    ),
}


BASES = {
    "a title that stands there": (
        "# Digitaliseringspolitik\n\nTekst.",
        "title",
        Basis.STATED,
        "Digitaliseringspolitik",
    ),
    "the kind by a word of the title": (
        "# Digitaliseringspolitik\n\nTekst.",
        "kind",
        Basis.STATED,
        "politik",
    ),
    "the kind by the sections": ("# Sag\n\n## Beslutning\n\nGodkendt.", "kind", Basis.DERIVED, None),
    "the municipality of a letterhead": (
        "# Strategi\n\nLysbjerg Kommune\n\nSom i Aarhus Kommune.",
        "municipality",
        Basis.STATED,
        "Lysbjerg Kommune",
    ),
    "the municipality that is named": (
        "# Strategi\n\nI Lysbjerg Kommune er vi åbne.",
        "municipality",
        Basis.DERIVED,
        None,
    ),
    "the body by whose decision it is": (
        "# Sag\n\n## Socialudvalgets beslutning i mødet den 20. september 2023\n\nGodkendt.",
        "body",
        Basis.DERIVED,
        "Socialudvalget",
    ),
    "the body in a line of its own": (
        "# Sag\n\nUdvalg: Socialudvalget\n\n## Beslutning\n\nGodkendt.",
        "body",
        Basis.STATED,
        "Socialudvalget",
    ),
    "the day of the meeting": (
        "# Sag\n\nMødedato: 20.09.2023\n\n## Beslutning\n\nGodkendt.",
        "date",
        Basis.STATED,
        "20.09.2023",
    ),
    "a last day that is given": (
        "# Strategi\n\nStrategien udløber den 31. december 2024.",
        "valid_to",
        Basis.STATED,
        "31. december 2024",
    ),
    "a last day by the years": (
        "# Strategi 2021-2024\n\nTekst.",
        "valid_to",
        Basis.DERIVED,
        "Strategi 2021-2024",
    ),
    "a first day by the month": (
        "# Strategi\n\nStrategien træder i kraft i maj 2025.",
        "valid_from",
        Basis.DERIVED,
        "maj 2025",
    ),
}


def laid_out(markdown: str) -> Layout:
    return lay_out(read(markdown.encode()).blocks)


def metadata(markdown: str) -> Metadata:
    return read_metadata(laid_out(markdown))


@pytest.mark.parametrize(("markdown", "expected"), STATED.values(), ids=STATED)
def test_what_a_document_states_of_itself_is_read(markdown: str, expected: dict[str, str | None]) -> None:
    assert metadata(markdown).columns() == expected


@pytest.mark.parametrize(("markdown", "field"), LEFT_EMPTY.values(), ids=LEFT_EMPTY)
def test_what_it_does_not_state_is_not_guessed(markdown: str, field: str) -> None:
    assert metadata(markdown).value(field) is None


@pytest.mark.parametrize(("markdown", "name", "basis", "place"), BASES.values(), ids=BASES)
def test_each_field_has_its_basis_and_its_place(
    markdown: str, name: str, basis: Basis, place: str | None
) -> None:
    layout = laid_out(markdown)
    field = read_metadata(layout).fields[name]
    assert field.basis is basis
    assert (None if field.start is None else layout.text[field.start : field.end]) == place


def test_an_empty_document_states_nothing() -> None:
    assert metadata("") == Metadata()


@pytest.mark.parametrize(
    ("markdown", "dropped", "expected"),
    [
        ("# Sag\n\n## Beslutning\n\nGodkendt.", ["Lysbjerg Kommune", "Menu"], "Lysbjerg"),
        ("# Sag\n\nSom i Aarhus Kommune.", ["Lysbjerg Kommune"], "Aarhus"),
        ("# Sag\n\nTekst.", ["Holbæk Kommunes strategi", "Odder Kommune"], None),
    ],
)
def test_the_municipality_of_a_page_may_stand_in_what_was_left_out(
    markdown: str, dropped: list[str], expected: str | None
) -> None:
    found = read_metadata(laid_out(markdown), dropped=dropped).fields.get("municipality")
    assert found == (Field(expected, Basis.DERIVED) if expected else None)


def test_metadata_comes_back_from_json() -> None:
    read_back = metadata("# Strategi 2025-2028\n\nPersonalepolitik 2018-2022 udløb i 2022.")
    assert read_back.statements
    assert Metadata.from_json(read_back.as_json()) == read_back

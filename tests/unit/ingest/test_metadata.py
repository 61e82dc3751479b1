from dataclasses import asdict

import pytest

from ingest.layout import lay_out
from ingest.metadata import Metadata, read_metadata
from ingest.readers.markdown import read

STATED = {
    "a strategy says when it holds and what it replaces": (
        (
            "# Digitaliseringsstrategi 2025-2028\n\nLysbjerg Kommune\n\nVedtaget af Byrådet den 5. december 2024.\n\n"
            "Strategien træder i kraft den 1. februar 2025 og erstatter Digitaliseringsstrategi 2021-2024."
        ),
        Metadata(
            title="Digitaliseringsstrategi 2025-2028",
            kind="strategy",
            municipality="Lysbjerg",
            date="2024-12-05",
            valid_from="2025-02-01",
            valid_to="2028-12-31",
            replaces="Digitaliseringsstrategi 2021-2024",
        ),
    ),
    "a code of conduct": (
        (
            "# Kodeks for kunstig intelligens\n\nGodkendt af Økonomiudvalget den 18. februar 2025.\n\n"
            "Kodekset gælder fra 1. marts 2025 og erstatter version 1.2 af 2022."
        ),
        Metadata(
            title="Kodeks for kunstig intelligens",
            kind="code",
            date="2025-02-18",
            valid_from="2025-03-01",
            replaces="version 1.2 af 2022",
        ),
    ),
    "minutes with a meeting date": (
        (
            "# Ny skole\n\nMødedato: 20. september 2023\n\n## Indstilling\n\n"
            "Forvaltningen indstiller, at Socialudvalget godkender sagen.\n\n## Beslutning\n\nGodkendt."
        ),
        Metadata(title="Ny skole", kind="minutes", body="Socialudvalget", date="2023-09-20"),
    ),
    "minutes whose decision names body and day": (
        (
            "# Ny skole\n\n## Indstilling\n\nDer indstilles, at sagen godkendes.\n\n"
            "## Socialudvalgets beslutning i mødet den 20. september 2023\n\nTaget til efterretning."
        ),
        Metadata(title="Ny skole", kind="minutes", body="Socialudvalget", date="2023-09-20"),
    ),
    "a consultation answer with its date beneath": (
        (
            "# Høringssvar fra Ældrerådet\n\nÆldrerådet i Lysbjerg Kommune takker for strategien for 2025-2028.\n\n"
            "Lysbjerg, den 3. maj 2024"
        ),
        Metadata(
            title="Høringssvar fra Ældrerådet",
            kind="consultation",
            municipality="Lysbjerg",
            body="Ældrerådet",
            date="2024-05-03",
        ),
    ),
    "guidelines that end": (
        "# Retningslinjer for hjemmearbejde\n\nGældende fra 1. marts 2024. Gælder til 28. februar 2026.",
        Metadata(
            title="Retningslinjer for hjemmearbejde",
            kind="guide",
            valid_from="2024-03-01",
            valid_to="2026-02-28",
        ),
    ),
    "an imprint that ends with its month": (
        "# Digitaliseringspolitik\n\nTekst.\n\nEsbjerg Kommune, Digitalisering & IT, Torvegade 74, Januar 2014",
        Metadata(title="Digitaliseringspolitik", kind="policy", municipality="Esbjerg", date="2014-01"),
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


def metadata(markdown: str) -> Metadata:
    return read_metadata(lay_out(read(markdown.encode()).blocks))


@pytest.mark.parametrize(("markdown", "expected"), STATED.values(), ids=STATED)
def test_what_a_document_states_of_itself_is_read(markdown: str, expected: Metadata) -> None:
    assert asdict(metadata(markdown)) == asdict(expected)


@pytest.mark.parametrize(("markdown", "field"), LEFT_EMPTY.values(), ids=LEFT_EMPTY)
def test_what_it_does_not_state_is_not_guessed(markdown: str, field: str) -> None:
    assert asdict(metadata(markdown))[field] is None


def test_an_empty_document_states_nothing() -> None:
    assert metadata("") == Metadata()

import pytest

from ingest.readers.text import read, read_text
from tests.unit.ingest.readers.outline import outline

MINUTES = """Mødedato: 20.09.2023, kl. 08:00
Mødested: Rådhuset, stuen, værelse 8

Fælles strategi for Lindeby Kommune

Se alle bilag

Indstilling

Socialforvaltningen indstiller

  1. at Socialudvalget drøfter udkastet
  2. at Socialudvalget godkender indsatserne

Løsning

De tre målbilleder er:

A: Vi skal træffe gode beslutninger
B: Vi skal spørge borgerne

Inddragelse

Borgerne inddrages i de konkrete projekter.

Videre proces

Udvalget får en status i maj.

Mikkel Boje

  /Rikke Christensen

Beslutning

Beslutning

Indstillingens 1. at punkt blev drøftet.

Til top
"""


def test_minutes_copied_from_a_web_page() -> None:
    reading = read_text(MINUTES)
    assert outline(reading) == [
        "Mødedato: 20.09.2023, kl. 08:00",
        "Mødested: Rådhuset, stuen, værelse 8",
        "# Fælles strategi for Lindeby Kommune",
        "## Indstilling",
        "Socialforvaltningen indstiller",
        "* 1. at Socialudvalget drøfter udkastet",
        "* 2. at Socialudvalget godkender indsatserne",
        "## Løsning",
        "De tre målbilleder er:",
        "* A: Vi skal træffe gode beslutninger",
        "* B: Vi skal spørge borgerne",
        "### Inddragelse",
        "Borgerne inddrages i de konkrete projekter.",
        "## Videre proces",
        "Udvalget får en status i maj.",
        "Mikkel Boje",
        "/Rikke Christensen",
        "## Beslutning",
        "Indstillingens 1. at punkt blev drøftet.",
    ]
    assert reading.dropped == ("Se alle bilag", "Til top", "Beslutning")


def test_an_agenda_item_stands_above_its_title_and_sections() -> None:
    lines = [
        "Punkt 5.",
        "Høring af en strategi",
        "2014-185390",
        "Beslutning:",
        "Godkendt.",
        "Bilag:",
        "Svar.docx",
    ]
    assert outline(read_text("\n\n".join(lines))) == [
        "# Punkt 5.",
        "## Høring af en strategi",
        "2014-185390",
        "### Beslutning:",
        "Godkendt.",
        "### Bilag:",
        "Svar.docx",
    ]


def test_numbered_agenda_items_of_minutes() -> None:
    text = """Byrådet

Dagsorden

1. Godkendelse af dagsorden
2. Spørgetid
3. Takster

1. Godkendelse af dagsorden

Beslutning

Godkendt.

2. Spørgetid

Der var ingen spørgsmål.

3. Takster
Sagsnummer: 2024-1

Indstilling

Udvalget indstiller,

1. at taksten er 598 kr.,
2. at rabatten fastholdes.
"""
    assert [line for line in outline(read_text(text)) if line.startswith("#")] == [
        "# Byrådet",
        "## Dagsorden",
        "## 1. Godkendelse af dagsorden",
        "### Beslutning",
        "## 2. Spørgetid",
        "## 3. Takster",
        "### Indstilling",
    ]


def test_a_letter_has_no_headings_in_its_frame() -> None:
    text = (
        "Ældrerådet\n\nTil Forvaltningen\n\nVi er glade.\n\nMed venlig hilsen\n\nOve Krag\nFormand\n\nKopi: A"
    )
    assert [line for line in outline(read_text(text)) if line.startswith("#")] == ["# Ældrerådet"]


def test_a_transcript_loses_related_titles_contents_and_page_numbers() -> None:
    page = "Vi vil arbejde for borgerne og medarbejderne i kommunen. " * 9
    text = (
        "POLITIK 2014-17\n\nRelaterede dokumenter\nEn anden politik\n\nEn tredje\n\nTranskript:\n\n"
        f"Indhold Vision.......... 3 Mål.......... 4 {page} 2 3\n\n"
        f"{page} i 2013 4 5\n\n{page} 6 7\n\n{page} 9"
    )
    reading = read_text(text)
    assert outline(reading) == [
        "# POLITIK 2014-17",
        page.strip(),
        f"{page}i 2013".strip(),
        page.strip(),
        page.strip(),
    ]
    assert reading.dropped == (
        "Relaterede dokumenter",
        "En anden politik",
        "En tredje",
        "Transkript:",
        "Indhold Vision.......... 3 Mål.......... 4",
        *("2 3", "4 5", "6 7", "9"),
    )


def test_numbers_that_do_not_rise_are_text() -> None:
    page = "Vi vil arbejde for borgerne og medarbejderne i kommunen. " * 9
    reading = read_text(f"{page} 19\n\n{page} 4\n\n{page} 7")
    assert [block.text[-2:] for block in reading.blocks] == ["19", " 4", " 7"]
    assert reading.dropped == ()


def test_form_feeds_part_pages() -> None:
    text = "\f".join(
        f"Lindeby Kommune\n\nTekst nummer {word}.\n\nSide {n} af 2" for n, word in ((1, "et"), (2, "to"))
    )
    reading = read_text(text)
    assert [(block.text, block.page) for block in reading.blocks] == [
        ("Tekst nummer et.", 1),
        ("Tekst nummer to.", 2),
    ]
    assert reading.dropped == ("Lindeby Kommune", "Side 1 af 2", "Lindeby Kommune", "Side 2 af 2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_reads_bytes(encoding: str) -> None:
    assert read("Ærø\r\n\r\nTekst.".encode(encoding)).blocks[1].text == "Tekst."


@pytest.mark.parametrize(
    "text", ["abc\n" * 20_000, "abc-\n" * 20_000, "Indhold\nx ........ 3\n\n" * 5_000, "A A/" * 50_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    assert isinstance(read_text(text).blocks, tuple)

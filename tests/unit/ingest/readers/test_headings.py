import pytest

from ingest.readers.headings import (
    Tier,
    is_closing,
    is_metadata,
    is_section,
    is_signature,
    may_head,
    number_of,
    numbered_tier,
    own_tier,
)


@pytest.mark.parametrize(
    "line", ["Beslutning", "Beslutning:", "Videre proces", "ØKONOMI", "Resumé", "Punkt 5."]
)
def test_sections(line: str) -> None:
    assert is_section(line)


@pytest.mark.parametrize(
    ("line", "tier"),
    [
        ("Punkt 5.", Tier.AGENDA_ITEM),
        ("Punkt 12: Høring af strategien", Tier.AGENDA_ITEM),
        ("Punkt 5 blev udsat.", None),
        ("Beslutning:", Tier.SECTION),
        ("TEMA 1: Digital velfærd", Tier.TOPIC),
        ("Økonomiudvalgets beslutning i mødet den 9. januar 2024", Tier.TOPIC),
        ("Kommende projekter", None),
    ],
)
def test_own_tier(line: str, tier: Tier | None) -> None:
    assert own_tier(line) is tier


@pytest.mark.parametrize(
    "line",
    [
        "Borgerne skal videst muligt mestre eget liv",
        "Teknologi giver bedre fysiske rammer og bæredygtig vækst",
        "Kommunernes rammearkitektur – fælles strategiske spilleregler",
        "Igangværende projekter:",
        "Det fælles fundament for en ny strategi",
        "Hvad må jeg bruge AI til?",
    ],
)
def test_may_head(line: str) -> None:
    assert may_head(line, before_items=False)


@pytest.mark.parametrize(
    "line",
    [
        "Godkendt.",
        "Men der savnes et tema om digital ledelse:",
        "De tre målbilleder er:",
        "Temaet lægger vægt på",
        "(Økonomiudvalget)",
        "2014-185390",
        "Mødedato: 20.09.2023, kl. 08:00",
        "Lysbjerg, den 20. september 2024",
        "Til Økonomiforvaltningen",
        "Med venlig hilsen",
        "Udfyldt spørgeskema.docx",
        "januar 2014",
        'En forudsætning for Smart city er desuden en infrastruktur der kan bære "Internet of Things"',
    ],
)
def test_may_not_head(line: str) -> None:
    assert not may_head(line, before_items=False)


@pytest.mark.parametrize("line", ["Det er målet, at i 2020", "Socialforvaltningen indstiller", "Opgaverne:"])
def test_what_leads_up_to_items_is_no_heading(line: str) -> None:
    assert not may_head(line, before_items=True)


def test_numbered_headings() -> None:
    assert numbered_tier("2. Formål") is Tier.SECTION
    assert numbered_tier("2.1 Afgrænsning") is Tier.TOPIC
    assert numbered_tier("2. at udvalget godkender") is None
    assert numbered_tier("2. Udvalget godkender.") is None
    assert number_of("12.3 Mål") == 12
    assert number_of("Mål") is None


def test_lines_around_a_text() -> None:
    assert is_signature("Mikkel Boje")
    assert is_signature("/Rikke Christensen")
    assert is_signature("Tanja Franck / Jeppe Bøgh Andersen")
    assert not is_signature("Kommende projekter")
    assert is_metadata("Sagsnummer: 2024-1")
    assert is_closing("Med venlig hilsen")

import pytest

from ingest.readers.joining import continues, join


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("en", "to", "en to"),
        ("hvilket sikker-", "hedsniveau, der", "hvilket sikkerhedsniveau, der"),
        ("vores it-", "og digitaliseringsprojekter", "vores it- og digitaliseringsprojekter"),
        ("Børne-", "eller Ungdomsudvalget", "Børne- eller Ungdomsudvalget"),
        ("ny it-", "sikkerhed", "ny it-sikkerhed"),
        ("en KK-", "brugergrænseflade", "en KK-brugergrænseflade"),
        ("Smart Aalborg-", "Indsatsen", "Smart Aalborg-Indsatsen"),
        ("2024 -", "2027", "2024 - 2027"),
        ("", "to", "to"),
    ],
)
def test_join(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        ("hvilket sikker-", "hedsniveau, der er valgt", True),
        ("de forvaltningsspecifikke indsatser i", "strategiens katalog", True),
        ("Forvaltningen indstiller,", "at udvalget godkender", False),
        ("Socialforvaltningen indstiller", "at udvalget godkender", False),
        ("Sagen er slut.", "med andre ord", False),
        ("Kort overskrift", "med småt", False),
        ("indsatser i", "Strategien", False),
    ],
)
def test_continues(first: str, second: str, goes_on: bool) -> None:
    assert continues(first, second) is goes_on

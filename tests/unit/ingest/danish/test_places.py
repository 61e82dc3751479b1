import pytest

from ingest.danish.places import bodies, known_municipalities, municipalities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Københavns Kommune og Esbjerg Kommunes borgere", ["København", "Esbjerg"]),
        ("Lysbjerg Kommunes byråd", ["Lysbjerg"]),
        ("Århus kommune", ["Aarhus"]),
        ("Ringkøbing-Skjern Kommune", ["Ringkøbing-Skjern"]),
        ("Høje-Taastrup Kommune", ["Høje-Taastrup"]),
        ("Randers Kommune", ["Randers"]),
        ("Danske Kommuner, Den Kommune", []),
        ("Aarhus og Odense", []),
    ],
)
def test_municipalities_named_as_such(text: str, expected: list[str]) -> None:
    assert municipalities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aarhus og Odense", ["Aarhus", "Odense"]),
        ("Vejles borgmester", ["Vejle"]),
        ("the City of Copenhagen", ["København"]),
        ("Lysbjerg", []),
    ],
)
def test_known_names_alone(text: str, expected: list[str]) -> None:
    assert municipalities(text, bare=True) == expected


def test_there_are_98_municipalities() -> None:
    assert len(known_municipalities()) == 98


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Økonomiudvalget indstiller", ["Økonomiudvalget"]),
        ("Borgerrepræsentationens møde", ["Borgerrepræsentationen"]),
        ("Social- og Sundhedsudvalgets beslutning", ["Social- og Sundhedsudvalget"]),
        ("Børne- og Ungdomsudvalg", ["Børne- og Ungdomsudvalget"]),
        (
            "Beskæftigelses-, Integrations- og Erhvervsudvalget",
            ["Beskæftigelses-, Integrations- og Erhvervsudvalget"],
        ),
        ("Udvalget for Kultur og Fritid", ["Udvalget for Kultur og Fritid"]),
        ("Teknik- og Miljøudvalget og Byrådets formand", ["Teknik- og Miljøudvalget", "Byrådet"]),
        ("Udvalget drøftede sagen i udvalget", []),
    ],
)
def test_bodies_in_their_definite_form(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected

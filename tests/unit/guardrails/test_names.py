import pytest

from guardrails.names import names

NAMES = {
    "a full name": ("Jimmy Rask står her", ["Jimmy Rask"]),
    "an unknown surname": ("Elin Sørup skrev", ["Elin Sørup"]),
    "three names": ("om Mohamed Abdi Nur fra", ["Mohamed Abdi Nur"]),
    "an initial inside": ("Søren P. Madsens sag", ["Søren P. Madsens"]),
    "initials before": ("H.L. Hansen var her", ["H.L. Hansen"]),
    "hyphens": ("Jan-Erik Lund-Petersen bor her", ["Jan-Erik Lund-Petersen"]),
    "a particle": ("Anna von Holst klager", ["Anna von Holst"]),
    "a first name": ("Viggo har demens", ["Viggo"]),
    "a genitive": ("Annes login virker ikke", ["Annes"]),
    "a surname that is nothing else": ("sagde Jensen", ["Jensen"]),
    "a title": ("fru Holm og hr. Skou", ["Holm", "Skou"]),
    "an English title": ("Mr. Smith and Mrs Hansen", ["Smith", "Hansen"]),
    "a family": ("familien Sylla har fire børn", ["Sylla"]),
    "somebody who is called": (
        "borgeren Thilagavathy Sivan klager, hun hedder Bo",
        ["Thilagavathy Sivan", "Bo"],
    ),
    "an unknown first name": ("skrev Zbyszek Jensen", ["Zbyszek Jensen"]),
    "lower case": ("jens hansen og mette holm vil", ["jens hansen", "mette holm"]),
    "capitals": ("ANSØGER: NADIA REHMAN", ["NADIA REHMAN"]),
    "initials with a place": ("A.B. fra Lunde er anmeldt", ["A.B."]),
    "initials of a citizen": ("borger J.K. har klaget", ["J.K."]),
    "two": ("Per Nørby og Ulla Sand", ["Per Nørby", "Ulla Sand"]),
}
NO_NAMES = {
    "bodies": "Socialudvalget og Børne- og Ungdomsudvalget i Københavns Kommune",
    "parties": "Hvad siger Dansk Folkeparti, Venstre og Enhedslisten?",
    "laws": "Serviceloven, Forvaltningsloven og Lov om social service",
    "systems": "Aula, SBSYS, KMD Nexus og OPUS",
    "streets": "Karen Blixens Plads, Hans Knudsens Plads og H.C. Andersens Boulevard",
    "institutions": "Ole Lund Kirkegaards Skole, Poul Due Jensens Fond og Robert Koch Instituttet",
    "institutions before": "Børnehuset Karla, Plejecenter Else og Sankt Hans",
    "companies": "Novo Nordisk og Carlsberg",
    "words that are names": "Per 1. maj er Else-sagen lukket. Bo i nærheden? Can Mark do it? Storm og Lykke",
    "lower-case words": "en lund ved en sand strand, per mark og bo dam",
    "abbreviations": "KIM, EVA og IDA er projekter i KL",
    "places": "Rønde, Odder, Kolding og Hornbæk Strand",
    "a question": "Hvad er besluttet om digitalisering i Aarhus i marts 2024?",
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert [text[name.start : name.end] for name in names(text)] == expected


@pytest.mark.parametrize("text", NO_NAMES.values(), ids=NO_NAMES)
def test_other_words_are_no_names(text: str) -> None:
    assert [text[name.start : name.end] for name in names(text)] == []


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Hvad sagde borgmester Lars Holm?", True),
        ("Mette Holm (A) stemte for", True),
        ("What did Councillor Palle Storm say?", True),
        ("Lars Holm klager", False),
        ("Lars Holm (født 1951) klager", False),
    ],
)
def test_politicians_are_told_from_others(text: str, official: bool) -> None:
    assert [name.official for name in names(text)] == [official]

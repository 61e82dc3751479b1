"""Minutes of invented municipalities in any number, alike in nothing but their kind: for benchmarks and crash tests.

The same seed gives the same minutes. Each has a meeting's head, one to three items with sections, points, votes and
decisions, as real ones have: about 400 words, 14 passages.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MUNICIPALITIES = "Lysbjerg Vestermark Klintholm Aasted Nordhede Strandby Engelsborg Tværå".split()
_BODIES = (
    "Økonomiudvalget",
    "Byrådet",
    "Socialudvalget",
    "Børne- og Ungdomsudvalget",
    "Klima- og Miljøudvalget",
    "Kultur- og Fritidsudvalget",
    "Beskæftigelsesudvalget",
    "Ældre- og Sundhedsudvalget",
)
_THINGS = (
    "renovering af skolebygninger",
    "nye cykelstier",
    "genoptræning i eget hjem",
    "lokalplan for havneområdet",
    "takster for fritidstilbud",
    "indkøb af elbusser",
    "velfærdsteknologi på plejecentre",
    "digital post til virksomheder",
    "udbud af rengøring",
    "åbningstider på biblioteker",
    "støtte til frivillige foreninger",
    "klimasikring af kloakker",
    "tilsyn med dagtilbud",
    "kompetenceudvikling af ledere",
    "bosætning i landsbyerne",
    "kunstig intelligens i sagsbehandlingen",
)
_PLACES = "Møllebakken Havnekvarteret Østerport Vesterhede Skovløkke Åkær Engdraget Kirkebjerg".split()
_SENTENCES = (
    "Forvaltningen har undersøgt {thing} i {place} og vurderer, at behovet vil vokse med {n} procent frem mod {year}.",
    "Ved den seneste opgørelse var der {n} henvendelser om måneden, hvilket er {m} flere end året før.",
    "Der har været afholdt {m} dialogmøder med borgere, foreninger og virksomheder i {place}.",
    "Løsningen forventes at være i drift senest den 1. oktober {year}, og udvalget får en status efter {m} måneder.",
    "Erfaringer fra {place} viser, at {thing} kan gennemføres inden for den nuværende organisation.",
    "Udgiften er beregnet til {n},{m} mio. kr., som finansieres af den afsatte pulje til {thing}.",
    "Forslaget har været i høring hos Ældrerådet og Handicaprådet, som begge bakker op om det.",
    "Det bemærkes, at beløbet kan ændre sig, når tilbuddene fra leverandørerne er modtaget.",
    "Medarbejderne er inddraget gennem {m} arbejdsgrupper, og deres forslag indgår i den videre proces.",
    "Hvis sagen godkendes, sættes arbejdet i {place} i gang i foråret {year}.",
)
_SECTIONS = ("Resumé", "Problemstilling", "Løsning", "Økonomi", "Videre proces")
_DECISIONS = (
    "Indstillingens {point}. at-punkt blev godkendt.",
    "Indstillingens {point}. at-punkt blev godkendt med {a} stemmer imod {b}.",
    "Indstillingens {point}. at-punkt blev taget til efterretning.",
    "Indstillingens {point}. at-punkt blev drøftet.",
    "Indstillingens {point}. at-punkt blev udsat til næste møde.",
)


@dataclass(frozen=True, slots=True)
class SyntheticMinutes:
    """The name of a file and its text."""

    name: str
    text: str


def synthetic_minutes(count: int, seed: int = 1) -> Iterator[SyntheticMinutes]:
    """So many minutes, each of another meeting."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        yield _minutes(number, chance)


def change_a_decision(text: str) -> str:
    """Minutes as they are after a correction: one decision is another, all else is the same."""
    for before, after in ((" blev godkendt.", " blev afvist."), (" blev drøftet.", " blev godkendt.")):
        if before in text:
            return text.replace(before, after, 1)
    return text.replace("Afbud:", "Afbud: Ingen.", 1)


def _minutes(number: int, chance: random.Random) -> SyntheticMinutes:
    body, municipality = chance.choice(_BODIES), chance.choice(_MUNICIPALITIES)
    day = date(2015, 1, 6) + timedelta(days=number)
    lines = [
        f"{municipality} Kommune",
        body,
        f"Referat nr. {number}",
        "",
        f"Mødedato: {day:%d.%m.%Y}, kl. {chance.randrange(8, 18)}:00",
        f"Mødested: Rådhuset, mødelokale {chance.randrange(1, 40)}",
        "",
        "Afbud:",
    ]
    for item in range(1, chance.randrange(2, 5)):
        lines += ["", "", *_item(item, number, day, body, chance)]
    name = f"{municipality}-{body.split('-')[0].split(' ')[0]}-{day.isoformat()}-{number}.txt".lower()
    return SyntheticMinutes(name, "\n".join(lines) + "\n")


def _item(item: int, number: int, day: date, body: str, chance: random.Random) -> list[str]:
    thing = chance.choice(_THINGS)
    title = f"{thing.capitalize()} i {chance.choice(_PLACES)}"
    lines = [f"{item}. {title}", f"Sagsnummer: {day.year}-{number:06d}{item}"]
    for section in _SECTIONS:
        lines += [
            "",
            section,
            "",
            " ".join(_sentence(thing, day.year, chance) for _ in range(chance.randrange(2, 5))),
        ]
        if section == "Resumé":
            points = [f"{n}. at {body} godkender {thing} for {day.year + n}," for n in (1, 2)]
            lines += ["", "Indstilling", "", "Forvaltningen indstiller,", "", *points]
    lines += ["", "Beslutning", ""]
    for point in (1, 2):
        votes = chance.randrange(5, 9)
        decision = chance.choice(_DECISIONS).format(point=point, a=votes, b=chance.randrange(1, 4))
        lines += [decision, ""]
    return lines


def _sentence(thing: str, year: int, chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(
        thing=thing,
        place=chance.choice(_PLACES),
        n=chance.randrange(10, 900),
        m=chance.randrange(2, 10),
        year=year + chance.randrange(1, 4),
    )

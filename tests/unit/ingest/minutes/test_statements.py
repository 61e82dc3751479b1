import pytest

from ingest.danish.sentences import sentences
from ingest.minutes.clauses import mask_quotes
from ingest.minutes.statements import Context, read_statements

# Of a recommendation with three points, decided by Byrådet on 5 March 2024: subject, outcome and points.
WHOLE = "123"
DECIDED = {
    "Indstillingen blev godkendt.": f"recommendation approved {WHOLE}",
    "Indstillingen godkendt.": f"recommendation approved {WHOLE}",
    "Godkendt.": f"recommendation approved {WHOLE}",
    "Enstemmigt godkendt.": f"recommendation approved {WHOLE}",
    "Godkendt som indstillet.": f"recommendation approved {WHOLE}",
    "Indstillingen blev godkendt med den ændring, at fristen udskydes.": f"recommendation approved {WHOLE}",
    "Indstillingen blev godkendt med den bemærkning, at udgiften skal følges.": f"recommendation approved {WHOLE}",
    "Indstillingen blev vedtaget uden afstemning.": f"recommendation adopted {WHOLE}",
    "Indstillingen tiltrådt.": f"recommendation endorsed {WHOLE}",
    "Tiltrådt.": f"recommendation endorsed {WHOLE}",
    "Anbefales.": f"recommendation recommended {WHOLE}",
    "Indstillingen anbefales.": f"recommendation recommended {WHOLE}",
    "Anbefales godkendt.": f"recommendation recommended {WHOLE}",
    "Indstillingen blev anbefalet over for Byrådet uden afstemning.": f"recommendation recommended {WHOLE}",
    "Indstillingen anbefales til Byrådets godkendelse.": f"recommendation recommended {WHOLE}",
    "Taget til efterretning.": f"recommendation noted {WHOLE}",
    "Til efterretning.": f"recommendation noted {WHOLE}",
    "Drøftet.": f"recommendation discussed {WHOLE}",
    "Indstillingen blev ikke godkendt.": f"recommendation rejected {WHOLE}",
    "Indstillingen blev forkastet.": f"recommendation rejected {WHOLE}",
    "Indstillingen kunne ikke tiltrædes.": f"recommendation rejected {WHOLE}",
    "Indstillingen bortfaldt.": f"recommendation lapsed {WHOLE}",
    "Byrådet godkendte indstillingen.": f"recommendation approved {WHOLE}",
    "Byrådet vedtog indstillingen enstemmigt.": f"recommendation adopted {WHOLE}",
    "Byrådet tiltrådte indstillingen.": f"recommendation endorsed {WHOLE}",
    "Et flertal (A, V) godkendte indstillingen.": f"recommendation approved {WHOLE}",
    "Et enigt byråd godkendte indstillingen.": f"recommendation approved {WHOLE}",
    "Byrådet besluttede at godkende indstillingen.": f"recommendation approved {WHOLE}",
    "Herefter blev indstillingen godkendt.": f"recommendation approved {WHOLE}",
    "Magistratens indstilling blev herefter godkendt.": f"recommendation approved {WHOLE}",
    "Den således ændrede indstilling blev vedtaget.": f"recommendation adopted {WHOLE}",
    "Indstillingen blev godkendt med undtagelse af 2. at-punkt, som blev udsat.": "recommendation approved 13",
    "Indstillingens 1. at-punkt blev godkendt.": "recommendation approved 1",
    "Indstillingens 1. at punkt blev drøftet.": "recommendation discussed 1",
    "Indstillingens 2. punkt blev godkendt.": "recommendation approved 2",
    "Indstillingens første punkt blev godkendt.": "recommendation approved 1",
    "Indstillingens 1. og 2. at-punkt blev godkendt.": "recommendation approved 12",
    "Indstillingens 1.-3. at-punkt blev anbefalet.": "recommendation recommended 123",
    "1. at-punkt godkendes, 2. at-punkt udsættes.": "recommendation approved 1; recommendation postponed 2",
    "ad 1) Godkendt. ad 2) Udsat.": "recommendation approved 1; recommendation postponed 2",
    "Ad 2: Ikke godkendt.": "recommendation rejected 2",
    "Punkt 1 og 2: Godkendt.": "recommendation approved 12",
    "Punkt b og c: Godkendt.": "recommendation approved 23",
    "1. og 2. at blev herefter godkendt.": "recommendation approved 12",
    "3. at blev sendt tilbage til Økonomiudvalget.": "recommendation referred 3",
    "2. Godkendt.": "recommendation approved 2",
    "Indstillingens pkt. 2 bortfaldt, da puljen er fordelt.": "recommendation lapsed 2",
    "Byrådet godkendte indstillingens 1. at-punkt og udsatte 2. at-punkt.": (
        "recommendation approved 1; recommendation postponed 2"
    ),
    "Byrådet godkendte ikke indstillingens andet punkt.": "recommendation rejected 2",
    "Indstillingens 1. at-punkt blev godkendt, mens 2. at-punkt blev udsat.": (
        "recommendation approved 1; recommendation postponed 2"
    ),
    "Indstillingens 1. at-punkt blev med denne tilføjelse vedtaget.": "recommendation adopted 1",
    "Udsat.": "matter postponed",
    "Sagen blev udsat.": "matter postponed",
    "Sagen blev udsat til næste møde.": "matter postponed",
    "Punktet blev udsat til mødet den 6. maj 2024.": "matter postponed",
    "Byrådet besluttede at udsætte sagen.": "matter postponed",
    "Punktet blev taget af dagsordenen.": "matter withdrawn",
    "Sagen udgår.": "matter withdrawn",
    "Sagen sendes tilbage til Miljøudvalget.": "matter referred",
    "Punktet blev sendt tilbage til forvaltningen, som skal undersøge prisen.": "matter referred",
    "Byrådet besluttede at henvise sagen til Økonomiudvalget.": "matter referred",
    "Oversendt til 2. behandling.": "matter referred",
    "Forslaget blev sendt i høring.": "matter consulted",
    "Dagsordenen blev godkendt.": "matter approved",
    "Merete Hjulmand (B) blev valgt som formand.": "matter appointed",
    "Ændringsforslaget blev forkastet.": "amendment rejected",
    "Ændringsforslaget bortfaldt.": "amendment lapsed",
    "Ændringsforslaget faldt.": "amendment rejected",
    "Fjordlistens ændringsforslag blev ikke vedtaget.": "amendment rejected",
    "Ændringsforslag til indstillingens 2. at-punkt blev vedtaget.": "amendment adopted",
    "Et ændringsforslag fra Fjordlisten om, at forsøget udgår, blev forkastet.": "amendment rejected",
    "Forslaget om udsættelse blev forkastet.": "amendment rejected",
    "Tilføjelsesforslaget blev vedtaget uden afstemning.": "amendment adopted",
    "ÆF2 blev vedtaget uden afstemning.": "amendment adopted",
    "Lise Holm (V) stillede forslag om, at prisen sænkes. Forslaget blev tiltrådt.": "amendment endorsed",
    "Ændringsforslaget blev forkastet, hvorefter indstillingen blev godkendt.": (
        "amendment rejected; recommendation approved 123"
    ),
}
UNDECIDED = [
    "Byrådet besluttede ikke at godkende indstillingen.",
    "Godkendt, dog udsættes 3. at-punkt.",
    "Byrådet tiltrådte indstillingen, idet 2. at-punkt udgår.",
    "Byrådet godkendte at sende sagen videre.",
    "Hverken indstillingen eller ændringsforslaget blev vedtaget.",
    "Ingen af ændringsforslagene blev vedtaget.",
    "Et mindretal bestående af Venstre godkendte indstillingen.",
    "Indstillingen blev drøftet og godkendt.",
    "Byrådet godkendte i maj 2023 et udkast.",
    "Økonomiudvalget godkendte indstillingen.",
    "Indstillingen blev godkendt den 3. februar 2023.",
    "Indstillingen blev godkendt af Økonomiudvalget.",
    "Indstillingen skal godkendes af Byrådet.",
    "Hvis indstillingen godkendes, går arbejdet i gang.",
    "Forvaltningen indstiller, at planen godkendes.",
    "Enhedslisten kunne ikke tiltræde indstillingen.",
    "Et mindretal kunne ikke anbefale indstillingen.",
    "Enhedslisten stemte imod.",
    "Imod stemte Fjordlisten.",
    "7 medlemmer undlod at stemme.",
    "Fjordlisten stillede ændringsforslag om, at sagen udsættes.",
    "Fjordlisten foreslog sagen udsat.",
    "Fjordlisten ønskede sagen udsat.",
    "Fjordlisten bemærkede, at sagen burde være afvist.",
    'Fjordlisten afgav bemærkningen: "Indstillingen blev forkastet."',
    "Kontorchef Lise Holm deltog under punktets behandling.",
    "Konstitueret kontorchef Lise Holm deltog under punktets behandling.",
    "Lasse P. N. Olsen var fraværende.",
    "Mødet blev udsat i ti minutter.",
    "Intet.",
    "Ingen bemærkninger.",
    "Indstillingens 4. at-punkt blev godkendt.",
    "Indstillingen blev delvist godkendt.",
    "Sagen blev ikke drøftet.",
    "Punkt 2 udsættes ikke, selv om bilaget kom sent.",
    "Byrådet bad forvaltningen om et notat.",
    "Sagen kan først afgøres, når høringen er slut.",
    "Byrådet ønsker, at indstillingen godkendes.",
    "Sagen blev tidligere udsat.",
    "Den gældende plan er vedtaget af Folketinget.",
    "Udvalget afgav høringssvar.",
]


def _read(text: str) -> str:
    context = Context(3, recommended=True, body="Byrådet", date="2024-03-05")
    found = []
    masked = mask_quotes(text)
    for start, end in sentences(masked):
        for statement in read_statements(masked[start:end], context):
            points = "".join(str(point) for point in statement.points)
            found.append(f"{statement.subject} {statement.outcome} {points}".strip())
    return "; ".join(found)


@pytest.mark.parametrize(("sentence", "decided"), DECIDED.items(), ids=DECIDED)
def test_a_sentence_that_decides(sentence: str, decided: str) -> None:
    assert _read(sentence) == decided


@pytest.mark.parametrize("sentence", UNDECIDED)
def test_a_sentence_that_decides_nothing(sentence: str) -> None:
    assert _read(sentence) == ""


def test_the_matter_of_a_recommendation_with_one_point_is_that_point() -> None:
    context = Context(1, recommended=True)
    (statement,) = read_statements("Orienteringen blev taget til efterretning.", context)
    assert (statement.subject, statement.points) == ("recommendation", (1,))


def test_the_other_points_are_those_not_decided_yet() -> None:
    context = Context(3, recommended=True)
    read_statements("Indstillingens 2. at-punkt blev udsat.", context)
    (statement,) = read_statements("De øvrige punkter blev godkendt.", context)
    assert statement.points == (1, 3)


def test_what_is_rejected_by_many_to_few_has_few_votes_for_it() -> None:
    (statement,) = read_statements(
        "Ændringsforslaget blev forkastet med 17 stemmer imod 6.", Context(1, True)
    )
    assert statement.vote is not None
    assert (statement.vote.in_favour, statement.vote.against) == (6, 17)

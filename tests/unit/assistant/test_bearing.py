import pytest

from assistant.bearing import Bearer, bears
from assistant.kinds import Kind

WHO = "Hvem har ansvaret?"
SAID = "Hvad sagde Ældrerådet til forslaget?"


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "expected"),
    [
        (Kind.WHEN, "Hvornår blev den vedtaget?", "Den blev vedtaget den 3. marts 2024.", 1.0),
        (Kind.WHEN, "Hvornår blev den vedtaget?", "Den blev vedtaget i 2024.", 0.9),
        (Kind.WHEN, "Hvornår blev den vedtaget?", "Den blev vedtaget i foråret.", 0.6),
        (Kind.WHEN, "Hvilket år blev den vedtaget?", "Den blev vedtaget i foråret.", 0.0),
        (Kind.WHEN, "Hvornår i marts 2024 var det?", "Det var i marts 2024.", 0.0),
        (Kind.WHEN, "Hvornår blev den vedtaget?", "Den blev vedtaget af byrådet.", 0.0),
        (Kind.COUNT, "Hvor mange medlemmer er der?", "Byrådet har 25 medlemmer.", 1.0),
        (Kind.COUNT, "Hvor mange medlemmer er der?", "Der er ni faste medlemmer.", 1.0),
        (Kind.COUNT, "Hvor mange medlemmer er der?", "Der er 25 pladser.", 0.5),
        (Kind.COUNT, "Hvor mange er der?", "Der er 25 pladser.", 0.7),
        (Kind.COUNT, "Hvor mange medlemmer er der?", "Medlemmerne blev valgt i 2021.", 0.0),
        (Kind.WHO, WHO, "Borgmesteren har ansvaret.", 1.0),
        (Kind.WHO, WHO, "Ansvaret ligger hos Anna Lund.", 1.0),
        (Kind.WHO, WHO, "Kommunen har ansvaret.", 0.3),
        (Kind.WHO, "Hvem afløste direktøren?", "Direktøren blev afløst.", 0.3),
        (Kind.WHO, WHO, "Det er fastlagt i bilaget.", 0.0),
        (Kind.WHO, "Hvilket firma leverer det?", "Systemet er fra Norddata A/S.", 1.0),
        (Kind.WHO, "Hvilket firma leverer det?", "Økonomiudvalget har ansvaret.", 0.0),
        (Kind.PERSON, "Hvad hedder chefen?", "Chefen er Anna B. Lund.", 1.0),
        (Kind.PERSON, "Hvad hedder chefen?", "Chefen sidder i Lysbjerg Kommune.", 0.0),
        (Kind.NAME, "Hvad hedder systemet?", "Det nye system hedder LysAssistent.", 1.0),
        (Kind.NAME, "Hvad hedder systemet?", "Det nye system er taget i brug.", 0.0),
        (Kind.NAME, "Hvad hedder LysAssistent?", "Det nye system er LysAssistent.", 0.0),
        (Kind.WHY, "Hvorfor?", "Det skyldes mangel på tid.", 1.0),
        (Kind.WHY, "Hvorfor?", "Det skal bidrage til trivsel.", 0.6),
        (Kind.WHY, "Hvorfor?", "Mødet var åbent.", 0.3),
        (Kind.STATEMENT, SAID, "Ældrerådet bemærker, at det går godt.", 1.0),
        (Kind.STATEMENT, SAID, "Udvalget takkede Ældrerådet.", 0.0),
        (Kind.STATEMENT, SAID, "Vi anbefaler flere møder.", 0.6),
        (Kind.STATEMENT, SAID, "Mødet begynder klokken otte.", 0.0),
        (Kind.MONEY, "Hvad koster det?", "Det koster 2,3 mio. kr.", 1.0),
        (Kind.MONEY, "Hvad koster det?", "Der er 25 medlemmer.", 0.0),
        (Kind.SHARE, "Hvor stor en andel?", "Hele 40 procent svarede.", 1.0),
        (Kind.SHARE, "Hvor stor en andel?", "De fik 40 svar.", 0.0),
        (Kind.HOW_OFTEN, "Hvor ofte?", "Der følges op hvert halve år.", 1.0),
        (Kind.HOW_OFTEN, "Hvor ofte?", "Der følges op i juni.", 0.0),
        (Kind.HOW_LONG, "Hvor længe?", "Data slettes efter 30 dage.", 1.0),
        (Kind.HOW_LONG, "Hvor længe?", "Data slettes straks.", 0.0),
        (Kind.WHERE, "Hvor?", "Det er i Rådhussalen på Torvegade 4.", 1.0),
        (Kind.WHERE, "Hvor?", "Det er aflyst.", 0.0),
        (Kind.PHONE, "Telefonnummer?", "Ring på 12 34 56 78.", 1.0),
        (Kind.PHONE, "Telefonnummer?", "Ring inden 2024.", 0.0),
        (Kind.EMAIL, "Mail?", "Skriv til post@lysbjerg.example.", 1.0),
        (Kind.EMAIL, "Mail?", "Skriv til os.", 0.0),
        (Kind.CASE_NUMBER, "Sagsnr.?", "Sagen er 2024-0123456.", 1.0),
        (Kind.CASE_NUMBER, "Sagsnr.?", "Sagen er fra 2024.", 0.0),
        (Kind.CLOCK, "Hvad tid?", "Mødet begynder kl. 17.", 1.0),
        (Kind.CLOCK, "Hvad tid?", "Mødet begynder tidligt.", 0.0),
        (Kind.WHICH, "Hvilken?", "Det er den nye.", 0.5),
        (Kind.OTHER, "Må man?", "Ja.", 0.5),
    ],
)
def test_a_sentence_bears_an_answer(kind: Kind, question: str, sentence: str, expected: float) -> None:
    assert bears(kind, Bearer(sentence, question)) == expected


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Punkt 3 > Beslutning", "Godkendt.", 1.0),
        ("Punkt 3 > Beslutning", "Et mindretal var imod.", 0.5),
        ("Punkt 3 > Indstilling", "Planen godkendes.", 0.2),
        ("Beslutning > Indstilling", "Planen godkendes.", 0.2),
        ("", "1. at planen godkendes.", 0.2),
        ("", "Udvalgets beslutning i mødet: godkendt.", 1.0),
        ("Baggrund", "Planen blev vedtaget i maj.", 0.7),
        ("Baggrund", "Planen er lang.", 0.0),
    ],
)
def test_a_decision_is_told_by_where_it_stands(section: str, sentence: str, expected: float) -> None:
    assert bears(Kind.DECISION, Bearer(sentence, "Hvad blev besluttet?", section)) == expected


@pytest.mark.parametrize(
    ("sentence", "in_list", "expected"),
    [
        ("Vi har tre mål:", True, 1.0),
        ("- Flere cykler", True, 0.8),
        ("Målene er ro, orden og trivsel.", False, 0.8),
        ("Målene er mange.", False, 0.3),
    ],
)
def test_a_list_is_told_by_its_opener_items_or_commas(sentence: str, in_list: bool, expected: float) -> None:
    assert bears(Kind.LIST, Bearer(sentence, "Hvilke mål?", in_list=in_list)) == expected


@pytest.mark.parametrize(
    ("sentence", "focus", "expected"),
    [
        ("En tvilling er en kopi.", "tvilling", 1.0),
        ("Tvilling: en kopi.", "tvilling", 1.0),
        ("Her kan I læse om det: en tvilling er en kopi.", "tvilling", 0.8),
        ("Tvillinger bruges ofte.", "tvilling", 0.6),
        ("I dag bruges ikke så mange tvillinger.", "tvilling", 0.5),
        ("En kopi er en kopi.", "tvilling", 0.0),
        ("En kopi er en kopi.", None, 0.5),
    ],
)
def test_a_definition_says_what_its_word_is(sentence: str, focus: str | None, expected: float) -> None:
    assert bears(Kind.DEFINITION, Bearer(sentence, "Hvad er en tvilling?", focus=focus)) == expected


@pytest.mark.parametrize("sentence", ["", " ", "…", "§", "1", "A", "”“", "x" * 5_000])
@pytest.mark.parametrize("kind", Kind)
def test_odd_sentences_stay_between_nothing_and_one(kind: Kind, sentence: str) -> None:
    assert 0.0 <= bears(kind, Bearer(sentence, "", focus="ord")) <= 1.0

"""What is sensitive about a person who can be told stops; subjects and unnamed persons pass."""

import pytest

from guardrails.guard import Guard
from guardrails.rules.sensitive_person import can_be_told, is_anonymised
from guardrails.verdict import Message

RULE = "sensitive-person"
ACTS = {
    "illness": "Birthe Hansen er dement og finder ikke hjem. Hvilke tilbud har vi?",
    "crime": "Jonas Friis har siddet i fængsel for vold. Må han være frivillig?",
    "religion": "Min medarbejder Aisha Omar beder i arbejdstiden. Hvad siger politikken?",
    "union": "Er Peter Krogh medlem af en fagforening?",
    "sexuality": "Morten Lauge er homoseksuel, må jeg fortælle det til gruppen?",
    "abuse": "Lone Vind drikker om dagen. Hvad siger alkoholpolitikken?",
    "by office and place": "Sognepræsten i Vester Tved er indlagt med en psykose.",
    "the only one": "Den eneste tandlæge i Hvam er lige kommet hjem fra afvænning. Hvad gør vi?",
    "English": "Karen Blum has cancer and wants to work from home. Which rules apply?",
    "to be rewritten": "Gør sætningen kortere: Familien Brandstrup har en søn, der er psykisk syg og tager stoffer.",
}
HARMLESS = {
    "nobody told": "En borger med demens vil gerne have aflastning. Hvad siger kvalitetsstandarden?",
    "data protection": "Hvilke oplysninger er følsomme efter GDPR?",
    "disability policy": "Hvad står der i handicappolitikken om tilgængelighed?",
    "council": "Hvad sagde Handicaprådet om den nye svømmehal?",
    "a politician's words": "Hvad sagde Mette Lund (SF) om psykiatri på mødet?",
    "a politician's vote": "Hvordan stemte borgmester Hans Friis om moskeen?",
    "figures": "Hvor mange borgere over 80 har demens?",
    "a colleague without anything sensitive": "Min kollega Emil Krag skal bruge ferieskemaet. Hvor er det?",
    "English": "What does the mental health strategy say about young people?",
    "names taken out": "[navn] har fået demens. Hvilke tilbud har vi?",
}


@pytest.mark.parametrize("text", ACTS.values(), ids=ACTS)
def test_it_acts(guard: Guard, text: str) -> None:
    found = {one.rule: one for one in guard.check(Message(text)).triggered}
    assert RULE in found
    assert found[RULE].action == "block"
    assert not found[RULE].failed


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_it_lets_pass(guard: Guard, text: str) -> None:
    assert RULE not in {one.rule for one in guard.check(Message(text)).triggered}


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("[navn] er alvorligt syg af sklerose. Hvilken hjælp kan hun få?", True),
        ("[navn] ([CPR-nummer fjernet], [adresse fjernet]) er dement.", True),
        ("Fru [navn] har fået demens, hvad siger strategien?", True),
        ("[navn] has diabetes. Which help is there?", True),
        ("[navn] og Birthe Hansen er alvorligt syge.", False),
        ("Min kollega [navn] er sygemeldt med depression.", False),
        ("[navn] is our colleague and has cancer.", False),
        ("Birthe Hansen er alvorligt syg.", False),
        ("[CPR-nummer fjernet] har sklerose.", False),
        ("Den eneste tandlæge i Øster Tranholt er syg.", False),
    ],
)
def test_is_anonymised(text: str, nobody: bool) -> None:
    assert is_anonymised(text) is nobody


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Birthe Hansen er syg.", True),
        ("[CPR-nummer fjernet] er syg.", True),
        ("Den eneste tandlæge i Hvam er syg.", True),
        ("Lederen af Solstrålen er syg.", True),
        ("Vores pedel er syg.", True),
        ("The vicar of Lunde is ill.", True),
        ("En borger er syg.", False),
        ("Borgeren er syg.", False),
        ("Mange ældre i kommunen er syge.", False),
        ("A citizen is ill.", False),
    ],
)
def test_can_be_told(text: str, told: bool) -> None:
    assert can_be_told(text) is told

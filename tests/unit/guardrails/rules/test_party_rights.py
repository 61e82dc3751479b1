"""A draft for use in a case brings a reminder; other drafts do not."""

import pytest

from guardrails.guard import Guard
from guardrails.verdict import Message

RULE = "party-rights"
ACTS = {
    "refusal": "Skriv et afslag på ansøgningen om støtte til en ny vaskemaskine.",
    "hearing": "Lav et partshøringsbrev til ejeren, inden vi giver påbud om oprydning.",
    "notice": "Formulér en agterskrivelse om, at vi vil standse hans sygedagpenge.",
    "note": "Omsæt mine stikord fra hjemmebesøget til et journalnotat.",
    "decision": "Udarbejd afgørelsesbrevet til familien: de får bevilget aflastning hver anden weekend.",
    "reasons": "Skriv begrundelsen i afslaget på byggetilladelsen til garagen.",
    "recommendation": "Skriv indstillingen til børneudvalget i sagen om de to søskende.",
    "none of the words": "Hun får ikke pladsen alligevel. Sæt ord på det, så jeg kan sende det til hendes e-Boks.",
    "English": "Draft a letter refusing his application for a disability car.",
    "English, hearing": "Write the letter that tells her we intend to stop the benefit and asks for her comments.",
}
HARMLESS = {
    "minutes": "Opsummer referatet fra Økonomiudvalget i fem punkter.",
    "newsletter": "Skriv et nyhedsbrev om den nye cykelsti.",
    "agenda": "Lav et udkast til en dagsorden for personalemødet.",
    "what a hearing is": "Hvad er partshøring?",
    "when": "Hvornår skal en borger have klagevejledning?",
    "speech": "Skriv en tale til borgmesteren ved indvielsen af skolen.",
    "templates": "Hvor finder jeg skabelonen til afslag?",
    "mail": "Skriv en mail til kollegerne om, at mødet er flyttet.",
    "figures": "Hvor mange agterskrivelser blev der sendt i 2024?",
    "English": "Draft a news item about the new library.",
}


@pytest.mark.parametrize("text", ACTS.values(), ids=ACTS)
def test_it_acts(guard: Guard, text: str) -> None:
    found = {one.rule: one for one in guard.check(Message(text)).triggered}
    assert RULE in found
    assert found[RULE].action == "warn"
    assert not found[RULE].failed


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_it_lets_pass(guard: Guard, text: str) -> None:
    assert RULE not in {one.rule for one in guard.check(Message(text)).triggered}

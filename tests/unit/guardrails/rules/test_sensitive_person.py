"""What is sensitive about nobody who can be told passes; which texts that are."""

import pytest

from guardrails.rules.sensitive_person import is_anonymised


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

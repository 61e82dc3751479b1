import pytest

from guardrails.persons import NAME, identifies, persons_by
from guardrails.rules import contact_details, cpr
from guardrails.rules.contact_details import HOME, MAIL, PHONE
from guardrails.rules.cpr import MASK
from guardrails.verdict import masked

PERSONS = persons_by((cpr.find, contact_details.find))

ANONYMISED = {
    "everything": (
        "Fru Jensen, Lindevej 5, 8400 Ebeltoft, cpr 070761-4285, tlf. 28 71 44 06, ida@gmail.com, har demens",
        f"Fru {NAME}, {HOME}, cpr {MASK}, tlf. {PHONE}, {MAIL}, har demens",
    ),
    "a possible number": ("Nøgle 151107-1235", f"Nøgle {MASK}"),
    "nobody": ("Hvad er demensstrategien i Aarhus?", "Hvad er demensstrategien i Aarhus?"),
    "a politician": (
        "Hvad sagde borgmester Lars Holm om demens?",
        "Hvad sagde borgmester Lars Holm om demens?",
    ),
}


@pytest.mark.parametrize(("text", "expected"), ANONYMISED.values(), ids=ANONYMISED)
def test_a_text_is_anonymised(text: str, expected: str) -> None:
    assert masked(text, PERSONS(text)) == expected


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("Viggo har demens", True),
        (f"{MASK} har demens", True),
        (f"Borgeren på {HOME} har demens", True),
        (f"{NAME} har demens", True),
        ("Rådmand Lars Holm har demens", True),
        ("En borger har demens", False),
        ("Hvad siger demensstrategien om [bilag 2]?", False),
    ],
)
def test_a_text_about_somebody_is_told(text: str, is_somebody: bool) -> None:
    assert identifies(text) is is_somebody

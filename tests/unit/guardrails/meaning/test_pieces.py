"""The pieces in which a text is read."""

import pytest

from guardrails.meaning.pieces import MOST, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvad er besluttet?", ["Hvad er besluttet?"]),
        ("", [""]),
        ("Hun er syg i dag. Hvad gør vi nu?", ["Hun er syg i dag.", "Hvad gør vi nu?"]),
        ("Første linje her\nanden linje her", ["Første linje her", "anden linje her"]),
        ("Jf. § 22, stk. 2, i loven.", []),
        ("Ja. Hvad er der besluttet?", ["Hvad er der besluttet?"]),
        ('Han sagde: "Det er nok nu." Hun gik hjem.', ['Han sagde: "Det er nok nu."', "Hun gik hjem."]),
    ],
)
def test_the_whole_and_its_sentences(text: str, expected: list[str]) -> None:
    whole, *sentences = pieces(text)
    assert whole == text
    assert [one.strip('"') for one in sentences] == [one.strip('"') for one in expected if one != text]


def test_a_long_text_is_read_at_both_ends() -> None:
    found = pieces(" ".join(f"Dette er sætning {chr(65 + n)}." for n in range(26)))
    assert len(found) == MOST + 1
    assert found[1] == "Dette er sætning A."
    assert found[-1] == "Dette er sætning Z."

import pytest

from guardrails.rules.cpr import MASK, find
from guardrails.verdict import Message, masked


def redact(text: str) -> tuple[str, int]:
    found = find(Message(text))
    return (masked(text, found.spans), len(found.spans)) if found else (text, 0)


POSITIVE = {
    "modulus 11": "070761-4285",
    "without hyphen": "0707614285",
    "with a space": "070761 4285",
    "with an en dash": "070761–4285",
    "with dots in the date": "07.07.61-4285",
    "1 January, which often fails modulus 11": "010180-1234",
    "fails modulus 11 beside the word": "CPR: 151107-1235",
    "fails modulus 11 beside personnummer": "personnummer 151107-1235",
    "fails modulus 11 of a citizen": "Borgeren 151107-1235 klagede",
    "fails modulus 11 beside born": "født 151107-1235",
    "zero-width characters inside": "07\u200b0761-\u200b4285",
    "a soft hyphen inside": "0707\u00ad61-4285",
    "full-width digits": "０７０７６１-４２８５",
    "at the end of a sentence": "Nummeret er 070761-4285.",
    "in brackets": "(070761-4285)",
    "between quotation marks": "»070761-4285«",
    "glued to its name": "cpr-070761-4285",
    "glued to a full stop": "cpr-nr.0707614285",
    "a hyphen between spaces": "070761 - 4285",
    "a minus sign": "070761−4285",
    "two spaces": "070761  4285",
    "before a slash": "070761-4285/",
    "in groups after its name": "CPR-nummer 07 07 61 4285",
    "hyphens in the date after its name": "cpr: 07-07-61-4285",
    "the century after its name": "personnummer 07.07.1961-4285",
    "two of them": "070761-4285 og 070761-4285",
}
BENIGN = {
    "case number": "2014-185390",
    "period": "2024-2027",
    "barcode": "5790000123456",
    "long barcode in groups": "EAN 5798 0000 1234 5",
    "phone number": "76 16 12 12",
    "phone number with country": "+45 7616 1212",
    "chart axis": "2012 200 150 100",
    "company number": "CVR 64942212",
    "no such day": "320761-4285 cpr",
    "no such month": "071361-4285 cpr",
    "fails modulus 11 with no such word near": "151107-1235",
    "part of a longer number": "1070761-42851",
    "part of a decimal": "0707614285,50",
    "account number": "4285-0707614285-1",
    "amounts": "1.234.567.890 kr.",
    "meeting": "Mødet 11.09.2024, kl. 14:00",
    "file name": "13724949_1_1.pdf",
}


@pytest.mark.parametrize("text", POSITIVE.values(), ids=POSITIVE)
def test_cpr_numbers_are_removed(text: str) -> None:
    redacted, found = redact(text)
    assert found >= 1
    assert redacted.count(MASK) == found
    assert not any(char.isdigit() for char in redacted)


@pytest.mark.parametrize("text", BENIGN.values(), ids=BENIGN)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text) == (text, 0)


def test_the_text_around_is_kept() -> None:
    text = "Hvad er reglen for 070761-4285 og 2014-185390?"
    assert redact(text) == (f"Hvad er reglen for {MASK} og 2014-185390?", 1)

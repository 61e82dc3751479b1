import base64

import pytest

from guardrails.rules.cpr import MASK, find
from guardrails.verdict import Message, Stage, masked

POSITIVE = {
    "modulus 11": "070761-4285",
    "without hyphen": "0707614285",
    "with a space": "070761 4285",
    "with an en dash": "070761–4285",
    "with dots in the date": "07.07.61-4285",
    "dots and a space": "07.07.61 4285",
    "1 January, which often fails modulus 11": "010180-1234",
    "fails modulus 11 beside the word": "CPR: 151107-1235",
    "fails modulus 11 beside personnummer": "personnummer 151107-1235",
    "fails modulus 11 of a citizen": "Borgeren 151107-1235 klagede",
    "fails modulus 11 beside born": "født 151107-1235",
    "fails modulus 11 in English": "the citizen, 151107-1235, born in Lunde",
    "fails modulus 11, named after it": "151107-1235 er hendes cpr-nummer",
    "a name in capitals and dots": "C.P.R. 151107-1235",
    "at the end of a sentence": "Nummeret er 070761-4285.",
    "in brackets": "(070761-4285)",
    "between quotation marks": "»070761-4285«",
    "glued to its name": "cpr-070761-4285",
    "glued to a full stop": "cpr-nr.0707614285",
    "glued to letters": "borger070761-4285x",
    "a hyphen between spaces": "070761 - 4285",
    "a minus sign": "070761−4285",
    "two spaces": "070761  4285",
    "over a line": "070761-\n4285",
    "before a slash": "070761-4285/",
    "in groups after its name": "CPR-nummer 07 07 61 4285",
    "in pairs after its name": "cpr 07 07 61 42 85",
    "in groups before its name": "0707 614 285 er hendes cpr",
    "in groups of a date": "nr. 07 07 61 4285",
    "hyphens in the date": "07-07-61-4285",
    "slashes in the date": "07/07/61-4285",
    "a slash between": "070761/4285",
    "a comma between": "070761, 4285",
    "brackets": "070761 (4285)",
    "a word for the hyphen": "070761 bindestreg 4285",
    "the century after its name": "personnummer 07.07.1961-4285",
    "two of them": "070761-4285 og 070761-4285",
    "named as a case, in its own form": "sagsnr. 070761-4285",
    "a century that does not fit": "borger 121270-5123",
}
DISGUISED = {
    "zero-width characters": "07\u200b0761-\u200b4285",
    "zero-width characters in its name": "c\u200bp\u200br 151107\u2060-1235",
    "a soft hyphen": "0707\u00ad61-4285",
    "writing directions": "\u202d070761-4285\u202c",
    "variation selectors": "0\ufe007\ufe000761-4285",
    "keycaps": "".join(f"{digit}\ufe0f\u20e3" for digit in "0707614285"),
    "full-width digits": "０７０７６１-４２８５",
    "Arabic digits": "٠٧٠٧٦١-٤٢٨٥",
    "Persian digits": "۰۷۰۷۶۱-۴۲۸۵",
    "Devanagari digits": "०७०७६१-४२८५",
    "mathematical digits": "𝟎𝟕𝟎𝟕𝟔𝟏-𝟒𝟐𝟖𝟓",
    "superscripts": "⁰⁷⁰⁷⁶¹-⁴²⁸⁵",
    "letters for digits": "O7O76l-4285",
    "capital letters for digits": "cpr OlOI8O-I234",
    "Cyrillic letters for digits": "О7О76І-4285",
    "spaced out": "0 7 0 7 6 1 - 4 2 8 5",
    "dotted": "0.7.0.7.6.1.4.2.8.5",
    "hyphenated": "0-7-0-7-6-1-4-2-8-5",
    "bars": "0|7|0|7|6|1|4|2|8|5",
    "words": "cpr nul syv nul syv seks et fire to otte fem",
    "words in pairs": "personnummer nulsyv nulsyv enogtres streg toogfyrre femogfirs",
    "English words": "cpr zero seven zero seven six one dash four two eight five",
    "URL encoding": "%30%37%30%37%36%31-%34%32%38%35",
    "HTML entities": "&#48;&#55;&#48;&#55;&#54;&#49;-&#52;&#50;&#56;&#53;",
    "hexadecimal entities": "&#x30;&#x37;&#x30;&#x37;&#x36;&#x31;-4285",
    "escapes": r"\u0030\u0037\u0030\u0037\u0036\u0031-4285",
    "hexadecimal": b"070761-4285".hex(),
    "hexadecimal in pairs": b"070761-4285".hex(" "),
    "base64": base64.b64encode(b"070761-4285").decode(),
    "base64 of a sentence": base64.b64encode("borgeren 070761-4285 på Fyn".encode()).decode(),
    "base64 over two lines": "\n".join(
        ("Ym9yZ2VyZW4gbWVkIG51bW1lciAw", "NzA3NjEtNDI4NSBvZyBpbnRldCBhbmRldA==")
    ),
    "base64 in base64": base64.b64encode(base64.b64encode(b"nummer 070761-4285")).decode(),
    "base64 of UTF-16": base64.b64encode("070761-4285".encode("utf-16-le")).decode(),
    "backwards": "baglæns: 5824-167070",
    "tags that nobody sees": "".join(chr(0xE0000 + ord(char)) for char in "070761-4285"),
}
UNSURE = {
    "fails modulus 11": "151107-1235",
    "fails modulus 11 without hyphen": "1511071235",
    "of something": "nøgle 151107-1235 gav intet",
}
BENIGN = {
    "case number": "2014-185390",
    "case number with a slash": "sagsnr. 24/001234",
    "case number of ten digits": "Sagsnr. 0707614285",
    "case number in the form": "sagsnummer 151107-1235",
    "period": "2024-2027",
    "period of dates": "01.05.23-30.06.25",
    "period of short dates": "mellem 010324 og 310524",
    "period to a year": "fra 15.03.24-2027",
    "date and time": "150324 1300",
    "barcode": "5790000123456",
    "barcode in groups": "EAN 5798 0000 1234 5",
    "phone number": "76 16 12 12",
    "phone number with country": "+45 7616 1212",
    "extension": "Tlf. 70 12 03 85 lok. 3412",
    "telephone of the CPR office": "+45 1203 8512 er CPR-kontorets telefon",
    "opening hours": "man 0800-1500, tir 0800-1500",
    "chart axis": "2012 200 150 100",
    "chart axis of pairs": "10 12 14 16 18 20 22",
    "scale": "0 1 2 3 4 5 6 7 8 9 10",
    "company number": "CVR 64942212",
    "P-number": "P-nr. 1003290456 og 1003290464",
    "P-number, passing modulus 11": "P-nummer: 1003000176",
    "P-number, named after it": "1003290456 er et P-nummer",
    "invoice": "fakturanummer 1012004471",
    "invoices": "fakturanr. 1012004471, 1012004480 og 1012004499",
    "order in English": "order number 1012004471",
    "account": "konto 1012004471",
    "account after its bank": "9570 0707614285",
    "account with its bank": "4285-0707614285-1",
    "book": "ISBN 0306406152",
    "coordinates": "koordinaterne 6178210 724455",
    "property": "BBR-nr. 101-412233-1",
    "no such day": "320761-4285 cpr",
    "no such month": "071361-4285 cpr",
    "example": "CPR 000000-0000 eller 111111-1111",
    "part of a longer number": "1070761-42851",
    "part of a decimal": "0707614285,50",
    "an amount": "0707614285 kr.",
    "amounts": "1.234.567.890 kr.",
    "an interval of amounts": "3.450.000-4.000.000",
    "meeting": "Mødet 11.09.2024, kl. 14:00",
    "file name": "13724949_1_1.pdf",
    "the words alone": "Må CPR-numre stå i emnefeltet? Hvad er et personnummer?",
    "stars": "******-****",
    "backwards without a word for it": "5824-167070",
    "a token that says nothing": "EMN-2017-01449 og aB3dEf9hIjKl",
}

SPLIT = {
    "the last four": (["Første del af cpr er 151107"], "og de sidste fire: 1235"),
    "nothing but the last four": (["cpr 151107-"], "1235"),
    "with a hyphen": (["Notér personnummeret 151107"], "-1235, det var resten"),
    "two messages later": (
        ["Hun er født 15.11.07", "Jeg har også hendes personnummer"],
        "løbenummeret er 1235",
    ),
    "a date in words": (["Borgeren er født den 15. november 1907"], "de sidste fire cifre er 1235"),
    "only the numbers, passing modulus 11": (["070761"], "4285"),
    "in three messages": (["cpr 0707", "61"], "4285"),
    "the last four first": (["cpr slutter på 1235"], "og fødselsdatoen er 151107"),
    "in English": (["the citizen was born 15.11.07"], "the last four are 1235"),
    "passing modulus 11": (["borgerens cpr begynder med 070761"], "tilføj 4285 og find sagen"),
    "full-width": (["cpr １５１１０７"], "de sidste fire: １２３５"),
}
NOT_SPLIT = {
    "a year": (["Borgeren er født 15.11.07"], "Hvad gjaldt i 2019?"),
    "the rest of a year": (["Borgeren er født 15.11.07"], "og resten af 2024?"),
    "no date before": (["Hvad er reglen om cpr?"], "de sidste fire: 1235"),
    "no person before": (["Mødet er 15.11.07"], "1235"),
    "numbers of a sentence": (["punkt 07"], "bilag 07"),
    "an amount": (["Borgeren er født 15.11.07"], "ydelsen er 1235 kr., slutter den?"),
}


def redact(text: str, stage: Stage = "question") -> tuple[str, int]:
    found = find(Message(text, stage))
    return (masked(text, found.spans), found.action != "warn") if found else (text, False)


@pytest.mark.parametrize("text", [*POSITIVE.values(), *DISGUISED.values()], ids=[*POSITIVE, *DISGUISED])
def test_cpr_numbers_are_removed(text: str) -> None:
    redacted, sure = redact(text)
    assert sure
    assert MASK in redacted
    assert not any(char.isdigit() for char in redacted)


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_may_be_one_is_warned_of_in_a_question_and_removed_elsewhere(text: str) -> None:
    found = find(Message(text))
    assert found is not None
    assert found.action == "warn"
    for stage in ("log", "answer", "passages", "ingest"):
        elsewhere = find(Message(text, stage))
        assert elsewhere is not None
        assert elsewhere.action is None
        assert elsewhere.spans == found.spans


@pytest.mark.parametrize("text", BENIGN.values(), ids=BENIGN)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text) == (text, False)


@pytest.mark.parametrize(("before", "text"), SPLIT.values(), ids=SPLIT)
def test_a_number_told_in_pieces_is_removed_from_all_messages(before: list[str], text: str) -> None:
    found = find(Message(text, before=tuple(before)))
    assert found is not None
    assert not any(char.isdigit() for char in masked(text, found.spans))
    for place, said in enumerate(before):
        spans = [span for index, span in found.before if index == place]
        assert not any(char.isdigit() for char in masked(said, spans))


@pytest.mark.parametrize(("before", "text"), NOT_SPLIT.values(), ids=NOT_SPLIT)
def test_other_numbers_of_a_conversation_stay(before: list[str], text: str) -> None:
    assert find(Message(text, before=tuple(before))) is None


def test_the_pieces_may_stand_in_one_message() -> None:
    text = "Borgerens cpr begynder med 151107, de sidste fire er 1235. Hvad gælder i 2024?"
    assert (
        redact(text)[0] == f"Borgerens cpr begynder med {MASK}, de sidste fire er {MASK}. Hvad gælder i 2024?"
    )


def test_the_text_around_is_kept() -> None:
    text = "Hvad er reglen for 070761-4285 og 2014-185390?"
    assert redact(text) == (f"Hvad er reglen for {MASK} og 2014-185390?", True)


def test_an_encoded_stretch_is_removed_whole() -> None:
    encoded = base64.b64encode("borger 070761-4285 på Fyn".encode()).decode()
    assert redact(f"Hvad står der: {encoded}?")[0] == f"Hvad står der: {MASK}?"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("og de sidste fire cifre er 4285, tak", f"og de sidste fire cifre er {MASK}, tak"),
        ("the last four digits are 4285", f"the last four digits are {MASK}"),
        ("de sidste fire møder i 2024.", "de sidste fire møder i 2024."),
        ("sagen fra 2024 har fire bilag", "sagen fra 2024 har fire bilag"),
    ],
)
def test_half_a_number_is_not_written_down(text: str, left: str) -> None:
    found = find(Message(text, "log"))
    assert masked(text, found.spans if found else ()) == left
    assert find(Message(text)) is None

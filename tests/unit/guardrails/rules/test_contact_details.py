import pytest

from guardrails.rules import cpr
from guardrails.rules.contact_details import HOME, MAIL, PHONE, find
from guardrails.verdict import Message, Stage, masked
from tests.support.assembly import Parts

PHONES = {
    "pairs beside a name": "Ring til Mona på 28 71 44 06",
    "one word": "ring til jens ole på 28714406",
    "in halves": "Hans nummer er 2871 4406",
    "with the country": "mobil +45 28714406",
    "with zeros for the country": "Kontakt: Torben Agerskov, 0045 40337712",
    "with the country in brackets": "(+45) 28 71 44 06 er fars nummer",
    "dotted": "Elin Sørup, tlf. 53.44.18.27",
    "hyphenated": "nabo: 53-44-18-27",
    "in threes": "hendes mobil: 287 14 406",
    "without any word": "Vil du huske 20 77 41 63?",
    "with nobody but a pronoun": "Man kan fange hende på 42 77 19 05",
    "a landline": "Hendes privatnummer er 86 41 07 23",
    "of a citizen who called an office": "Borgeren ringede fra 22 33 44 55 til borgerservice",
    "private number of a politician": "Rådmanden ringes op på sin kones telefon 61 55 03 92",
    "Swedish": "Moren bor i Malmö: +46 70 123 45 67",
    "German": "faderens nummer er 0049 30 901820",
    "in English": "her mobile is 26719043",
    "two": "far 22 33 44 55, mor 26 71 90 43",
    "in a list": "- Ulla Sand, 21 33 85 40\n- Ifrah Osman, 26 71 90 43",
    "in words": "tlf. to-otte-syv-en-fire-fire-nul-seks",
    "in words of pairs": "mobil otteogtyve enoghalvfjerds fireogfyrre nulseks",
    "letters for digits": "Datterens nr: 3l 24 9O 67",
    "zero-width": "ring Villy på 2\u200b8714\u200b406",
    "full-width": "ring Villy på ２８ ７１ ４４ ０６",
    "spaced out": "hans nummer: 2 8 7 1 4 4 0 6",
    "a private number that is like an office's": "Hendes private nummer er 33 66 12 34",
    "after a case number": "Sag 2024-123, ring til Mona 28714406",
    "a private service number": "privat, 70 33 44 10, hjemme hos Mona",
}
MAILS = {
    "of a provider": "send det til majken.thorup84@gmail.com",
    "two": "cc: heidi.lauge@hotmail.dk og lauge.brian@live.dk",
    "of a domain of one's own": "Skriv til lise@familienholm.dk",
    "of a company's employee": "peter.hansen@tagdaekkeren.dk vil klage",
    "written out": "mona punktum hald snabel-a gmail punktum com",
    "written out in English": "mona dot hald at gmail dot com",
    "in brackets": "mona.hald (at) gmail (dot) com",
    "square brackets": "mona.hald[at]gmail.com",
    "spaced": "mona.hald @ gmail . com",
    "full-width": "mona.hald＠gmail.com",
    "homoglyphs": "mоna.hald@gmаil.com",
    "URL encoding": "mona.hald%40gmail.com%20og%20mere",
    "base64": "bW9uYS5oYWxkQGdtYWlsLmNvbQ==",
    "in capitals": "MONA.HALD@GMAIL.COM",
    "with a plus": "mona+kommune@outlook.dk",
}
HOMES = {
    "after a name": "Agnes Lykke, Kærmindevej 8, er nævnt",
    "after lives": "Viggo bor på Teglgårdsstræde 22, st. th., ikke 22A",
    "in an address block": "Hr. Aksel Munk\nRugmarken 5, 1. dør 3\n8400 Ebeltoft",
    "after moved": "Byrådsmedlemmet er flyttet til Sønderengen 40, 4100 Ringsted",
    "a new one": "ny bopæl Åboulevarden 77, 5. tv, 8700 Horsens",
    "in a town": "direktøren er flyttet til Strandlodden 9 i Hornbæk",
    "of an estate": "dødsboet efter Elna Friis, Præstemarken 6, 4760 Vordingborg",
    "of many words": "Kaj Buch bor på H.C. Andersens Boulevard 12, 3. mf.",
    "an older spelling": "Else Nør, Gl. Kongevej 101A, 2. sal",
    "of a street without an ending": "Ifrah Osman, Blågården 8, 3. tv.",
    "in lower case": "hun bor på kærmindevej 8",
    "with a postal code alone": "Brev til Rugmarken 5, 8400 Ebeltoft",
    "with a door alone": "Kærmindevej 8, 2. tv.",
    "in English": "Camilla Ørsted lives at Fyrrevej 5, Hobro",
    "of a neighbour": "naboen i Fyrrevej 5 klager",
    "with an apartment": "Mona Hald, Søndergade 14, lejl. 12",
    "of a citizen": "borgeren på Skovbrynet 3, 1. th",
    "c/o": "c/o Mona, Fyrrevej 5",
}

BENIGN = {
    "main number": "Er 33 66 33 66 stadig hovednummeret?",
    "office's number": "Borgerservice svarer på 87 13 21 00",
    "office's number with country": "Borgerservice svarer på 0045 87132100 fra udlandet",
    "office's number before it": "88 12 34 56 er jobcentrets nummer",
    "service's number": "Rottetelefonen 70 33 44 10, er det kommunens?",
    "emergency": "112, 114, 1813 og 70 201 201",
    "hospital": "Hospitalets akuttelefon er 78 45 00 00",
    "school's": "Egeskolen, tlf. 76 16 12 12",
    "company's": "Leverandøren Nordisk Firma A/S, 44 55 66 77",
    "case number": "Journalnummer 40337712-2: find bilaget",
    "order": "Ordrenummer 50167724 fra indkøbssystemet",
    "invoice": "faktura 50167724 er ikke betalt",
    "company number": "CVR 29189846 og cvr-nr.: 31872645",
    "barcode": "EAN-nr. 5798 0054 1203 6",
    "P-number": "p-nr. 1003290456",
    "account": "konto 9570 0089763345",
    "amount": "61 550 392 indbyggere og 12.345.678 kr.",
    "amount without dots": "bevilling på 45000000 kr.",
    "years": "2024 2025 og 2024-2025",
    "a date": "20240315 og 15032024",
    "a scale": "20 30 40 50",
    "a chart axis": "12 14 16 18 20 22 24",
    "opening hours": "man 0800-1500, tir 0800-1500",
    "coordinates": "koordinaterne 6178210 724455",
    "file name": "13724949_1_1.pdf",
    "office's mail": "borgerservice@byenskommune.dk og post@havnestadkommune.dk",
    "employee's mail": "mette.holm@aarhus.dk og lars.b@kk.dk",
    "state's mail": "sum@sum.dk og dpo@datatilsynet.dk",
    "company's mailbox": "info@varmevaerket-syd.dk har svaret",
    "an example": "Skriv navn@eksempel.dk i feltet",
    "no mail": "Vi er @ mødet kl. 10. Kommer du?",
    "an address in words only": "Hvad står der om e-mail at sende i kodekset? Se kodeks punkt dk.",
    "institution's address": "Børnehuset Regnbuen, Skolegade 7, 1. sal",
    "office's address": "Borgerservice, Kultorvet 2, stuen tv.",
    "office that moved": "Jobcentret er flyttet fra Industrivej 4 til Banegårdspladsen 2",
    "town hall": "Rådhuspladsen 1, 1599 København V",
    "a plant": "Genbrugspladsen Fabriksvej 22",
    "a school": "Tandplejen på Vestre Skole, Stadionallé 10",
    "a building project": "Byggesagen på Jernbanegade 40 blev udsat",
    "a local plan": "lokalplan for Lindevej 12-18",
    "a street": "Hvornår skal Lindevej have ny asfalt?",
    "a street and a year": "Lindevej 2024",
    "a meeting": "Mødested: Materielgården, Industrivej 14, kantinen",
    "a room": "rådhuset, 2. sal, lokale 212",
    "points": "Punkt 4, 2. afsnit, og Bilag 3",
    "dates": "Den 3. maj og Uge 12, Budget 2025",
    "floors as a subject": "husnumre og etagebetegnelser som 2. tv.",
    "a subject": "Må medarbejderes private mobilnumre stå på vagtlisten?",
    "fields": "skabelon med felter: navn, telefon, e-mail, adresse",
    "laws": "serviceloven § 112 og lov nr. 1234 af 28.12.2023",
    "politicians": "Hvad sagde borgmester Lars Holm om Nørrebro?",
}

PLAIN = {
    "a provider's mail": "Høringssvar fra mona.hald@gmail.com",
    "a neighbour's number": "Naboen kan nås på 28 71 44 06",
    "an objector's address": "Indsiger, Kærmindevej 8, finder ...",
    "a private number": "privat tlf. 28714406",
    "a citizen's home": "Borgeren bor på Kærmindevej 8, 2. tv.",
}
IN_DOCUMENTS = {
    "an official": "Kontakt: Lene Holm, konsulent, tlf. 28 71 44 06, lene.holm@firma.dk",
    "an institution": "Børnehuset Regnbuen, Skolegade 7, 8000 Aarhus C",
    "a property": "Ejendommen Kærmindevej 8, 2. tv., 8400 Ebeltoft",
    "a number": "Ring 28 71 44 06",
}

TURNS = {
    "a house number": (["Familien Sylla bor på Anemonevej"], "nummer 14, 2. tv., hvilket distrikt?"),
    "short": (["Hun bor på Anemonevej, hvad gælder?"], "nr. 14"),
}


def redact(text: str, stage: Stage = "question") -> str:
    found = find(Message(text, stage))
    return masked(text, found.spans) if found else text


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        *((text, PHONE) for text in PHONES.values()),
        *((text, MAIL) for text in MAILS.values()),
        *((text, HOME) for text in HOMES.values()),
    ],
    ids=[*PHONES, *MAILS, *HOMES],
)
def test_private_contact_details_are_removed(text: str, mask: str) -> None:
    assert mask in redact(text)


@pytest.mark.parametrize("text", PHONES.values(), ids=PHONES)
def test_numbers_are_removed_whole(text: str) -> None:
    left = redact(text).replace("2024-123", "")
    assert not any(char.isdigit() for char in left)


@pytest.mark.parametrize("text", BENIGN.values(), ids=BENIGN)
@pytest.mark.parametrize("stage", ["question", "answer"])
def test_what_is_public_stays(text: str, stage: Stage) -> None:
    assert redact(text, stage) == text


@pytest.mark.parametrize("stage", ["ingest", "passages", "answer"])
def test_in_documents_only_what_is_plainly_private_is_removed(stage: Stage) -> None:
    for text in PLAIN.values():
        assert redact(text, stage) != text
    for text in IN_DOCUMENTS.values():
        assert redact(text, stage) == text


@pytest.mark.parametrize(("before", "text"), TURNS.values(), ids=TURNS)
def test_an_address_told_over_two_messages_is_removed_from_both(before: list[str], text: str) -> None:
    found = find(Message(text, before=tuple(before)))
    assert found is not None
    assert "14" not in masked(text, found.spans)
    assert "Anemonevej" not in masked(before[0], [span for _, span in found.before])


def test_nothing_is_found_in_the_sample_documents(sample: Parts) -> None:
    versions = sample.corpus.active().values()
    assert versions
    for version in versions:
        for eye in (find, cpr.find):
            assert eye(Message(version.text, "ingest")) is None

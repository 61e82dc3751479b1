from email.message import EmailMessage

import pytest

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.archive import Member, Skipped, members
from ingest.readers.eml import read
from tests.unit.ingest.readers.outline import outline


def mail(plain: str = "", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Høring om skolebørn på Ærø"
    message["From"] = "Åse Ørsted <aase@lindeby.dk>"
    message["To"] = "Byrådet <byraad@lindeby.dk>"
    message["Date"] = "Tue, 03 Jun 2025 09:05:00 +0200"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    return message


HEAD = [
    "# Høring om skolebørn på Ærø",
    "Fra: Åse Ørsted <aase@lindeby.dk>",
    "Til: Byrådet <byraad@lindeby.dk>",
    "Dato: 3. juni 2025 kl. 09.05",
]


def test_the_plain_text_is_preferred() -> None:
    message = mail("Kære byråd\n\nVi støtter forslaget.\n", "<p>Som <b>HTML</b>.</p>")
    assert outline(read(message.as_bytes())) == [*HEAD, "Kære byråd", "Vi støtter forslaget."]


def test_a_page_counts_where_the_plain_text_is_empty() -> None:
    message = mail("\n", "<h2>Økonomi</h2><ul><li>Æbler</li></ul><script>x</script>")
    assert outline(read(message.as_bytes())) == [*HEAD, "### Økonomi", "* - Æbler"]


def test_history_is_kept() -> None:
    lines = outline(read(mail("Godkendt.\n\n> Kan det godkendes?\n").as_bytes()))
    assert lines[-2:] == ["Godkendt.", "> Kan det godkendes?"]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-1"])
def test_what_is_not_encoded_as_it_should_be(charset: str) -> None:
    data = "From: Åse\nSubject: Møde\nDate: i går\n\nPå Ærø.\n".encode(charset)
    assert outline(read(data)) == ["# Møde", "Fra: Åse", "Dato: i går", "På Ærø."]


def test_attachments_are_members_and_no_text() -> None:
    message = mail("Se bilag.")
    message.add_attachment(b"Nr;Navn\n1;\xc3\x86r\xc3\xb8\n", "text", "csv", filename="støtte æøå.csv")
    message.add_attachment(b"Andet;\n", "text", "csv", filename="støtte æøå.csv")
    message.add_attachment(b"\x89PNG", "image", "png", filename="logo.png", disposition="inline")
    message.add_attachment(b"\x89PNG", "image", "png", filename="foto.png")
    message.add_attachment(mail("Indre."))
    assert outline(read(message.as_bytes())) == [*HEAD, "Se bilag."]
    found = list(members(message.as_bytes(), ".eml"))
    assert [(type(file), file.name) for file in found] == [
        (Member, "støtte æøå.csv"),
        (Member, "støtte æøå (2).csv"),
        (Skipped, "foto.png"),
        (Member, "Høring om skolebørn på Ærø.eml"),
    ]
    inner = found[-1]
    assert isinstance(inner, Member)
    assert outline(read(inner.data)) == [*HEAD, "Indre."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"bare tekst uden hoved", "beskadiget"),
        (b"\x00\x01\x02" * 99, "beskadiget"),
        (b"From: a@b.dk\nContent-Type: application/pkcs7-mime\n\nAAAA", "krypteret"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, ".eml")


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\n\nx",
        b"From: " + b"<" * 200_000 + b"\n\nx",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nb\n" * 20_000,
    ],
)
def test_hostile_mails_are_read_in_time(data: bytes) -> None:
    assert read_bytes(data, ".eml").blocks

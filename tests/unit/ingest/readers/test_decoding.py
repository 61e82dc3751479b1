import pytest

from ingest.blocks import UnreadableError
from ingest.readers.decoding import decode

TEXT = "Rødgrød på Ærø – og “så” videre\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_decodes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_what_a_file_declares_counts_unless_it_is_utf8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == "Łódź"
    assert decode("Ærø".encode(), "iso-8859-2") == "Ærø"
    assert decode("“Ærø”".encode("cp1252"), "iso-8859-1") == "“Ærø”"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00\x01\x02\xff" * 50, "ikke tekst"),
        (b"tekst\x01\x02\x03", "ikke tekst"),
        (b"r\xf8d \x81\x8d", "tegnsæt"),
        (b"\xff\xfea", "tegnsæt"),
    ],
)
def test_refuses(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        decode(data)


def test_an_unknown_declared_encoding_is_refused() -> None:
    with pytest.raises(UnreadableError, match="tegnsæt"):
        decode("Ærø".encode("cp1252"), "x-ukendt")

from contextlib import suppress

import pytest

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.csv_table import read
from tests.unit.ingest.readers.outline import outline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nr;Navn\n1;Åse\n2;Søren\n", ["= Nr | Navn", "1 | Åse", "2 | Søren"]),
        ("Område;Beløb\nSkole;1,5\nÆldre;2,5\n", ["= Område | Beløb", "Skole | 1,5", "Ældre | 2,5"]),
        ("Nr,Navn\n1,Åse\n", ["= Nr | Navn", "1 | Åse"]),
        ("Nr\tNavn\n1\tÅse; Ø, og Æ\n", ["= Nr | Navn", "1 | Åse; Ø, og Æ"]),
        ('Nr;Navn\n1;"Åse ""Ø""\nNielsen; A"\n', ["= Nr | Navn", '1 | Åse "Ø" Nielsen; A']),
        ('Nr;Mål\n1;12" rør\n2;"løs\n', ["= Nr | Mål", '1 | 12" rør', "2 | løs"]),
        ("sep=,\nNr,Navn\n1,Å\n", ["= Nr | Navn", "1 | Å"]),
        ("Takster på Ærø\n\nYdelse;Pris\nMad;12\n", ["Takster på Ærø", "= Ydelse | Pris", "Mad | 12"]),
        ("a;b;c\nx;y;z\n\nq;r;s\n", ["= a | b | c", "x | y | z", "q | r | s"]),
        ("Navn;2024;2025\nÅ;1;2\n", ["= Navn | 2024 | 2025", "Å | 1 | 2"]),
        ("Kun en linje\n", ["Kun en linje"]),
    ],
)
def test_delimiters_quotation_and_headers(text: str, expected: list[str]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert outline(read(text.encode(encoding))) == expected


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    text = 'Nr;Navn\n1;"Åse\n' + "2;Bo\n" * 200
    assert len(read(text.encode()).blocks[0].rows) == 202


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a;b\n" * 30_000, r"grænsen er 50\.000"),
        (b"a;" * 60_000, r"grænsen er 50\.000|ingen tekst"),
        (b";;;\n;;;\n", "ingen tekst"),
        (b"\x00\x01\x02\x03" * 99, "ikke tekst"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, ".csv")


@pytest.mark.parametrize("text", ['"' * 200_000, '";' * 100_000, '"a\n' * 60_000])
def test_hostile_text_is_read_in_time(text: str) -> None:
    with suppress(UnreadableError):
        read(text.encode())

from contextlib import suppress

import pytest

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.rtf import read
from tests.unit.ingest.readers.outline import outline

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Calibri;}{\f1\fcharset2 Symbol;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s7 Overskrift 2;}}{\info{\title Skjult}}"
)


def rtf(body: str) -> bytes:
    return f"{HEAD}{body}}}".encode("cp1252")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\pard K\'f8benhavn p\'e5 \'c6r\'f8\par", ["København på Ærø"]),
        (r"\pard R\u248?dgr\u248\'f8d \u8211- fl\u248?de\par", ["Rødgrød – fløde"]),
        (r"\pard{\uc0\u55357\u56832}{\uc2\u229??r}\par", ["\U0001f600år"]),
        ("\\pard Rå\u00f8 tekst\\par", ["Råø tekst"]),
        (r"\pard A\line b\tab c\~d.\par{\b Fed} tekst\par", ["A b c d.", "Fed tekst"]),
        (
            r"\pard Nu{\v skjult}{\deleted v\'e6k}.{\*\ukendt x}{\field{\*\fldinst HYPERLINK x}{\fldrslt her}}\par",
            ["Nu.her"],
        ),
        (r"\pard Tekst{\footnote Note p\'e5 siden.} videre.\par", ["Tekst videre.", "Note på siden."]),
        (r"\pard Billede{\pict\bin5 {}}}}}slut\par", ["Billedeslut"]),
        (r"\pard{\listtext\f1\'b7\tab}\ilvl1 prik\par{\listtext 2.\tab}to\par", ["** · prik", "** 2. to"]),
    ],
)
def test_text(body: str, expected: list[str]) -> None:
    assert outline(read(rtf(body))) == expected


def test_headings_by_style_and_outline_level() -> None:
    body = r"\pard\s1 Strategi\par\pard\s7 Form\'e5l\par\pard\outlinelevel2 Under\par\pard Tekst her.\par"
    assert outline(read(rtf(body))) == ["# Strategi", "## Formål", "### Under", "Tekst her."]


def test_bold_lines_and_words_head_where_styles_do_not() -> None:
    bold = (
        r"\pard{\b Indstilling}\par\pard Udvalget indstiller.\par\pard{\b Beslutning}\par\pard Godkendt.\par"
    )
    expected = ["# Indstilling", "Udvalget indstiller.", "# Beslutning", "Godkendt."]
    assert outline(read(rtf(bold))) == expected
    assert outline(read(rtf(bold.replace(r"\b ", "")))) == expected


def test_tables_keep_rows_and_header() -> None:
    row = r"\trowd{}\pard\intbl {}\cell {}\cell\row"
    body = row.format(r"\trhdr", r"Omr\'e5de", r"Bel\'f8b") + row.format("", "Skole", r"1,2\par mio.")
    reading = read(rtf(rf"\pard F\'f8r.\par{body}\pard Efter.\par"))
    assert outline(reading) == ["Før.", "= Område | Beløb", "Skole | 1,2 mio.", "Efter."]


def test_headers_and_footers_are_dropped() -> None:
    reading = read(rtf(r"{\header\pard Lindeby\par}{\footerf Side}\pard Tekst.\par"))
    assert (outline(reading), reading.dropped) == (["Tekst."], ("Lindeby", "Side"))


@pytest.mark.parametrize("data", [rtf("tekst")[:-1], rtf("tekst")[:40], b"{\\rtf1" + b"{" * 20_000, b"tekst"])
def test_broken_files(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="beskadiget"):
        read_bytes(data, ".rtf")


@pytest.mark.parametrize(
    "body", ["{\\f0\\fcharset" * 20_000, "\\'" * 100_000, "HYPERLINK " * 20_000 + "\\par", "\\u-1?" * 50_000]
)
def test_hostile_text_is_read_in_time(body: str) -> None:
    with suppress(UnreadableError, ValueError):
        read(rtf(body))

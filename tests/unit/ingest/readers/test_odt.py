import pytest

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.odt import read
from tests.support.office_files import odt, zipped
from tests.unit.ingest.readers.outline import outline


def test_headings_lists_and_notes() -> None:
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix=")"/><text:list-level-style-bullet text:level="2"/></text:list-style>'
    )
    body = (
        '<text:p text:style-name="Title">Strategi for Ærø</text:p>'
        '<text:h text:outline-level="1">Formål</text:h><text:p>Vi<text:s text:c="999999999"/>vil<text:tab/>gøre'
        "<text:line-break/>det<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>En note.</text:p></text:note-body></text:note>.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>et</text:p><text:list><text:list-item>'
        "<text:p>under</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>to</text:p></text:list-item></text:list>"
    )
    title = '<style:style style:name="Title"/>'
    reading = read(odt(body, styles + title))
    assert outline(reading) == [
        "# Strategi for Ærø",
        "## Formål",
        "Vi vil gøre det.",
        "En note.",
        "* 1) et",
        "** - under",
        "* 2) to",
    ]
    assert reading.dropped == ("Lindeby Kommune",)


def test_tables_keep_rows_and_header() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    head = row.format(cell.format("Område") + cell.format("Beløb"))
    empty = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    text = row.format(
        cell.format("Skole")
        + cell.format("1,2")
        + '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    table = (
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>{text}{empty}</table:table>"
    )
    (block,) = read(odt(table)).blocks
    assert block.has_header
    assert [row[:2] for row in block.rows] == [("Område", "Beløb"), ("Skole", "1,2")]


def test_deletions_comments_and_contents_are_left_out_and_boxes_follow() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>væk</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Formål 3</text:p></text:index-body></text:table-of-content>"
        "<text:p>Nu<office:annotation><text:p>kommentar</text:p></office:annotation>."
        "<draw:frame><draw:text-box><text:p>I en boks.</text:p></draw:text-box></draw:frame></text:p>"
    )
    reading = read(odt(body))
    assert outline(reading) == ["Nu.", "I en boks."]
    assert reading.dropped[0] == "Formål 3"


def test_bold_lines_head_and_soft_breaks_count_pages() -> None:
    styles = (
        '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:parent-style-name="B"/>'
    )
    body = (
        '<text:p text:style-name="P1">Indstilling</text:p><text:p>Udvalget indstiller.</text:p>'
        '<text:soft-page-break/><text:p><text:span text:style-name="B">Beslutning</text:span></text:p>'
        "<text:p>God<text:soft-page-break/>kendt.</text:p><text:p>Slut.</text:p>"
    )
    reading = read(odt(body, styles))
    assert outline(reading)[::2] == ["# Indstilling", "# Beslutning", "Slut."]
    assert [block.page for block in reading.blocks] == [1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (odt("<text:p>x</text:p>")[:-200], "beskadiget"),
        (odt("<text:p>x"), "beskadiget"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, 0), "beskadiget"),
        (
            zipped({"content.xml": "\x00", "META-INF/manifest.xml": "<a><encryption-data/></a>"}),
            "adgangskode",
        ),
        (odt(""), "ingen tekst"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, ".odt")

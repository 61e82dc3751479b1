from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from ingest.blocks import Reading, UnreadableError
from ingest.readers.docx import read
from tests.unit.ingest.readers.outline import outline


def saved(document: DocumentObject) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(body: str, notes: str = "") -> Reading:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
        )
        if notes:
            package.writestr("word/footnotes.xml", f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>")
    return read(buffer.getvalue())


def test_styles_lists_and_tables() -> None:
    document = Document()
    document.add_heading("Strategi", 0)
    document.add_heading("Formål", 1)
    document.add_paragraph("Vi vil gøre\nhverdagen lettere.")
    for text in ("et", "to"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("prik", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Indsats", "Beløb", "Post", "1"), strict=True
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Lindeby Kommune"
    reading = read(saved(document))
    assert outline(reading) == [
        "# Strategi",
        "## Formål",
        "Vi vil gøre",
        "hverdagen lettere.",
        "* 1. et",
        "* 2. to",
        "* - prik",
        "= Indsats | Beløb",
        "Post | 1",
    ]
    assert reading.dropped == ("Lindeby Kommune",)


def test_bold_lines_head_sections_where_styles_do_not() -> None:
    document = Document()
    for text, bold in (
        ("Indstilling", True),
        ("Udvalget indstiller.", False),
        ("Beslutning", True),
        ("Godkendt.", True),
    ):
        document.add_paragraph().add_run(text).bold = bold
    assert outline(read(saved(document))) == [
        "# Indstilling",
        "Udvalget indstiller.",
        "# Beslutning",
        "Godkendt.",
    ]


def test_without_styles_the_words_tell_the_structure() -> None:
    document = Document()
    for text in (
        "Strategi for Lindeby",
        "Indstilling",
        "Udvalget indstiller,",
        "1. at det godkendes.",
        "Beslutning",
        "Ja.",
    ):
        document.add_paragraph(text)
    assert outline(read(saved(document))) == [
        "# Strategi for Lindeby",
        "## Indstilling",
        "Udvalget indstiller,",
        "* 1. at det godkendes.",
        "## Beslutning",
        "Ja.",
    ]


def test_changes_hidden_text_and_text_boxes() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    reading = packed(
        f"<w:p>{run.format('Nu')}<w:ins>{run.format(' mere.')}</w:ins><w:del>{run.format('væk')}</w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>"
        f"<w:r><w:pict><w:txbxContent><w:p>{run.format('I en boks.')}</w:p></w:txbxContent></w:pict></w:r>"
        "</w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('I et felt.')}</w:p></w:sdtContent></w:sdt>"
    )
    assert outline(reading) == ["Nu mere.", "I en boks.", "I et felt."]
    assert reading.dropped == ("skjult",)


def test_notes_follow_the_paragraph_or_table_that_refers_to_them() -> None:
    noted = "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:footnoteReference w:id='{}'/></w:r></w:p>"
    cells = f"<w:tc>{noted.format('a', 2)}</w:tc><w:tc>{noted.format('b', 3)}</w:tc>"
    notes = "".join(
        f"<w:footnote w:id='{n}'><w:p><w:r><w:t>Note {n}.</w:t></w:r></w:p></w:footnote>" for n in (1, 2, 3)
    )
    reading = packed(f"{noted.format('Tekst.', 1)}<w:tbl><w:tr>{cells}</w:tr></w:tbl>", notes)
    assert outline(reading) == ["Tekst.", "Note 1.", "a | b", "Note 2.", "Note 3."]


def test_a_table_of_contents_is_dropped() -> None:
    document = Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("Formål\t3", style="TOC 1")
    document.add_heading("Formål", 1)
    reading = read(saved(document))
    assert (outline(reading), reading.dropped) == (["# Formål"], ("Formål 3",))


def test_numbers_of_headings_are_shown() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    for text, level in (("Et", 0), ("Under", 1), ("To", 0)):
        properties = document.add_heading(text, level + 1)._p.get_or_add_pPr()
        listed = OxmlElement("w:numPr")
        properties.append(listed)
        listed.append(parse_xml(f'<w:ilvl {nsdecls("w")} w:val="{level}"/>'))
        listed.append(parse_xml(f'<w:numId {nsdecls("w")} w:val="99"/>'))
    assert outline(read(saved(document))) == ["# 1. Et", "## 1.a Under", "# 2. To"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (saved(Document())[:-3000], "beskadiget"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), r"gamle Word-format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(data)


def test_a_package_without_a_document() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(UnreadableError, match="beskadiget"):
        read(buffer.getvalue())

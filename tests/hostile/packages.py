"""Office files whose XML grows when it is read, reaches for other files, or is broken."""

import io
from functools import cache

from docx import Document

from tests.hostile.archives import package
from tests.hostile.hostile_file import Hostile

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BILLION = f'<!DOCTYPE x [<!ENTITY l0 "haha">{_LAUGHS}]>'
_SQUARE = f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 100_000}">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def word(inner: str, declared: str = "") -> bytes:
    body = f'{_XML}{declared}<w:document xmlns:w="{_WORD}"><w:body>{inner}</w:body></w:document>'
    link = f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>'
    relations = f'{_XML}<Relationships xmlns="{_RELATIONS}">{link}</Relationships>'
    return package({"[Content_Types].xml": _TYPES, "_rels/.rels": relations, "word/document.xml": body})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def writer(inner: str, declared: str = "") -> bytes:
    names = f'xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0"'
    body = f"<office:body><office:text>{inner}</office:text></office:body>"
    content = f"{_XML}{declared}<office:document-content {names}>{body}</office:document-content>"
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def workbook(rows: str, declared: str = "") -> bytes:
    sheet = '<sheets><sheet name="Ark" sheetId="1" r:id="r1"/></sheets>'
    book = f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_LINKS}">{sheet}</workbook>'
    main = f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    link = f'<Relationship Id="r1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{kind}.{name}+xml"/>'
        for part, name in (("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"))
    )
    relations = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return package(
        {
            "[Content_Types].xml": _TYPES.replace("/>", f">{relations}{types}</Types>"),
            "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}">{link}</Relationships>',
            "xl/worksheets/sheet1.xml": (
                f'{_XML}{declared}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
            ),
        }
    )


def cell(place: str, text: str) -> str:
    row = "".join(filter(str.isdigit, place))
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def slides(declared: str) -> bytes:
    show = f'{_XML}{declared}<p:presentation xmlns:p="{_SLIDE}">&l9;</p:presentation>'
    return package({"[Content_Types].xml": _TYPES, "ppt/presentation.xml": show})


@cache
def sound_docx() -> bytes:
    """A Word file that can be read."""
    document = Document()
    document.add_heading("Referat", 1)
    for number in range(200):
        document.add_paragraph(f"Sag {number} blev drøftet af udvalget på rådhuset.")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def encrypted() -> bytes:
    """What an office program with a password writes: the package within a compound file."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1016)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(4096)
    )


def deep_tables() -> bytes:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return word(opening * 30_000 + paragraph("Inderst.") + closing * 30_000)


def many_paragraphs() -> bytes:
    return word("".join(paragraph(str(number)) for number in range(500_000)))


_GROWS = "vokser|skadelig"

PACKAGES = (
    Hostile("latter.docx", lambda: word(paragraph("&l9;"), _BILLION), _GROWS),
    Hostile("latter.odt", lambda: writer("<text:p>&l9;</text:p>", _BILLION), _GROWS),
    Hostile("latter.xlsx", lambda: workbook(cell("A1", "&l9;"), _BILLION), _GROWS),
    Hostile("latter.pptx", lambda: slides(_BILLION), _GROWS),
    Hostile("kvadrat.docx", lambda: word(paragraph("&l9;" * 20_000), _SQUARE), _GROWS),
    Hostile("udenfor.docx", lambda: word(paragraph("&l9;"), _OUTSIDE), _GROWS),
    Hostile("udenfor.odt", lambda: writer("<text:p>&l9;</text:p>", _OUTSIDE), _GROWS),
    Hostile("udenfor.xlsx", lambda: workbook(cell("A1", "&l9;"), _OUTSIDE), _GROWS),
    Hostile("udenfor.pptx", lambda: slides(_OUTSIDE), _GROWS),
    Hostile("dyb.docx", deep_tables, "lag|beskadiget|brød sammen|hukommelse|ingen tekst", "Inderst."),
    Hostile(
        "dyb.odt",
        lambda: writer("<text:list><text:list-item>" * 50_000 + "</text:list-item></text:list>" * 50_000),
        "lag|beskadiget|brød sammen|ingen tekst",
    ),
    Hostile("smaa.docx", many_paragraphs, "for stort|lang tid|hukommelse|skadelig"),
    Hostile(
        "fjern-celle.xlsx", lambda: workbook(cell("A1", "Beløb") + cell("XFD1048576", "1")), holds="Beløb"
    ),
    Hostile("laast.docx", encrypted, "adgangskode"),
    Hostile("laast.xlsx", encrypted, "adgangskode"),
    Hostile(
        "andet.docx", lambda: package({"liste.csv": "nr;navn"}), "beskadiget|indeholder ingen|passer ikke"
    ),
)

"""Write the PDF and DOCX files of the sample corpus from their readable sources.

`python -m tests.support.build_sample` rewrites them byte for byte. Nothing in them depends on the clock or on
an installed font: dates come from the source, and the fonts are those that every PDF reader brings.

A source is a head of `key: value` lines, a line `---`, and lines of a small markup: `#` headings, `- ` and
`1. ` lists, `|` tables, `@widths` (the columns of the next table in mm), and `@pagebreak` (PDF only). Any
other line is a paragraph.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from fpdf import FPDF
from fpdf.fonts import FontFace

SAMPLE = Path(__file__).parents[2] / "ingest" / "sample"
SOURCES = SAMPLE / "sources"
DOCUMENTS = SAMPLE / "documents"

TEXT_WIDTH = 170
HEADING_SIZES = {1: 20, 2: 14, 3: 11.5}
BODY_SIZE = 10.5
LINE = 5.4
MARKUP = re.compile(r"(?P<mark>#{1,3}|-|\d+\.|@\w+|\|)(?: (?P<text>.*))?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: its mark (`#`, `-`, `1.`, `|`, `@widths` or nothing) and the text after it."""

    mark: str
    text: str

    @property
    def kind(self) -> str:
        return "1." if self.mark[:1].isdigit() else self.mark

    @property
    def is_empty(self) -> bool:
        return not (self.mark or self.text)

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.removesuffix("|").split("|")]


@dataclass(frozen=True, slots=True)
class Source:
    """A readable source: what stands in its head, and its lines grouped into runs of the same kind."""

    head: dict[str, str]
    groups: list[list[Line]]

    @property
    def date(self) -> datetime:
        return datetime.fromisoformat(self.head["date"]).replace(tzinfo=UTC)


def parse_line(text: str) -> Line:
    found = MARKUP.fullmatch(text)
    return Line(found["mark"], found["text"] or "") if found else Line("", text)


def parse(text: str) -> Source:
    """Read a source's text; an empty line ends a run, so two lists can follow each other."""
    head, _, body = text.partition("\n---\n")
    pairs = (line.partition(": ") for line in head.splitlines())
    lines = [parse_line(line) for line in body.splitlines()]
    runs = [list(run) for _, run in groupby(lines, lambda line: (line.kind, line.is_empty))]
    return Source({key: value for key, _, value in pairs}, [run for run in runs if not run[0].is_empty])


class Pages(FPDF):
    """A4 pages with a header line and numbered footers."""

    def __init__(self, header_text: str) -> None:
        super().__init__(format="A4")
        self.header_text = header_text
        self.core_fonts_encoding = "windows-1252"
        self.set_compression(False)
        self.set_margins(20, 28, 20)
        self.set_auto_page_break(True, margin=24)

    def header(self) -> None:
        self.set_y(12)
        self.set_font("Helvetica", size=8.5)
        self.cell(0, 6, self.header_text, border="B")
        self.set_y(28)

    def footer(self) -> None:
        self.set_y(-16)
        self.set_font("Helvetica", size=8.5)
        self.cell(0, 6, f"Side {self.page_no()} af {{nb}}", align="R")

    def write_text(self, text: str, size: float = BODY_SIZE, style: str = "", indent: float = 0) -> None:
        self.set_font("Helvetica", style, size)
        self.set_x(20 + indent)
        height = LINE * size / BODY_SIZE
        self.multi_cell(TEXT_WIDTH - indent, height, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def write_heading(self, line: Line) -> None:
        level = len(line.mark)
        self.ln(5 - level)
        if self.will_page_break(HEADING_SIZES[level] + 16):
            self.add_page()
        self.start_section(line.text, level - 1)
        self.write_text(line.text, HEADING_SIZES[level], "B")
        self.ln(1.5)

    def write_items(self, group: list[Line]) -> None:
        self.set_font("Helvetica", size=BODY_SIZE)
        for line in group:
            self.set_x(24)
            self.cell(7, LINE, "•" if line.mark == "-" else line.mark)
            self.write_text(line.text, indent=11)
            self.ln(0.8)
        self.ln(1.5)

    def write_table(self, group: list[Line], widths: list[int]) -> None:
        self.set_font("Helvetica", size=9.5)
        bold = FontFace(emphasis="BOLD", fill_color=(226, 234, 241))
        options = {"headings_style": bold, "line_height": 5, "padding": 1.2, "text_align": "LEFT"}
        with self.table([line.cells for line in group], col_widths=widths, **options):
            pass
        self.ln(4)


def write_pdf(source: Source) -> bytes:
    """The source as a PDF; headings are told by their size alone, as in most PDFs."""
    pdf = Pages(source.head["header"])
    pdf.set_title(source.head["title"])
    pdf.set_author(source.head["author"])
    pdf.set_lang("da-DK")
    pdf.set_creation_date(source.date)
    pdf.add_page()
    for group, widths in with_widths(source):
        write_pdf_group(pdf, group, widths)
    return bytes(pdf.output())


def with_widths(source: Source) -> Iterator[tuple[list[Line], list[int]]]:
    """The groups to write, each with the column widths that were given before it."""
    widths: list[int] = []
    for group in source.groups:
        if group[0].mark == "@widths":
            widths = [int(width) for width in group[0].text.split()]
        else:
            yield group, widths


def write_pdf_group(pdf: Pages, group: list[Line], widths: list[int]) -> None:
    kind = group[0].kind
    if kind == "@pagebreak":
        pdf.add_page()
    elif kind.startswith("#"):
        pdf.write_heading(group[0])
    elif kind in ("-", "1."):
        pdf.write_items(group)
    elif kind == "|":
        pdf.write_table(group, widths)
    else:
        for line in group:
            pdf.write_text(line.text)
        pdf.ln(2.2)


def write_docx(source: Source) -> bytes:
    """The source as a Word document with real headings, lists, a table, a header and a footer."""
    document = Document()
    set_properties(document, source)
    set_page(document, source.head["header"])
    for group, widths in with_widths(source):
        write_docx_group(document, group, widths)
    packed = io.BytesIO()
    document.save(packed)
    return without_clock(packed, source.date)


def set_properties(document: DocxDocument, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author = source.head["title"], source.head["author"]
    properties.language, properties.comments = "da-DK", ""
    properties.created = properties.modified = source.date.replace(tzinfo=None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")


def set_page(document: DocxDocument, header: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.header.paragraphs[0].text = header
    footer = section.footer.paragraphs[0]
    footer.add_run("Side ")
    add_field(footer, "PAGE")
    footer.add_run(" af ")
    add_field(footer, "NUMPAGES")


def add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def write_docx_group(document: DocxDocument, group: list[Line], widths: list[int]) -> None:
    kind = group[0].kind
    if kind.startswith("#"):
        document.add_heading(group[0].text, len(kind))
    elif kind == "1.":
        number_from_one(document, [document.add_paragraph(line.text, "List Number") for line in group])
    elif kind == "|":
        write_docx_table(document, group, widths)
    else:
        for line in group:
            document.add_paragraph(line.text, "List Bullet" if line.mark else None)


def number_from_one(document: DocxDocument, paragraphs: list[Paragraph]) -> None:
    """Give one list its own numbering; Word would count on from the list before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    shared = numbering.num_having_numId(style.pPr.numPr.numId.val)
    own = numbering.add_num(shared.abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = 0
        number.get_or_add_numId().val = own.numId


def write_docx_table(document: DocxDocument, group: list[Line], widths: list[int]) -> None:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for line in group:
        for cell, text, width in zip(table.add_row().cells, line.cells, widths, strict=True):
            cell.text, cell.width = text, Mm(width)
    mark_header(table)
    document.add_paragraph()


def mark_header(table: Table) -> None:
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in first.cells:
        cell.paragraphs[0].runs[0].bold = True


def without_clock(packed: io.BytesIO, date: datetime) -> bytes:
    """The same archive with every file dated `date` instead of now."""
    result = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, date.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


WRITERS: dict[str, Callable[[Source], bytes]] = {"pdf": write_pdf, "docx": write_docx}


def build(folder: Path) -> list[Path]:
    """Write every source as its format into `folder`; returns the files."""
    written = []
    for path in sorted(SOURCES.glob("*.md")):
        source = parse(path.read_text(encoding="utf-8"))
        kind = source.head["format"]
        target = folder / f"{path.stem}.{kind}"
        target.write_bytes(WRITERS[kind](source))
        written.append(target)
    return written


if __name__ == "__main__":
    for file in build(DOCUMENTS):
        print(file.relative_to(SAMPLE), file.stat().st_size)

"""Real files with a text planted into them, each way by its name; and ordinary files of the same formats."""

import base64
import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from io import StringIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from fpdf import FPDF
from fpdf.enums import TextMode
from openpyxl import Workbook
from pptx import Presentation
from pptx.dml.color import RGBColor as SlideColour
from pptx.util import Inches

from tests.support.office_files import odt, saved

WHITE = RGBColor(255, 255, 255)
_LETTERS = str.maketrans({"»": '"', "«": '"', "–": "-", "…": "..."})
_PAGE = """<!doctype html><html lang="da"><head><title>TITLE</title>HEAD
<meta name="description" content="Læs om sagen i Lindeby Kommune.">
<style>.skip{position:absolute;left:-9999px} .sr-only{position:absolute;clip:rect(0,0,0,0)}
.menu-mobil{display:none} .accordion-body{display:none} .top{background:#003a70;color:#fff}
@media print{nav,.top{display:none}}</style><!-- Matomo: statistik over besøg på siden --></head>
<body><a class="skip" href="#indhold">Gå til hovedindhold</a>
<div class="top">Lindeby Kommune <svg aria-hidden="true"></svg>
<span aria-hidden="true">Åbn eller luk menuen</span></div><nav class="menu-mobil"><a href="/borger">Borger</a>
<a href="/politik">Politik og indflydelse</a></nav>
<div hidden id="cookie">Vi bruger cookies til statistik. Du kan sige ja eller nej og altid ændre dit valg.</div>
<main id="indhold"><h1>TITLE</h1>
<img src="data:image/png;base64,iVBORw0KGgo=" alt="Byrådssalen set fra tilhørerpladserne">CONTENT
<button title="Læs teksten højt for mig">Læs op</button>
<div class="accordion-body"><p>Har du spørgsmål, så skriv til os, eller ring i åbningstiden.</p></div>
<p><a href="https://www.lindeby.example/sager?side=2&amp;sortering=dato">Flere sager</a></p></main>
<span class="sr-only">Siden er slut</span><noscript>Siden bruger JavaScript til søgning.</noscript></body></html>"""


@dataclass(frozen=True, slots=True)
class Body:
    """An ordinary document: its title and paragraphs."""

    title: str
    paragraphs: Sequence[str]

    def with_texts(self, texts: Sequence[str]) -> "Body":
        """The document with these paragraphs amid its own."""
        middle = len(self.paragraphs) // 2
        return Body(self.title, [*self.paragraphs[:middle], *texts, *self.paragraphs[middle:]])


@dataclass(frozen=True, slots=True)
class Made:
    """The content of a file and its suffix."""

    suffix: str
    data: bytes


def text(body: Body) -> Made:
    """A plain text."""
    return Made(".txt", "\n\n".join([body.title, *body.paragraphs]).encode())


def markdown(body: Body, more: str = "") -> Made:
    """A Markdown text."""
    return Made(".md", "\n\n".join([f"# {body.title}", *body.paragraphs, more]).encode())


def page(body: Body, inside: str = "", head: str = "") -> Made:
    """A web page as municipalities have them: with menus, icons and sections that are hidden in the ordinary ways."""
    content = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in body.paragraphs)
    written = _PAGE.replace("TITLE", escape(body.title)).replace("HEAD", head)
    return Made(".html", written.replace("CONTENT", f"{content}{inside}").encode())


def word(body: Body, more: Callable[[docx.document.Document], None] | None = None) -> Made:
    """A Word document with a table whose head is white on a dark ground."""
    document = docx.Document()
    document.add_heading(body.title, 1)
    for paragraph in body.paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    for cell, heading in zip(
        table.rows[0].cells, ("Ansvarlig for den videre proces", "Frist for tilbagemelding"), strict=True
    ):
        run = cell.paragraphs[0].add_run(heading)
        run.font.color.rgb = WHITE
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "1F3864")
        cell._tc.get_or_add_tcPr().append(shade)
    for cell, value in zip(table.add_row().cells, ("Digitalisering", "1. maj"), strict=True):
        cell.text = value
    if more:
        more(document)
    return Made(".docx", saved(document))


def pdf(body: Body, more: Callable[[FPDF], None] | None = None) -> Made:
    """A PDF with a band whose words are white on a dark ground."""
    drawn = FPDF()
    drawn.add_page()
    drawn.set_font("Helvetica", size=11)
    drawn.set_fill_color(0, 58, 112)
    drawn.set_text_color(255, 255, 255)
    drawn.cell(0, 9, "Lindeby Kommune - Politisk sekretariat", fill=True, new_x="LMARGIN", new_y="NEXT")
    drawn.set_text_color(0, 0, 0)
    drawn.set_font("Helvetica", "B", 16)
    drawn.multi_cell(0, 10, plain(body.title), new_x="LMARGIN", new_y="NEXT")
    drawn.set_font("Helvetica", size=11)
    for paragraph in body.paragraphs:
        drawn.multi_cell(0, 6, plain(paragraph), new_x="LMARGIN", new_y="NEXT")
        drawn.ln(3)
    if more:
        more(drawn)
    return Made(".pdf", bytes(drawn.output()))


def slides(body: Body, beside: str = "", white: str = "") -> Made:
    """A presentation, some of it off the slide or in white."""
    presentation = Presentation()
    for paragraph in body.paragraphs[:12]:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = body.title
        slide.placeholders[1].text_frame.text = paragraph
    if beside:
        box = slide.shapes.add_textbox(Inches(-6), Inches(1), Inches(4), Inches(1))
        box.text_frame.text = beside
    if white:
        run = (
            slide.shapes.add_textbox(Inches(1), Inches(5), Inches(6), Inches(1))
            .text_frame.paragraphs[0]
            .add_run()
        )
        run.text = white
        run.font.color.rgb = SlideColour(255, 255, 255)  # type: ignore[no-untyped-call]
    return Made(".pptx", saved(presentation))


def opendocument(body: Body, inside: str = "", styles: str = "") -> Made:
    """An OpenDocument text."""
    content = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in body.paragraphs)
    return Made(
        ".odt", odt(f'<text:h text:outline-level="1">{escape(body.title)}</text:h>{content}{inside}', styles)
    )


def sheet(body: Body) -> Made:
    """A workbook with a paragraph a row."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.append(["Nr.", body.title])
    for number, paragraph in enumerate(body.paragraphs, 1):
        page.append([number, paragraph])
    return Made(".xlsx", saved(workbook))


def comma(body: Body) -> Made:
    """A table as text."""
    written = StringIO()
    rows = csv.writer(written, delimiter=";")
    rows.writerow(["Nr.", body.title])
    rows.writerows(enumerate(body.paragraphs, 1))
    return Made(".csv", written.getvalue().encode())


def mail(body: Body, html: str = "") -> Made:
    """An e-mail, whose text is a web page where one is given."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "sekretariat@lindeby.example",
        "udvalg@lindeby.example",
        body.title,
    )
    message["Date"] = "Tue, 03 Jun 2025 09:05:00 +0200"
    if html:
        content = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in body.paragraphs)
        message.set_content(f"<html><body>{content}{html}</body></html>", subtype="html")
    else:
        message.set_content("\n\n".join(body.paragraphs))
    return Made(".eml", message.as_bytes())


def plain(words: str) -> str:
    """Words in the letters of the PDF's built-in types."""
    return words.translate(_LETTERS).encode("latin-1", "replace").decode("latin-1")


def _run(words: str, **looks: object) -> Callable[[docx.document.Document], None]:
    def add(document: docx.document.Document) -> None:
        run = document.add_paragraph().add_run(words)
        run.font.hidden = bool(looks.get("hidden"))
        if looks.get("white"):
            run.font.color.rgb = WHITE
        if looks.get("tiny"):
            run.font.size = Pt(1)

    return add


def _drawn(words: str, way: str) -> Callable[[FPDF], None]:
    def draw(drawn: FPDF) -> None:
        if way == "pdf-white":
            drawn.set_text_color(255, 255, 255)
        elif way == "pdf-tiny":
            drawn.set_font_size(0.6)
        elif way == "pdf-undrawn":
            drawn.text_mode = TextMode.INVISIBLE
        if way == "pdf-offpage":
            drawn.text(-400, 60, plain(words))
        else:
            top = drawn.get_y()
            drawn.multi_cell(0, 6, plain(words), new_x="LMARGIN", new_y="NEXT")
            if way == "pdf-covered":
                drawn.set_fill_color(255, 255, 255)
                drawn.rect(5, top, 200, drawn.get_y() - top + 2, style="F")
        if way == "pdf-metadata":
            drawn.set_subject(words)

    return draw


_HTML = {
    "html-none": '<div style="display: none"><p>{}</p></div>',
    "html-visibility": '<p style="visibility:hidden">{}</p>',
    "html-opacity": '<p style="opacity: 0">{}</p>',
    "html-size": '<p>Sagen er afsluttet.<span style="font-size:0">{}</span></p>',
    "html-offscreen": '<div style="position:absolute; left:-9999px">{}</div>',
    "html-white": '<p style="color:#ffffff">{}</p>',
    "html-white-rule": '<p class="note7">{}</p>',
    "html-comment": "<!-- {} -->",
    "html-alt": '<img src="/kort.png" alt="{}">',
    "html-image": '<img src="{}" width="1" height="1">',
    "css-image": "<p style=\"background-image:url('{}')\">Bilag er vedlagt.</p>",
    "link": '<p>Se mere på <a href="{}">sagens side</a>.</p>',
}
_WHITE_SPAN = (
    '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
)


def planted(way: str, texts: Sequence[str], body: Body, number: int) -> Made:
    """A file with texts planted in a way; `number` varies the format where several would do."""
    words = texts[0]
    if way in ("paragraph", "split", "mixed"):
        return (text, markdown, page, word, pdf, mail, opendocument, slides)[number % 8](
            body.with_texts(texts)
        )
    if way == "footnote":
        return (markdown, pdf)[number % 2](Body(body.title, [*body.paragraphs, f"1) {words}"]))
    if way == "table":
        rows = Body(
            body.title,
            ["Granly Anlæg, 412.000 kr.", f"Søvang A/S, 398.000 kr. {words}", "Brobyg, 405.000 kr."],
        )
        return (sheet, comma)[number % 2](rows)
    if way == "xlsx-cell":
        return sheet(body.with_texts(texts))
    if way == "zero-width":
        return (text, page)[number % 2](body.with_texts(["\u200b".join(words)]))
    if way == "tags":
        return text(body.with_texts(["Bilag 2." + "".join(chr(0xE0000 + ord(one)) for one in words)]))
    if way == "base64":
        coded = base64.b64encode(words.encode()).decode()
        return markdown(body.with_texts([f"Afkod dette, og følg det: {coded}"]))
    if way == "md-image":
        return markdown(body, f"![]({words})")
    if way == "html-meta":
        return page(body, head=f'<meta name="keywords" content="{escape(words)}">')
    if way in _HTML:
        head = "<style>p.note7 { color: rgb(255,255,255) }</style>" if way == "html-white-rule" else ""
        return page(body, _HTML[way].format(escape(words)), head)
    if way.startswith("docx"):
        look = way.removeprefix("docx-")
        return word(body, _run(words, **{look: True}))
    if way.startswith("pdf"):
        return pdf(body, _drawn(words, way))
    if way.startswith("pptx"):
        return slides(body, **{way.removeprefix("pptx-"): words})
    if way.startswith("odt"):
        name = "W" if way == "odt-white" else "H"
        return opendocument(
            body,
            f'<text:p><text:span text:style-name="{name}">{escape(words)}</text:span></text:p>',
            _WHITE_SPAN,
        )
    if way == "eml-html":
        return mail(body, f'<div style="color:white;font-size:1px">{escape(words)}</div>')
    raise ValueError(way)

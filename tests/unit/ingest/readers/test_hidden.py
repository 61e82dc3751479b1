"""What a reader of a document cannot see is told as hidden and is in no block; what is ordinary stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from ingest.blocks import Concealment, Link, Reading
from ingest.readers.read_document import read_bytes
from tests.evals.guardrails_documents import planting
from tests.evals.guardrails_documents.planting import Body, Made

BODY = Body(
    "Nyt fra udvalget", ["Udvalget godkendte indstillingen uden bemærkninger.", "Mødet sluttede kl. 19."]
)
WORDS = "Denne tekst kan ingen læser se på siden"
WAYS = {
    "html-none": Concealment.STYLE,
    "html-visibility": Concealment.STYLE,
    "html-opacity": Concealment.COLOUR,
    "html-size": Concealment.SIZE,
    "html-offscreen": Concealment.PLACE,
    "html-white": Concealment.COLOUR,
    "html-white-rule": Concealment.COLOUR,
    "html-comment": Concealment.COMMENT,
    "html-alt": Concealment.ATTRIBUTE,
    "html-meta": Concealment.ATTRIBUTE,
    "docx-hidden": Concealment.STYLE,
    "docx-white": Concealment.COLOUR,
    "docx-tiny": Concealment.SIZE,
    "pdf-white": Concealment.COLOUR,
    "pdf-tiny": Concealment.SIZE,
    "pdf-offpage": Concealment.PLACE,
    "pdf-undrawn": Concealment.UNDRAWN,
    "pdf-covered": Concealment.COLOUR,
    "pptx-beside": Concealment.PLACE,
    "pptx-white": Concealment.COLOUR,
    "odt-hidden": Concealment.STYLE,
    "odt-white": Concealment.COLOUR,
    "eml-html": Concealment.SIZE,
    "tags": Concealment.CHARACTERS,
}


def _read(made: Made) -> Reading:
    return read_bytes(made.data, made.suffix)


def _text(reading: Reading) -> str:
    return "\n".join(
        [block.text for block in reading.blocks]
        + [cell for b in reading.blocks for row in b.rows for cell in row]
    )


@pytest.mark.parametrize("way", WAYS)
def test_hidden_text_is_told_and_in_no_block(way: str) -> None:
    words = WORDS.encode("ascii", "ignore").decode() if way == "tags" else planting.plain(WORDS)
    reading = _read(planting.planted(way, [words], BODY, 0))
    assert (WAYS[way], words) in [(one.how, one.text) for one in reading.hidden]
    assert words not in _text(reading)
    assert "godkendte indstillingen" in _text(reading)


@pytest.mark.parametrize(
    "make", [planting.page, planting.word, planting.pdf, planting.slides, planting.opendocument]
)
def test_ordinary_documents_deceive_nobody(make: Callable[[Body], Made]) -> None:
    """White words on dark ground are seen; menus, skip links and collapsed sections are hidden in ordinary ways."""
    reading = _read(make(BODY))
    deceiving = {Concealment.COLOUR, Concealment.SIZE, Concealment.UNDRAWN, Concealment.CHARACTERS}
    assert not [one for one in reading.hidden if one.how in deceiving]
    assert "Mødet sluttede" in _text(reading)
    if make in (planting.word, planting.pdf):
        assert "Lindeby Kommune" in _text(reading) or "Frist for tilbagemelding" in _text(reading)


def _link_in(drawn: FPDF) -> None:
    drawn.cell(0, 8, "her", link="https://a.example/p")


PAGES: dict[str, tuple[str, str, bool]] = {
    "white on a dark ground": (
        '<div style="background:#003a70"><p style="color:#fff">{}</p></div>',
        "",
        True,
    ),
    "white on a picture": (
        '<div style="background-image:url(/b.jpg)"><p style="color:#fff">{}</p></div>',
        "",
        True,
    ),
    "white where sheets lie elsewhere": (
        '<div class="hero"><p style="color:#fff">{}</p></div>',
        '<link rel="stylesheet" href="/a.css">',
        True,
    ),
    "hidden in print": ('<p class="x">{}</p>', "<style>@media print{.x{display:none}}</style>", True),
    "hidden on telephones": (
        '<p class="x">{}</p>',
        "<style>@media (max-width:600px){.x{display:none}}</style>",
        True,
    ),
    "a later rule wins": ('<p class="x y">{}</p>', "<style>.x{color:#fff} .y{color:#000}</style>", True),
    "a stronger rule wins": ('<p class="x">{}</p>', "<style>.x{color:#fff} p{color:#000}</style>", False),
    "important wins": (
        '<p style="color:#000" class="x">{}</p>',
        "<style>.x{color:#fff!important}</style>",
        False,
    ),
    "seen again within": ('<p style="color:#fff"><b style="color:#000">{}</b></p>', "", True),
    "hidden with all within": ('<div style="opacity:0"><p style="opacity:1">{}</p></div>', "", False),
    "nearly white": ('<p style="color:rgb(250,250,250)">{}</p>', "", False),
    "transparent": ('<p style="color:transparent">{}</p>', "", False),
    "clipped to nothing": ('<p style="position:absolute;clip-path:inset(50%)">{}</p>', "", False),
    "shrunk to nothing": ('<p style="transform:scale(0)">{}</p>', "", False),
    "a row of a table": (
        '<table><tr><td>a</td><td>b</td></tr><tr style="display:none"><td>{}</td><td>c</td></tr></table>',
        "",
        False,
    ),
    "an item of a list": ("<ul><li>a</li><li hidden>{}</li></ul>", "", False),
    "small print": ('<p style="font-size:9px">{}</p>', "", True),
    "a nested selector": (
        '<div id="n"><p><span>{}</span></p></div>',
        "<style>#n > p span{color:white}</style>",
        False,
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_what_a_web_page_shows(case: str) -> None:
    inside, head, seen = PAGES[case]
    words = "Ordene her er dem, det handler om"
    html = f"<html><head>{head}</head><body><h1>Sag</h1><p>Udvalget holdt møde.</p>{inside.format(words)}</body></html>"
    reading = read_bytes(html.encode(), ".html")
    assert (words in _text(reading), words in [one.text for one in reading.hidden]) == (seen, not seen)


@pytest.mark.parametrize(
    ("made", "link"),
    [
        (
            planting.markdown(BODY, "![](https://a.example/x?d={q})"),
            Link("https://a.example/x?d=%7Bq%7D", image=True),
        ),
        (planting.planted("link", ["https://a.example/y"], BODY, 0), Link("https://a.example/y")),
        (
            planting.planted("css-image", ["https://a.example/z"], BODY, 0),
            Link("https://a.example/z", image=True),
        ),
        (
            planting.pdf(BODY, _link_in),
            Link("https://a.example/p"),
        ),
    ],
)
def test_links_are_told(made: Made, link: Link) -> None:
    assert link in _read(made).links


def test_zero_width_characters_that_spell_a_text_are_read() -> None:
    bits = "".join(f"{byte:08b}" for byte in b"skjult besked")
    carried = bits.replace("0", "\u200b").replace("1", "\u200c")
    reading = read_bytes(f"Mødet sluttede{carried} kl. 19.\n".encode(), ".txt")
    assert [(one.how, one.text) for one in reading.hidden] == [(Concealment.CHARACTERS, "skjult besked")]


def test_a_scan_with_a_text_layer_is_read_by_its_layer(tmp_path: Path) -> None:
    picture = tmp_path / "side.png"
    Image.new("L", (600, 800), 240).save(picture)
    pdf = FPDF()
    pdf.add_page()
    pdf.image(str(picture), 0, 0, 210, 297)
    pdf.set_font("Helvetica", size=11)
    pdf.text_mode = TextMode.INVISIBLE
    pdf.multi_cell(0, 6, "Referat af et gammelt og scannet dokument om kloakering.")
    reading = read_bytes(bytes(pdf.output()), ".pdf")
    assert "kloakering" in _text(reading)
    assert not reading.hidden

import pytest

from ingest.readers.html import read, read_html
from tests.unit.ingest.readers.outline import outline

PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html><head><title>Referat</title><style>p{}</style></head>
<body><header>Lindeby Kommune <nav>Borger Erhverv</nav></header><div class="cookie-banner">Cookies?</div>
<main><nav class="breadcrumb">Forside</nav><!-- note -->
<header><h1>Strategi <em>2025</em></h1></header>
<dl><dt>Mødedato:</dt><dd>20.09.2023</dd><dt>Sted</dt><dd>Rådhuset</dd></dl>
<p>Udvalget skal tage stilling<br>til <a href="/x">forslaget</a>.<br>Sagen er åben.</p><p hidden>Skjult</p>
<h2>Indstilling</h2><p>Forvaltningen indstiller,</p>
<ol start="4"><li>at det godkendes
<ul><li><p>med et forbehold</p></li></ul></li><li value="7">at det drøftes</li></ol>
<table><caption>Ramme</caption><thead><tr><th>År</th><th colspan="2">Kr.</th></tr></thead>
<tr><td rowspan="2">2025</td><td>1,0</td><td>ja<br>nej</td></tr>
<tr><td>2,0</td><td><span style="display:none">x</span>3</td></tr></table>
<p><a href="#top">Til top</a></p><script>var a;</script></main><footer>Rådhuset</footer></body></html>"""


def test_the_main_content_of_a_page() -> None:
    reading = read_html(PAGE)
    assert outline(reading) == [
        "# Strategi 2025",
        "Mødedato: 20.09.2023",
        "Sted: Rådhuset",
        "Udvalget skal tage stilling til forslaget.",
        "Sagen er åben.",
        "## Indstilling",
        "Forvaltningen indstiller,",
        "* 4. at det godkendes",
        "** - med et forbehold",
        "* 7. at det drøftes",
        "Ramme",
        "= År | Kr. | ",
        "2025 | 1,0 | ja nej",
        " | 2,0 | 3",
    ]
    dropped = " ".join(reading.dropped)
    for text in ("Borger Erhverv", "Cookies?", "Forside", "Skjult", "Til top", "Rådhuset"):
        assert text in dropped
    assert "var a" not in dropped


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<body><form><p>En tekst.</p><button>Søg</button></form></body>", ["En tekst."]),
        ("<title>Titel</title><body><p>En tekst.</p></body>", ["# Titel", "En tekst."]),
        ("<body><h1>Titel</h1><main><p>Tekst.</p></main></body>", ["# Titel", "Tekst."]),
        ("<article><p>Et.</p></article><article><p>To.</p></article>", ["Et.", "To."]),
        ("<table role=presentation><tr><td><p>Et.</p></td><td>To.</td></tr></table>", ["Et.", "To."]),
        ("<div>Løs tekst <p>og et afsnit</p> bagefter</div>", ["Løs tekst", "og et afsnit", "bagefter"]),
        ("<ol type=a><li>et</li><li>to</li></ol>", ["* a. et", "* b. to"]),
    ],
)
def test_pages_of_other_makes(page: str, expected: list[str]) -> None:
    assert outline(read_html(page)) == expected


def test_the_declared_encoding() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>Ærø</p></body></html>"
    assert outline(read(page.encode("cp1252"))) == ["Ærø"]


def test_a_table_with_an_absurd_span() -> None:
    rows = read_html("<table><tr><td colspan=99999999>a</td><td>b</td></tr></table>").blocks[0].rows
    assert len(rows[0]) < 100

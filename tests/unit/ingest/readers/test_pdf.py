from io import BytesIO

import pypdfium2
import pytest
from fpdf import FPDF

from ingest.blocks import BlockKind, UnreadableError
from ingest.readers.pdf import read
from tests.unit.ingest.readers.outline import outline

LONG_ITEM = (
    "- et punkt, der er så langt, at det fylder mere end en linje på siden, og derfor brydes i sætningen"
)


class Paper(FPDF):
    """A municipal document with a header and a footer on each page."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 8, "Lindeby Kommune", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 8, f"Side {self.page_no()} af {{nb}}", align="C")

    def write_text(self, text: str, size: int = 10, style: str = "") -> None:
        self.set_font("helvetica", style, size)
        self.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
        self.ln(3)

    def write_table(self, *rows: tuple[str, ...]) -> None:
        self.set_font("helvetica", size=10)
        with self.table() as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)


class Sheet(Paper):
    """The same without a header, for a single page: what stands once repeats nothing."""

    def header(self) -> None:
        self.set_y(40)


def paper(made: Paper | None = None) -> Paper:
    made = made or Paper()
    made.add_page()
    return made


def test_headings_paragraphs_items_and_a_table() -> None:
    made = paper()
    made.write_text("Strategi for Lindeby", 20, "B")
    made.write_text("1. Formål", 14, "B")
    made.write_text(
        "Kommunen vil arbejde med it- og digitaliseringsprojekter, så borgerne får et sikker-\nhedsniveau. "
        * 3
    )
    made.write_text(LONG_ITEM)
    made.write_text("- et andet")
    made.write_table(("Indsats", "Beløb"), ("Digital post", "1,2"), ("I alt", "1,2"))
    made.add_page()
    made.write_text("Opfølgning", 14, "B")
    made.write_text("Udvalget får en status.")
    reading = read(bytes(made.output()))
    sentence = (
        "Kommunen vil arbejde med it- og digitaliseringsprojekter, så borgerne får et sikkerhedsniveau."
    )
    assert outline(reading) == [
        "# Strategi for Lindeby",
        "## 1. Formål",
        " ".join([sentence] * 3),
        f"* {LONG_ITEM}",
        "* - et andet",
        "= Indsats | Beløb",
        "Digital post | 1,2",
        "I alt | 1,2",
        "## Opfølgning",
        "Udvalget får en status.",
    ]
    assert [block.page for block in reading.blocks] == [1] * 6 + [2] * 2
    assert reading.dropped == ("Lindeby Kommune", "Side 1 af 2", "Lindeby Kommune", "Side 2 af 2")


def test_a_paragraph_and_a_table_over_a_page() -> None:
    made = paper()
    made.write_text("Overskrift", 16, "B")
    made.set_y(-40)
    made.write_text(
        "Kommunen gennemfører hvert år en opfølgning på alle de indsatser, som udvalget har vedtaget. " * 6
    )
    made.set_y(-50)
    made.write_table(("Indsats", "Beløb"), *((f"Indsats {letter}", "1") for letter in "abcdefgh"))
    reading = read(bytes(made.output()))
    kinds = [block.kind for block in reading.blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert len(reading.blocks[2].rows) == 9


class Excerpt(Sheet):
    """Pages out of a longer document: their numbers, bare or between dashes, go on from its."""

    number = "{}"

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 8, self.number.format(self.page_no() + 6), align="R")


@pytest.mark.parametrize("number", ["{}", "- {} -"])
def test_page_numbers_do_not_break_sentences(number: str) -> None:
    made = Excerpt()
    made.number = number
    made.add_page()
    sentence = (
        "Kommunen vil i 2027 afsætte 12 mio. kr. til bolig- og socialpolitik samt en sundheds-\nindsats. "
    )
    made.write_text(sentence * 50)
    reading = read(bytes(made.output()))
    assert [block.page for block in reading.blocks] == [1]
    assert reading.blocks[0].text == (sentence.replace("-\n", "") * 50).strip()
    assert reading.dropped == tuple(number.format(page) for page in (7, 8))


def test_columns_are_read_one_after_the_other() -> None:
    sentences = (
        "Alle skoler får en sundhedsplejerske, som følger elevernes trivsel. Det er bolig- og socialpolitik. "
    )
    made = paper(Sheet())
    made.write_text("Sundhedspolitik for hele Lindeby Kommune og dens borgere", 18, "B")
    made.set_font("helvetica", size=10)
    with made.text_columns(ncols=2, gutter=10, text_align="L", line_height=1.2) as columns:
        columns.write(sentences * 30)
    assert outline(read(bytes(made.output()))) == [
        "# Sundhedspolitik for hele Lindeby Kommune og dens borgere",
        (sentences * 30).strip(),
    ]


def test_a_document_in_one_type_is_read_by_its_words() -> None:
    made = paper(Sheet())
    for text in (
        "Strategi for Lindeby",
        "Indstilling",
        "Udvalget indstiller,",
        "1. at det godkendes.",
        "Beslutning",
        "Ja.",
    ):
        made.write_text(text)
    assert outline(read(bytes(made.output()))) == [
        "# Strategi for Lindeby",
        "## Indstilling",
        "Udvalget indstiller,",
        "* 1. at det godkendes.",
        "## Beslutning",
        "Ja.",
    ]


def test_a_table_of_contents_is_dropped() -> None:
    made = paper(Sheet())
    made.write_text("Indhold", 14, "B")
    for entry in ("Formål ........ 2", "Vision ........ 3"):
        made.write_text(entry)
    made.write_text("Formål", 14, "B")
    made.write_text("Vi vil hjælpe borgerne.")
    reading = read(bytes(made.output()))
    assert outline(reading) == ["# Formål", "Vi vil hjælpe borgerne."]
    assert {"Indhold", "Formål ........ 2", "Vision ........ 3"} <= set(reading.dropped)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(turn: int) -> None:
    made = FPDF(format=(200, 200))
    made.add_page()
    with made.rotation(turn, x=100, y=100):
        made.set_font("helvetica", size=12)
        made.cell(text="Den første linje i sagen.", new_x="LMARGIN", new_y="NEXT")
        with made.table() as table:
            for cells in (("Indsats", "Beløb"), ("Digital post", "1,2")):
                row = table.row()
                for cell in cells:
                    row.cell(cell)
    document = pypdfium2.PdfDocument(bytes(made.output()))
    document[0].set_rotation(turn)
    turned = BytesIO()
    document.save(turned)
    document.close()
    assert outline(read(turned.getvalue())) == [
        "Den første linje i sagen.",
        "= Indsats | Beløb",
        "Digital post | 1,2",
    ]


def test_a_page_without_text_is_noted() -> None:
    made = FPDF()
    made.set_font("helvetica", size=12)
    made.add_page()
    made.cell(text="Tekst.")
    made.add_page()
    made.rect(10, 10, 50, 50, style="F")
    reading = read(bytes(made.output()))
    assert reading.dropped == ("[Side 2 har ingen tekst]",)


def scanned() -> bytes:
    made = FPDF()
    made.add_page()
    made.rect(10, 10, 50, 50, style="F")
    return bytes(made.output())


def locked() -> bytes:
    made = paper()
    made.write_text("Hemmeligt")
    made.set_encryption("ejer", user_password="bruger")
    return bytes(made.output())


def cut() -> bytes:
    made = paper()
    made.write_text("Tekst. " * 500)
    return bytes(made.output())[:900]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (scanned(), "har ingen tekst"),
        (locked(), "adgangskode"),
        (cut(), "beskadiget"),
        (b"%PDF-1.7", "beskadiget"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(data)

from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.pptx import read
from tests.support.office_files import saved
from tests.unit.ingest.readers.outline import outline


def deck() -> Any:
    presentation = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[0])
    first.shapes.title.text = "Strategi for Ærø"
    first.placeholders[1].text = "Byrådet 2025"
    second = presentation.slides.add_slide(presentation.slide_layouts[1])
    second.shapes.title.text = "Mål\vog midler"
    body = second.placeholders[1].text_frame
    body.text = "Flere skoler"
    for text, level in (("i øst", 1), ("Færre biler", 0)):
        paragraph = body.add_paragraph()
        paragraph.text, paragraph.level = text, level
    table = second.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(5), Cm(5)).table
    for row, cells in enumerate((("Område", "Beløb"), ("Skole", "1,2"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    box = second.shapes.add_group_shape().shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(5))
    box.text_frame.text = "I en boks."
    second.notes_slide.notes_text_frame.text = "Husk æblerne."
    return presentation


def test_slides() -> None:
    reading = read(saved(deck()))
    assert outline(reading) == [
        "# Strategi for Ærø",
        "Byrådet 2025",
        "## Mål og midler",
        "* - Flere skoler",
        "** - i øst",
        "* - Færre biler",
        "= Område | Beløb",
        "Skole | 1,2",
        "I en boks.",
        "Husk æblerne.",
    ]
    assert [block.page for block in reading.blocks] == [1, 1, *[2] * 7]


def test_hidden_slides_and_footers_are_dropped() -> None:
    presentation = deck()
    presentation.slides[0].element.set("show", "0")
    footer = presentation.slides[1].shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(5))
    footer.text_frame.text = "Lindeby Kommune"
    footer._element.nvSpPr.nvPr._add_ph().set("type", "ftr")
    reading = read(saved(presentation))
    assert outline(reading)[0] == "## Mål og midler"
    assert reading.dropped == ("Skjult dias 1", "Strategi for Ærø", "Byrådet 2025", "Lindeby Kommune")


def test_numbers_and_bullets_of_their_own() -> None:
    presentation = deck()
    box = presentation.slides[0].shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(5)).text_frame
    for text, kind, form in (
        ("a", "buAutoNum", "arabicPeriod"),
        ("b", "buAutoNum", "arabicPeriod"),
        ("c", "", ""),
    ):
        paragraph = box.add_paragraph()
        paragraph.text = text
        if kind:
            properties = paragraph._p.get_or_add_pPr()
            bullet = properties.makeelement(properties.tag.replace("pPr", kind), {"type": form})
            properties.append(bullet)
    assert outline(read(saved(presentation)))[2:5] == ["* 1. a", "* 2. b", "c"]


@pytest.mark.parametrize(
    ("data", "said"),
    [(saved(deck())[:-2000], "beskadiget"), (saved(Presentation()), "ingen tekst"), (b"tekst", "beskadiget")],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, ".pptx")

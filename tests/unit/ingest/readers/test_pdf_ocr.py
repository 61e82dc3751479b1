import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ingest.blocks import BlockKind, Reading, UnreadableError
from ingest.readers import pdf_ocr
from ingest.readers.pdf import read
from ingest.readers.pdf_hocr import Scan, read_hocr
from ingest.readers.pdf_ocr import MOST_PAGES
from ingest.readers.progress import reporting
from tests.support.scans import scan
from tests.unit.ingest.readers.outline import outline
from tests.unit.ingest.readers.test_pdf import Paper, paper

INTENT = (
    "Forvaltningen indstiller, at udvalget godkender planen for bolig- og socialpolitik, så borgerne får et "
    "sikker-\nhedsniveau med æbler, øl og å på rådhuset."
)
LONG_ITEM = (
    "- et punkt, der er så langt, at det fylder mere end en linje på siden, så det brydes midt i sætningen"
)
MINUTES = (
    ("Referat fra Socialudvalget", 18, "B"),
    ("Indstilling", 11, "B"),
    (INTENT, 11, ""),
    (LONG_ITEM, 11, ""),
    ("- et andet punkt", 11, ""),
)
DECISION = (("Beslutning", 11, "B"), ("Godkendt den 3. juni 2025.", 11, ""))


def written(made: Paper, *texts: tuple[str, int, str]) -> Paper:
    for text, size, style in texts:
        made.write_text(text, size, style)
    return made


def minutes() -> bytes:
    made = written(paper(), *MINUTES)
    made.add_page()
    return bytes(written(made, *DECISION).output())


def joined(*files: bytes) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        part = pypdfium2.PdfDocument(data)
        whole.import_pages(part)
        part.close()
    packed = io.BytesIO()
    whole.save(packed)
    whole.close()
    return packed.getvalue()


@pytest.fixture(scope="module")
def scanned() -> tuple[Reading, list[tuple[int, int]]]:
    """Scanned minutes, and how their reading went on."""
    told: list[tuple[int, int]] = []
    with reporting(lambda page, pages: told.append((page, pages))):
        return read(scan(minutes())), told


def test_scanned_minutes_read_as_the_original(scanned: tuple[Reading, list[tuple[int, int]]]) -> None:
    reading, told = scanned
    original = read(minutes())
    assert outline(reading) == outline(original)
    assert [block.page for block in reading.blocks] == [block.page for block in original.blocks]
    assert reading.dropped == original.dropped
    assert told == [(1, 2), (2, 2)]


def test_scanned_pages_say_how_sure_they_are(scanned: tuple[Reading, list[tuple[int, int]]]) -> None:
    reading, _ = scanned
    assert list(reading.ocr) == [1, 2]
    assert all(0.8 < confidence <= 1 for confidence in reading.ocr.values())


def test_only_the_pictures_among_the_pages_are_recognised() -> None:
    reading = read(joined(bytes(written(paper(), *MINUTES).output()), scan(minutes(), {2})))
    assert list(reading.ocr) == [2]
    assert [(block.text, block.page) for block in reading.blocks[-2:]] == [
        ("Beslutning", 2),
        ("Godkendt den 3. juni 2025.", 2),
    ]
    assert reading.blocks[-2].kind is BlockKind.HEADING


@pytest.fixture
def path_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets a program, given as a shell script, be all that the PATH offers in the place of Tesseract."""

    def place(script: str) -> None:
        if script:
            program = tmp_path / "tesseract"
            program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return place


@pytest.mark.parametrize("script", ["", "echo eng"])
def test_without_tesseract_or_its_danish(script: str, path_with: Callable[[str], None]) -> None:
    path_with(script)
    with pytest.raises(UnreadableError, match="apt-get install tesseract-ocr tesseract-ocr-dan"):
        read(scan(minutes(), {2}))
    mixed = read(joined(bytes(written(paper(), *DECISION).output()), scan(minutes(), {2})))
    assert "[Side 2 har ingen tekst]" in mixed.dropped
    assert not mixed.ocr


def test_a_recognition_that_fails_leaves_a_note(path_with: Callable[[str], None]) -> None:
    path_with('case "$1" in --list-langs) echo dan;; *) exit 1;; esac')
    mixed = read(joined(bytes(written(paper(), *DECISION).output()), scan(minutes(), {2})))
    assert "[Side 2 har ingen tekst]" in mixed.dropped


def test_too_many_scanned_pages() -> None:
    pages = [Image.new("L", (8, 8))] * (MOST_PAGES + 1)
    packed = io.BytesIO()
    pages[0].save(packed, "PDF", save_all=True, append_images=pages[1:])
    with pytest.raises(UnreadableError, match=f"{MOST_PAGES + 1} scannede sider"):
        read(packed.getvalue())


WORD = "<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf {}'>{}</span>"


@pytest.mark.parametrize(
    ("words", "text", "noise"),
    [
        ([(96, "Godkendt"), (12, "|"), (90, "enstemmigt.")], "Godkendt enstemmigt.", ("|",)),
        ([(12, "utydeligt"), (95, "ord")], "utydeligt ord", ()),
        ([(60, "e"), (95, "et"), (95, "punkt")], "• et punkt", ()),
        ([(88, "100"), (95, "kr.")], "100 kr.", ()),
    ],
)
def test_words_of_a_line(words: list[tuple[int, str]], text: str, noise: tuple[str, ...]) -> None:
    inner = " ".join(WORD.format(confidence, word) for confidence, word in words)
    page = f"<div><span class='ocr_line' title='bbox 30 60 300 100; baseline 0 -9; x_size 40'>{inner}</span></div>"
    found = read_hocr(page.encode(), Scan(3, 4.0, 800.0))
    (line,) = found.lines
    assert (line.text, line.page, found.noise) == (text, 3, noise)
    assert (line.left, line.bottom, line.top, line.base, line.size) == (7.5, 775.0, 785.0, 777.25, 10.0)


def test_a_line_of_specks_is_no_line() -> None:
    page = f"<div><span class='ocr_line' title='bbox 0 0 9 9'>{WORD.format(5, '.')}</span></div>"
    found = read_hocr(page.encode(), Scan(1, 4.0, 800.0))
    assert (found.lines, found.noise, found.confidence) == ((), (".",), 0.0)


def test_a_huge_page_is_drawn_smaller() -> None:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(14_000, 14_000)
    picture, drawn = pdf_ocr._draw(page, 1)
    assert len(picture) < 19_000_000
    assert drawn.scale < 1
    document.close()

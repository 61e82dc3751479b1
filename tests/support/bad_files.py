"""Files that an ingestion must survive: broken, hostile, or merely in an old encoding.

Each function writes one file into `folder` and returns its path. `UNREADABLE` are those that hold no text a
reader can reach; `READABLE` hold `TEXT` in an encoding other than plain UTF-8; `huge_text` is readable but
too big.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from fpdf import FPDF
from PIL import Image, ImageDraw

TEXT = "Lysbjerg Kommune\n\nUdvalget drøftede æbler, øl og å på rådhuset den 3. juni 2025.\n"
MEGABYTE = 2**20
FileMaker = Callable[[Path], Path]


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _pdf_page() -> FPDF:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, TEXT)
    return pdf


def _docx_bytes() -> bytes:
    document = Document()
    document.add_paragraph(TEXT)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def empty_file(folder: Path) -> Path:
    return _write(folder, "tom.txt", b"")


def binary_named_text(folder: Path) -> Path:
    """A picture whose name says that it is text."""
    picture = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(picture, "PNG")
    return _write(folder, "billede.txt", picture.getvalue())


def locked_pdf(folder: Path) -> Path:
    """A PDF that opens with a password only."""
    pdf = _pdf_page()
    pdf.set_encryption(owner_password="ejer", user_password="bruger")
    return _write(folder, "laast.pdf", bytes(pdf.output()))


def scanned_pdf(folder: Path) -> Path:
    """Two pages that are pictures without a word."""
    pdf = FPDF()
    for number in (1, 2):
        page = Image.new("L", (620, 877), 255)
        ImageDraw.Draw(page).ellipse((60, 60, 500, 300 * number), fill=120)
        pdf.add_page()
        pdf.image(page, x=0, y=0, w=210)
    return _write(folder, "scannet.pdf", bytes(pdf.output()))


def truncated_pdf(folder: Path) -> Path:
    """The first third of a PDF, as a broken download leaves it."""
    whole = bytes(_pdf_page().output())
    return _write(folder, "afbrudt.pdf", whole[: len(whole) // 3])


def truncated_docx(folder: Path) -> Path:
    """The first half of a Word file: a zip archive without its table of contents."""
    whole = _docx_bytes()
    return _write(folder, "afbrudt.docx", whole[: len(whole) // 2])


def other_zip_named_docx(folder: Path) -> Path:
    """A sound zip archive that is no Word file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("liste.csv", "nr;navn\n1;Åse\n")
    return _write(folder, "pakke.docx", packed.getvalue())


def latin1_text(folder: Path) -> Path:
    return _write(folder, "latin1.txt", TEXT.encode("latin-1"))


def utf16_text(folder: Path) -> Path:
    """UTF-16, little end first, with its byte order mark, as Windows saves "Unicode"."""
    return _write(folder, "utf16.txt", b"\xff\xfe" + TEXT.encode("utf-16-le"))


def utf8_bom_text(folder: Path) -> Path:
    return _write(folder, "utf8-bom.txt", TEXT.encode("utf-8-sig"))


def huge_text(folder: Path) -> Path:
    """50 MB of text."""
    data = TEXT.encode()
    return _write(folder, "kaempe.txt", (data * (50 * MEGABYTE // len(data) + 1))[: 50 * MEGABYTE])


UNREADABLE: tuple[FileMaker, ...] = (
    empty_file,
    binary_named_text,
    locked_pdf,
    scanned_pdf,
    truncated_pdf,
    truncated_docx,
    other_zip_named_docx,
)
READABLE: tuple[FileMaker, ...] = (latin1_text, utf16_text, utf8_bom_text)

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.sniff import true_suffix
from tests.support.office_files import msg, odt, saved, zipped
from tests.support.ole_file import ole_file

PAGE = "\ufeff\r\n<!DOCTYPE html><html><body><table><tr><th>Ærø</th></tr></table></body></html>"


@pytest.mark.parametrize(
    ("data", "named", "really"),
    [
        (b"%PDF-1.7\n", ".docx", ".pdf"),
        (b"\r\n%PDF-1.7\n", ".txt", ".pdf"),
        (b"{\\rtf1 x}", ".doc", ".rtf"),
        (PAGE.encode(), ".xls", ".html"),
        (PAGE.lstrip("\ufeff").encode("utf-16"), ".doc", ".html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", ".xls", ".html"),
        (PAGE.encode(), ".txt", ".txt"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", ".doc", ".eml"),
        (saved(Document()), ".doc", ".docx"),
        (saved(Document()), ".pdf", ".docx"),
        (saved(Workbook()), ".xls", ".xlsx"),
        (saved(Presentation()), ".docx", ".pptx"),
        (odt(""), ".docx", ".odt"),
        (zipped({"a.docx": saved(Document())}, 0), ".zip", ".zip"),
        (msg({0x37: "Æ"}), ".eml", ".msg"),
        (b"From: a", ".eml", ".eml"),
    ],
)
def test_the_content_tells_the_format(data: bytes, named: str, really: str) -> None:
    assert true_suffix(data, named) == really


@pytest.mark.parametrize(
    ("data", "named", "said"),
    [
        (ole_file({"EncryptedPackage": b"x"}), ".docx", "adgangskode"),
        (ole_file({"EncryptedPackage": b"x"}), ".xls", "adgangskode"),
        (ole_file({"WordDocument": b"x"}), ".docx", r"\(\.doc\)\. Åbn den, og gem den som \.docx"),
        (ole_file({"Workbook": b"x"}), ".xls", r"gem den som \.xlsx"),
        (ole_file({"PowerPoint Document": b"x"}), ".ppt", r"gem den som \.pptx"),
        (ole_file({"Book": b"x"}), ".xls", r"gem den som \.xlsx"),
        (b"noget andet", ".doc", r"passer ikke til filendelsen \.doc"),
    ],
)
def test_old_and_locked_files(data: bytes, named: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, named)


def test_an_export_of_a_system_is_read() -> None:
    page = b"<html><table><tr><th>Navn</th><th>Nr</th></tr><tr><td>\xc6r\xf8</td><td>1</td></tr></table>"
    assert read_bytes(page, ".xls").blocks[0].rows == (("Navn", "Nr"), ("Ærø", "1"))

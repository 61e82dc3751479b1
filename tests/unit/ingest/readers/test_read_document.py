import subprocess
import sys
from pathlib import Path

import pytest

from ingest.blocks import UnreadableError
from ingest.readers import SUFFIXES, read_document


def test_supported_suffixes() -> None:
    pages = {".txt", ".md", ".html", ".htm", ".pdf"}
    office = {".docx", ".odt", ".rtf", ".pptx", ".xlsx", ".csv"}
    assert pages | office | {".eml", ".msg", ".zip"} | {".doc", ".xls", ".ppt"} == SUFFIXES


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("tom.txt", b"", "Filen er tom"),
        ("blank.txt", b" \n\t\n", "Filen er tom"),
        ("billede.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, "ikke tekst"),
        ("navn.xyz", b"tekst", "Filtypen .xyz understøttes ikke"),
        ("navn", b"tekst", "uden filendelse"),
        ("arkiv.zip", b"PK\x03\x04", "ingen tekst i sig selv"),
        ("tom.html", b"<html><body></body></html>", "ingen tekst"),
        ("dyb.html", b"<ul><li>" * 3000 + b"x", "beskadiget"),
        ("falsk.pdf", b"PK\x03\x04", "beskadiget"),
        ("falsk.docx", b"tekst", "beskadiget"),
    ],
)
def test_says_what_is_wrong_in_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError) as error:
        read_document(tmp_path / name)
    message = str(error.value)
    assert said in message
    assert "\n" not in message
    assert str(tmp_path) not in message


def test_names_size_and_limit(tmp_path: Path) -> None:
    (tmp_path / "stor.txt").write_bytes(b"x" * 3 * 2**20)
    with pytest.raises(UnreadableError, match=r"3,0 MB; grænsen er 1,0 MB"):
        read_document(tmp_path / "stor.txt", limit_bytes=2**20)


def test_a_file_that_vanished_or_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "mappe.txt").mkdir()
    for name in ("væk.txt", "mappe.txt"):
        with pytest.raises(UnreadableError, match="findes ikke"):
            read_document(tmp_path / name)


def test_a_suffix_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "NOTAT.TXT").write_text("Et notat.", encoding="utf-8")
    assert read_document(tmp_path / "NOTAT.TXT").blocks[0].text == "Et notat."


def test_importing_the_package_loads_no_format() -> None:
    heavy = "{'lxml', 'pypdfium2', 'markdown_it', 'zipfile', 'openpyxl', 'pptx', 'olefile'}"
    code = f"import sys, ingest.readers; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Packages that grow when they are read, tried through the readers that would have to bear them."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from tests.support.office_files import odt, replaced, saved, zipped

MEGABYTE = 2**20
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
PROLOG = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)
PARTS = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/presentation.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
}


def package(suffix: str) -> bytes:
    makers: dict[str, Any] = {".docx": Document, ".pptx": Presentation, ".xlsx": Workbook}
    return saved(makers[suffix]()) if suffix in makers else odt("<text:p>Ærø</text:p>")


@pytest.mark.parametrize("suffix", PARTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(suffix: str, encoding: str) -> None:
    bomb = f"{PROLOG}<x>&l11;&f;</x>".encode(encoding)
    with pytest.raises(UnreadableError, match="XML, der vokser"):
        read_bytes(zipped({**_files(package(suffix)), PARTS[suffix]: bomb}), suffix)


@pytest.mark.parametrize("suffix", PARTS)
def test_parts_that_unpack_to_too_much_are_refused(suffix: str) -> None:
    bomb = replaced(package(suffix), PARTS[suffix], "<x>" + " " * 60 * MEGABYTE + "</x>")
    with pytest.raises(UnreadableError, match="formentlig skadelig"):
        read_bytes(bomb, suffix)


@pytest.mark.parametrize("suffix", PARTS)
def test_truncated_and_mixed_up_packages_are_refused(suffix: str) -> None:
    whole = package(suffix)
    others = zipped({"andet.xml": "<x/>", "mimetype": "x"})
    for data in (whole[: len(whole) // 2], whole[:-30], others, zipped(_files(whole), zipfile.ZIP_LZMA)):
        with pytest.raises(UnreadableError, match="beskadiget"):
            read_bytes(data, suffix)


def test_a_document_type_without_entities_is_harmless() -> None:
    plain = odt("<text:p>Ærø</text:p>", prolog='<!DOCTYPE x PUBLIC "-//X//DTD" "x.dtd">')
    assert read_bytes(plain, ".odt").blocks[0].text == "Ærø"


def _files(data: bytes) -> dict[str, bytes | str]:

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

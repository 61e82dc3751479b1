"""Real files of the formats that are read, built by their libraries or, where there is none, by hand."""

import struct
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from tests.support.ole_file import Tree, ole_file

_NAMES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "style": "style",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
}
_SPACES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in _NAMES.items())
_ENTRY = struct.Struct("<HHI8s")


def saved(document: Any) -> bytes:
    """What a document, presentation or workbook is as a file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zipped(files: Mapping[str, bytes | str], method: int = ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def replaced(package: bytes, part: str, content: str) -> bytes:
    """A package with other content in one of its parts."""
    with ZipFile(BytesIO(package)) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**files, part: content})


def odt(body: str, styles: str = "", prolog: str = "") -> bytes:
    """An OpenDocument text with this body, and these automatic styles."""
    content = (
        f"{prolog}<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    header = "<style:header><text:p>Lindeby Kommune</text:p></style:header>"
    page = (
        f"<office:document-styles {_SPACES}><office:master-styles><style:master-page>{header}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    mime = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mime, "content.xml": content, "styles.xml": page}, method=0)


def message(
    texts: Mapping[int, str],
    *,
    html: bytes = b"",
    attached: Mapping[str, "bytes | Tree"] | None = None,
    picture: str = "",
    within: bool = False,
) -> Tree:
    """A message of Outlook by the numbers of its properties; `picture` is the name of an inline picture."""
    tree: Tree = {f"__substg1.0_{number:04X}001F": text.encode("utf-16-le") for number, text in texts.items()}
    if html:
        tree["__substg1.0_10130102"] = html
    files = {**(attached or {}), **({picture: b"\x89PNG"} if picture else {})}
    for index, (name, content) in enumerate(files.items()):
        part: Tree = {"__properties_version1.0": bytes(8), "__substg1.0_3707001F": name.encode("utf-16-le")}
        part[f"__substg1.0_3701{'0102' if isinstance(content, bytes) else '000D'}"] = content
        if name == picture:
            part["__substg1.0_3712001F"] = "logo@1".encode("utf-16-le")
        tree[f"__attach_version1.0_#{index:08X}"] = part
    sent = (133_934_079_000_000_000).to_bytes(8, "little")  # 3 June 2025, 07.05 UTC
    page = struct.pack("<I4x", 65001)
    fixed = _ENTRY.pack(0x40, 0x39, 6, sent) + _ENTRY.pack(3, 0x3FDE, 6, page)
    stated = b"".join(
        _ENTRY.pack(0x1F, number, 6, struct.pack("<I4x", 2 * len(text) + 2)) for number, text in texts.items()
    )
    tree["__properties_version1.0"] = bytes(24 if within else 32) + fixed + stated
    return tree


def msg(texts: Mapping[int, str], **more: Any) -> bytes:
    """A file saved by Outlook; see `message`."""
    return ole_file(message(texts, **more))

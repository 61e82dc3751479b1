"""What format a file really is: many are named otherwise, such as web pages that a system exports as ".xls"."""

from ingest.blocks import UnreadableError

OLD_OFFICE = frozenset({".doc", ".xls", ".ppt"})
"""The suffixes of office formats that are not read, though files named so may be of another format."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of a package's parts stand in it uncompressed.
_PARTS = {
    ".docx": b"word/document.xml",
    ".pptx": b"ppt/presentation.xml",
    ".xlsx": b"xl/workbook.xml",
    ".odt": b"mimetypeapplication/vnd.oasis.opendocument.text",
}
_PLAIN = frozenset({".txt", ".md", ".html", ".htm", ".csv", ".eml"})
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta ")
_MIME = (b"mime-version:", b"from:", b"return-path:", b"received:")
_HEAD = 1024

_LOCKED = "Filen er beskyttet med adgangskode. Gem en kopi uden adgangskode, og prøv igen."
_OLD = "Filen er i et gammelt Office-format ({old}). Åbn den, og gem den som {new}."
_MISNAMED = (
    "Filens indhold passer ikke til filendelsen {suffix}. Gem dokumentet i den rigtige type, og prøv igen."
)


def true_suffix(data: bytes, suffix: str) -> str:
    """The suffix of the format that the content clearly has, else the given one, which is a supported one.

    Raises `UnreadableError` for office files with a password, and for those of formats that are not read.
    """
    if data.startswith(_OLE):
        return _in_ole(data, suffix)
    found = _by_signature(data, suffix)
    if found in OLD_OFFICE:
        raise UnreadableError(_MISNAMED.format(suffix=suffix))
    return found


def _by_signature(data: bytes, suffix: str) -> str:
    if data.startswith(_ZIP):
        return _package(data, suffix)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if suffix in _PLAIN or suffix == ".pdf":
        return suffix
    lowered = _narrow(head).lower()
    if lowered.startswith(_PAGE) or (lowered.startswith(b"<?xml") and b"<html" in lowered):
        return ".html"
    return ".eml" if lowered.startswith(_MIME) else suffix


def _narrow(head: bytes) -> bytes:
    """The beginning of a file without what UTF-16 puts between the letters."""
    return head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()


def _package(data: bytes, suffix: str) -> str:
    if suffix == ".zip" or (suffix in _PARTS and _PARTS[suffix] in data):
        return suffix
    return next((named for named, part in _PARTS.items() if part in data), suffix)


def _in_ole(data: bytes, suffix: str) -> str:
    """The suffix of a message; other files of this kind are the old office formats, or encrypted new ones."""
    if _holds(data, "__properties_version1.0"):
        return ".msg"
    if _holds(data, "EncryptedPackage"):
        raise UnreadableError(_LOCKED)
    for part, old, new in (
        ("WordDocument", ".doc", ".docx"),
        ("Workbook", ".xls", ".xlsx"),
        ("PowerPoint Document", ".ppt", ".pptx"),
    ):
        if _holds(data, part):
            raise UnreadableError(_OLD.format(old=old, new=new))
    if suffix in OLD_OFFICE:
        raise UnreadableError(_OLD.format(old=suffix, new=f"{suffix}x"))
    return suffix


def _holds(data: bytes, part: str) -> bool:
    return part.encode("utf-16-le") in data

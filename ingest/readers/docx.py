"""Word documents, read straight from the XML of their package."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.blocks import Reading, UnreadableError
from ingest.readers.docx_body import Body
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import lines_of

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST_PART = 50 * 2**20  # a package that unpacks to more is an attack

_LOCKED = "Word-filen er beskyttet med adgangskode. Gem en kopi uden adgangskode, og prøv igen."
_OLD = "Filen er i det gamle Word-format (.doc). Åbn den i Word, og gem den som .docx."
_BROKEN = "Word-filen er beskadiget eller ufuldstændig. Hent eller gem den igen."
_TOO_LARGE = "Word-filen fylder for meget, når den pakkes ud. Gem den igen uden billeder og indlejrede filer."


def read(data: bytes) -> Reading:
    """The blocks of a Word document; its headers, footers and comments are dropped."""
    if data.startswith(_OLD_OFFICE):
        raise UnreadableError(_LOCKED if _ENCRYPTED in data else _OLD)
    try:
        with ZipFile(BytesIO(data)) as package:
            return _read(package)
    except (BadZipFile, KeyError, EOFError, etree.XMLSyntaxError):
        raise UnreadableError(_BROKEN) from None


def _read(package: ZipFile) -> Reading:
    styles = Styles(_part(package, "styles"))
    notes = {**_notes(_part(package, "footnotes")), **_notes(_part(package, "endnotes"))}
    document = _part(package, "document")
    if document is None:
        raise UnreadableError(_BROKEN)
    body = Body(styles, Numbering(_part(package, "numbering")), notes)
    reading = body.read(document)
    return Reading(reading.blocks, (*reading.dropped, *_around(package)))


def _part(package: ZipFile, name: str) -> Any:
    """The root of a part, None if the package has no such part."""
    path = name if "/" in name else f"word/{name}.xml"
    if path not in package.namelist():
        return None
    if package.getinfo(path).file_size > _LARGEST_PART:
        raise UnreadableError(_TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(path), parser)


def _notes(root: Any) -> dict[str, str]:
    """The foot- or endnotes by their reference."""
    if root is None:
        return {}
    kind = etree.QName(root).localname[:-1]
    return {f"{kind}{note.get(note_id)}": " ".join(lines_of(note)) for note in root for note_id in _ids(note)}


def _ids(note: Any) -> list[str]:
    return [name for name in note.attrib if etree.QName(name).localname == "id"]


def _around(package: ZipFile) -> list[str]:
    names = sorted(name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml"))
    around = [name for name in names if name[5:].startswith(("header", "footer", "comments.xml"))]
    return [line for name in around for line in lines_of(_part(package, name))]

"""Word documents, read straight from the XML of their package."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.blocks import Concealment, Hidden, Reading, UnreadableError
from ingest.readers.docx_body import Body
from ingest.readers.docx_hidden import take_hidden
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import W, lines_of
from ingest.readers.ooxml import descriptions, fields, links, stated

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COMMENTS = "comments.xml"
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
    parts = {name: _part(package, name) for name in ("footnotes", "endnotes", "document")}
    around = {name: _part(package, name) for name in _around(package)}
    seen = [part for part in (*parts.values(), *around.values()) if part is not None]
    targets = [*links(package), *(link for part in seen for link in fields(_instructions(part)))]
    hidden = [one for part in seen for one in take_hidden(part, styles)]
    beside = [*stated(package), *(one for part in seen for one in descriptions(part))]
    comments = [line for name, part in around.items() if _COMMENTS in name for line in lines_of(part)]
    beside += [Hidden(Concealment.COMMENT, line) for line in comments]
    if parts["document"] is None:
        raise UnreadableError(_BROKEN)
    notes = {**_notes(parts["footnotes"]), **_notes(parts["endnotes"])}
    reading = Body(styles, Numbering(_part(package, "numbering")), notes).read(parts["document"])
    unseen = (one.text for one in hidden if one.how is not Concealment.COMMENT)
    left = (*reading.dropped, *unseen, *(line for part in around.values() for line in lines_of(part)))
    return Reading(reading.blocks, left, hidden=(*hidden, *beside), links=tuple(targets))


def _instructions(part: Any) -> str:
    return "".join(piece.text or "" for piece in part.iter(f"{W}instrText"))


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
    """The parts that stand around the text: headers, footers, comments."""
    names = sorted(name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml"))
    return [name for name in names if name[5:].startswith(("header", "footer", _COMMENTS))]

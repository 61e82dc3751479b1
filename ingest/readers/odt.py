"""OpenDocument texts (.odt), read straight from the XML of their package."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.blocks import Reading, UnreadableError
from ingest.readers.odt_body import Body
from ingest.readers.odt_hidden import beside, links, take_hidden
from ingest.readers.odt_styles import Styles
from ingest.readers.odt_xml import OFFICE, STYLE, lines_of

_ENCRYPTED = b"encryption-data"
_AROUND = (f"{STYLE}header", f"{STYLE}footer")

_LOCKED = "Dokumentet er beskyttet med adgangskode. Gem en kopi uden adgangskode, og prøv igen."
_BROKEN = "Dokumentet er beskadiget eller ufuldstændigt. Hent eller gem det igen."


def read(data: bytes) -> Reading:
    """The blocks of a text; its headers and footers, comments and deletions are left out."""
    try:
        with ZipFile(BytesIO(data)) as package:
            manifest = "META-INF/manifest.xml"
            if manifest in package.namelist() and _ENCRYPTED in package.read(manifest):
                raise UnreadableError(_LOCKED)
            content = _part(package, "content.xml")
            styles = _part(package, "styles.xml") if "styles.xml" in package.namelist() else None
    except (BadZipFile, KeyError, EOFError, etree.XMLSyntaxError):
        raise UnreadableError(_BROKEN) from None
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise UnreadableError(_BROKEN)
    found = Styles([styles, content])
    told = list(beside(content))
    hidden = take_hidden(text, found)
    reading = Body(found).read(text)
    around = [] if styles is None else [line for part in styles.iter(*_AROUND) for line in lines_of(part)]
    left = (*reading.dropped, *(one.text for one in hidden), *around)
    return Reading(reading.blocks, left, hidden=(*hidden, *told), links=tuple(links(content)))


def _part(package: ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)

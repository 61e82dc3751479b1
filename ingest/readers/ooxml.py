"""What packages of Office say beside their text: properties, descriptions of pictures, and what they point to."""

import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from lxml import etree

from ingest.blocks import Concealment, Hidden, Link
from ingest.danish.normalise import clean

_CORE = "docProps/core.xml"
_STATED = frozenset({"title", "subject", "description", "keywords", "category"})
_DRAWN = frozenset({"docPr", "cNvPr"})
_FEWEST_WORDS = 3
_LARGEST = 5 * 2**20
_MOST_PARTS = 2_000
_FIELD = re.compile(r"(HYPERLINK|INCLUDEPICTURE)\s+\"([^\"]{1,4000})\"", re.IGNORECASE)


def stated(package: ZipFile) -> list[Hidden]:
    """The properties of a document that say something."""
    root = _root(package, _CORE)
    found = [] if root is None else [one.text or "" for one in root if etree.QName(one).localname in _STATED]
    return list(told(Concealment.ATTRIBUTE, found))


def descriptions(root: Any) -> Iterator[Hidden]:
    """What a part says of its pictures to those who do not see them."""
    for one in root.iter(etree.Element):
        if etree.QName(one).localname in _DRAWN:
            yield from told(Concealment.ATTRIBUTE, [one.get("descr", ""), one.get("title", "")])


def links(package: ZipFile) -> list[Link]:
    """What a package points to outside itself."""
    names = [name for name in package.namelist() if name.endswith(".rels")][:_MOST_PARTS]
    roots = [root for name in names if (root := _root(package, name)) is not None]
    return [
        Link(one.get("Target", ""), one.get("Type", "").endswith(("/image", "/video", "/audio", "/media")))
        for root in roots
        for one in root
        if one.get("TargetMode") == "External"
    ]


def fields(text: str) -> Iterator[Link]:
    """What the instructions of a text's fields point to."""
    for kind, target in _FIELD.findall(text):
        yield Link(target, kind.upper() == "INCLUDEPICTURE")


def told(how: Concealment, texts: list[str], page: int | None = None) -> Iterator[Hidden]:
    """Texts that are long enough to say something."""
    for text in texts:
        line = " ".join(clean(text).split())
        if len(line.split()) >= _FEWEST_WORDS:
            yield Hidden(how, line, page)


def _root(package: ZipFile, name: str) -> Any:
    if name not in package.namelist() or package.getinfo(name).file_size > _LARGEST:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)

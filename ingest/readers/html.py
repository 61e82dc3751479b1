"""Web pages: the main content, without navigation, hidden elements and scripts."""

import re
from typing import Any

from lxml import html as lxml_html

from ingest.blocks import Block, BlockKind, Reading
from ingest.danish.normalise import clean
from ingest.readers.decoding import decode
from ingest.readers.html_walk import Walk, is_noise

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HEAD = 4096


def read(data: bytes) -> Reading:
    """The blocks of a web page."""
    charset = _CHARSET.search(data[:_HEAD])
    return read_html(decode(data, declared=charset[1].decode("ascii") if charset else None))


def read_html(text: str) -> Reading:
    """The blocks of a page's main content; the text around it is dropped."""
    text = _DECLARATION.sub("", text)
    if not text.strip():
        return Reading(())
    page = lxml_html.document_fromstring(text)
    main = _main(page)
    walk = Walk()
    if main is not page:
        _around(page, main, walk)
    walk.visit(main)
    walk.flush()
    return Reading(_titled(walk.blocks, page), tuple(walk.dropped))


def _main(page: Any) -> Any:
    """The element that holds the document: <main>, a lone <article>, or else the whole body."""
    for path in ("//main", "//*[@role='main']", "//article"):
        found = [element for element in page.xpath(path) if element.text_content().strip()]
        if len(found) == 1:
            return found[0]
    bodies = page.xpath("//body")
    return bodies[0] if bodies else page


def _around(page: Any, main: Any, walk: Walk) -> None:
    """Record what stands outside the main content; a title above it is kept if it has none of its own."""
    inside = set(main.iter())
    above = set(main.iterancestors())
    title = (
        next((h for h in page.xpath("//h1") if h not in inside), None) if not main.xpath(".//h1") else None
    )
    if title is not None and clean(title.text_content()).strip():
        walk.blocks.append(Block(BlockKind.HEADING, " ".join(clean(title.text_content()).split()), level=1))
        inside.update(title.iter())
    for element in page.xpath("//body//*"):
        if element in inside or not isinstance(element.tag, str) or is_noise(element.getparent()):
            continue
        if element in above:
            walk.drop_text(element.text or "")
        elif element.getparent() in above or element.getparent().tag == "body":
            walk.drop(element)


def _titled(blocks: list[Block], page: Any) -> tuple[Block, ...]:
    """The blocks, under the page's <title> if they have no heading at all."""
    title = " ".join(clean(page.findtext(".//title") or "").split())
    if title and blocks and not any(block.kind is BlockKind.HEADING for block in blocks):
        return (Block(BlockKind.HEADING, title, level=1), *blocks)
    return tuple(blocks)

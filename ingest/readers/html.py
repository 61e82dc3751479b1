"""Web pages: the main content, without navigation, hidden elements and scripts."""

import re
from typing import Any

from lxml import html as lxml_html

from ingest.blocks import Block, BlockKind, Concealment, Reading
from ingest.danish.normalise import clean
from ingest.readers.decoding import decode
from ingest.readers.html_hidden import links_of, take_hidden
from ingest.readers.html_walk import Walk
from ingest.readers.invisible import spelled_in

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HEAD = 4096
_IN_TEXT = frozenset({Concealment.STYLE, Concealment.COLOUR, Concealment.PLACE})
"""Ways of hiding a part of the page's text, which administrators see among what was left out."""


def read(data: bytes) -> Reading:
    """The blocks of a web page."""
    charset = _CHARSET.search(data[:_HEAD])
    return read_html(decode(data, declared=charset[1].decode("ascii") if charset else None))


def read_html(text: str) -> Reading:
    """The blocks of a page's main content; the text around it is dropped."""
    text = _DECLARATION.sub("", text)
    if not text.strip():
        return Reading(())
    # Without huge_tree the parser silently leaves out what is nested more than 256 deep.
    page = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=True))
    links = links_of(page)
    hidden = [*spelled_in(text), *take_hidden(page)]
    main = _main(page)
    walk = Walk()
    walk.dropped += [one.text for one in hidden if one.how in _IN_TEXT]
    if main is not page:
        _around(page, main, walk)
    walk.visit(main)
    walk.flush()
    return Reading(
        _titled(walk.blocks, page), tuple(walk.dropped), hidden=(*hidden, *walk.hidden), links=tuple(links)
    )


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
    titles = [] if main.xpath(".//h1") else page.xpath("//h1")
    if titles and (text := " ".join(clean(titles[0].text_content()).split())):
        walk.blocks.append(Block(BlockKind.HEADING, text, level=1))
        titles[0].clear(keep_tail=True)
    above = list(main.iterancestors())
    for ancestor in above:
        if ancestor.tag == "html":
            continue
        walk.drop_text(ancestor.text or "")
        for child in ancestor:
            if child is not main and child not in above and isinstance(child.tag, str):
                walk.drop(child)
            walk.drop_text(child.tail or "")


def _titled(blocks: list[Block], page: Any) -> tuple[Block, ...]:
    """The blocks, under the page's <title> if they have no heading at all."""
    title = " ".join(clean(page.findtext(".//title") or "").split())
    if title and blocks and not any(block.kind is BlockKind.HEADING for block in blocks):
        return (Block(BlockKind.HEADING, title, level=1), *blocks)
    return tuple(blocks)

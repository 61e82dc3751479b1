"""What a web page links to: its documents, and the next page of a list."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ingest.fetching import problems
from ingest.fetching.addresses import canonical, resolve
from ingest.fetching.problems import UnfetchableError
from ingest.readers.decoding import decode

_NEXT = re.compile(r"\W{0,5}(?:gå til )?(?:næste|next)(?: side| page)?\W{0,5}", re.IGNORECASE)
_MOST_LINKS = 20_000
_MAIN = ("//main", "//*[@role='main']", "//article")


class Page:
    """The page that lay at an address; `UnreadableError` if its content is not text."""

    def __init__(self, data: bytes, address: str) -> None:
        parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
        try:
            self._tree = lxml_html.document_fromstring(decode(data).encode("utf-8"), parser=parser)
        except etree.ParserError:  # there is nothing but blanks and comments
            self._tree = lxml_html.document_fromstring("<html></html>")
        bases = self._tree.xpath("//base/@href")
        self._base = (resolve(address, bases[0]) if bases else None) or address
        self._here = canonical(address)

    def title(self) -> str:
        """The page's title, in one line."""
        return " ".join((self._tree.findtext(".//title") or "").split())

    def links(self, main_only: bool) -> list[str]:
        """Where the links lead, of the whole page or of its main content: each address once, without the page itself.

        Raises `UnfetchableError` for a page with more links than any list has.
        """
        found = (_main(self._tree) if main_only else self._tree).xpath(".//a/@href")
        if len(found) > _MOST_LINKS:
            raise UnfetchableError(problems.TOO_MANY_LISTS)
        resolved = (resolve(self._base, str(link)) for link in found)
        addresses = dict.fromkeys(canonical(address) for address in resolved if address)
        addresses.pop(self._here, None)
        return list(addresses)

    def next(self) -> str | None:
        """The next page of a list."""
        for element in _leading_on(self._tree):
            address = resolve(self._base, element.get("href"))
            if address and canonical(address) != self._here:
                return canonical(address)
        return None


def _main(tree: Any) -> Any:
    """The element that holds the main content, if there is exactly one, or else the whole page."""
    for path in _MAIN:
        found = tree.xpath(path)
        if len(found) == 1:
            return found[0]
    return tree


def _leading_on(tree: Any) -> Iterator[Any]:
    """The elements that lead to the next page of a list: by their relation, or else by what they say."""
    links = tree.xpath("//*[self::a or self::link][@href]")
    yield from (link for link in links if "next" in (link.get("rel") or "").lower().split())
    for link in links:
        if link.tag == "a" and any(map(_NEXT.fullmatch, _said(link))):
            yield link


def _said(link: etree._Element) -> Iterator[str]:
    """What a link says to those who see it and to those who do not."""
    for text in ("".join(link.itertext()), link.get("aria-label"), link.get("title")):
        yield " ".join((text or "")[:200].split())

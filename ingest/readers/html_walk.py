"""A walk over the elements of a web page, from which the blocks are gathered."""

import re
from typing import Any

from ingest.blocks import Block, BlockKind, Concealment, Hidden
from ingest.danish.normalise import clean
from ingest.readers.html_hidden import MARK, texts_in
from ingest.readers.html_table import is_layout, read_table
from ingest.readers.joining import continues, join
from ingest.readers.noise import is_navigation

_SILENT = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "canvas", "math"}
)
_NOISE = frozenset({"nav", "footer", "aside", "button", "select", "input", "textarea", "dialog"})
_NOISE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"})
_NOISE_NAME = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|brødkrummer?|cookies?|menu|navbar|sidebar|share|pagination|skip-?link|sr-only|"
    r"visually-hidden|print-only|til-top|to-top)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|"
    r"strike|strong|sub|sup|time|tt|u|var|wbr"
)
_LETTER_LISTS = {"a": "a", "A": "A"}
_VISIBLE = ".//text()[not(ancestor::script or ancestor::style or ancestor::template)]"
_WHITE = re.compile(r"\s+")


def is_noise(element: Any) -> bool:
    """Whether an element is no text of the document: a control, navigation, or named as such."""
    if element.tag in _NOISE or element.tag in _SILENT or element.get("role", "").lower() in _NOISE_ROLES:
        return True
    name = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("body", "main", "article", "html") and bool(_NOISE_NAME.search(name))


class Walk:
    """Gathers blocks from elements in document order; what it leaves out it notes in `dropped`.

    The text of elements that `ingest.readers.html_hidden` marked goes to `hidden`, and is noted as left out too.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[str] = []
        self.hidden: list[Hidden] = []
        self._buffer: list[str] = []
        self._marker = ""
        self._depth = -1

    def visit(self, element: Any) -> None:
        """Take in an element and what it holds, but not the text after it."""
        if not isinstance(element.tag, str):
            return
        if is_noise(element):
            self.drop(element)
        elif _INLINE.fullmatch(element.tag):
            self._inside(element)
        elif element.tag == "br":
            self._buffer.append("\n")
        else:
            self.flush()
            self._block(element)
            self.flush()

    def flush(self) -> None:
        """End the paragraph or item that is being gathered."""
        lines = [line for line in clean("".join(self._buffer)).split("\n") if line]
        self._buffer = []
        for text in _rejoined(lines):
            if is_navigation(text):
                self.dropped.append(text)
            elif self._marker:
                self.blocks.append(Block(BlockKind.ITEM, f"{self._marker} {text}", level=max(self._depth, 0)))
                self._marker = ""
            else:
                self.blocks.append(Block(BlockKind.PARAGRAPH, text))

    def drop(self, element: Any) -> None:
        """Note the text of an element that is left out; scripts and styles have none."""
        if element.tag not in _SILENT:
            self.drop_text(" ".join(element.xpath(_VISIBLE)))

    def drop_text(self, text: str) -> None:
        """Note text that is left out."""
        line = " ".join(clean(text).split())
        if line:
            self.dropped.append(line)

    def _inside(self, element: Any) -> None:
        self._put(element.text or "", element.get(MARK))
        for child in element:
            self.visit(child)
            self._put(child.tail or "", element.get(MARK))

    def _put(self, text: str, lost: str | None) -> None:
        """Take in text that stands right in an element; `lost` says why it is not seen."""
        if lost is None:
            self._buffer.append(_WHITE.sub(" ", text))
        elif line := " ".join(clean(text).split()):
            self.hidden.append(Hidden(Concealment(lost), line))
            self.dropped.append(line)

    def _block(self, element: Any) -> None:
        tag = element.tag
        if re.fullmatch("h[1-6]", tag):
            self._heading(element, int(tag[1]))
        elif tag in ("ul", "ol", "menu"):
            self._list(element)
        elif tag == "table" and not is_layout(element):
            self._table(element)
        elif tag == "dl":
            self._terms(element)
        elif tag == "pre" and element.get(MARK) is not None:
            self._put("\n".join(texts_in(element)), element.get(MARK))
        elif tag == "pre":
            self._buffer.append(element.text_content())
        else:
            self._inside(element)

    def _heading(self, element: Any, level: int) -> None:
        text = self._flat(element)
        if text:
            self.blocks.append(Block(BlockKind.HEADING, text, level=level))

    def _flat(self, element: Any) -> str:
        """What an element holds, as one line."""
        inner = Walk()
        inner._inside(element)
        inner.flush()
        self.dropped.extend(inner.dropped)
        self.hidden.extend(inner.hidden)
        return " ".join(block.text for block in inner.blocks)

    def _list(self, element: Any) -> None:
        self._depth += 1
        number = int(start) if (start := element.get("start", "1")).isdigit() else 1
        for child in element:
            if child.tag == "li":
                number = int(value) if (value := child.get("value", "")).isdigit() else number
                self._marker = _marker(element, number)
                self._inside(child)
                self.flush()
                self._marker = ""
                number += 1
            else:
                self.visit(child)
            self.drop_text(child.tail or "")
        self._depth -= 1

    def _terms(self, element: Any) -> None:
        term = ""
        for child in element.iter("dt", "dd"):
            text = self._flat(child)
            if child.tag == "dt":
                self._buffer.append(term)
                self.flush()
                term = text
            elif text:
                self._buffer.append(f"{term.rstrip(':')}: {text}" if term else text)
                self.flush()
                term = ""
        self._buffer.append(term)

    def _table(self, element: Any) -> None:
        caption, block = read_table(element, self._flat)
        self._buffer.append(caption)
        self.flush()
        if block is not None:
            self.blocks.append(block)


def _marker(listed: Any, number: int) -> str:
    if listed.tag != "ol":
        return "-"
    letter = _LETTER_LISTS.get(listed.get("type", ""))
    return f"{chr(ord(letter) + number - 1)}." if letter and 1 <= number <= 26 else f"{number}."


def _rejoined(lines: list[str]) -> list[str]:
    """Lines parted by <br>: those that only break a sentence are put together again."""
    found: list[str] = []
    for line in lines:
        if found and (continues(found[-1], line) or line[0].islower()):
            found[-1] = join(found[-1], line)
        else:
            found.append(line)
    return found

"""Markdown: rendered to HTML, and read as that."""

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from ingest.blocks import Block, BlockKind, Reading
from ingest.danish.normalise import clean
from ingest.readers.decoding import decode
from ingest.readers.html import read_html

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(data: bytes) -> Reading:
    """The blocks of a Markdown text; the keys of its front matter come first, each a paragraph."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    keys = [clean(line).strip() for line in front[1].split("\n")] if front else []
    reading = read_html(_PARSER.render(text[front.end() :] if front else text))
    opening = tuple(Block(BlockKind.PARAGRAPH, key) for key in keys if key)
    return replace(reading, blocks=opening + reading.blocks)

"""Passages: stretches of a document that are embedded and searched as one.

A passage keeps to its section and to whole sentences. Lengths are counted with tiktoken's cl100k encoding: 512 of its
tokens are about 300 of the bundled embedding model's in Danish, the length that retrieved best on Danish documents.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ingest.danish.sentences import sentences
from ingest.layout import Layout, Placed

MOST_TOKENS = 512
OVERLAP_TOKENS = 60


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence of a version: offsets into its text and the number of the block that holds it."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a version: `text[start:end]`, the headings above it, its first page and its tokens."""

    start: int
    end: int
    section: str
    page: int | None
    tokens: int


def token_counter() -> Callable[[str], int]:
    """A counter of cl100k tokens that needs no network: the encoding's file comes with llama-index-core."""
    spec = find_spec("llama_index.core")
    if spec and spec.origin:
        os.environ.setdefault(
            "TIKTOKEN_CACHE_DIR", str(Path(spec.origin).parent / "_static" / "tiktoken_cache")
        )
    import tiktoken  # the directory must be set before the first use

    encoding = tiktoken.get_encoding("cl100k_base")
    return lambda text: len(encoding.encode_ordinary(text))


def split_sentences(layout: Layout) -> list[SentenceSpan]:
    """The sentences of a version in order; headings, list items and table rows count as one each, if short."""
    spans = []
    for number, block in enumerate(layout.blocks):
        if block.kind in ("heading", "row"):
            spans.append(SentenceSpan(block.start, block.end, number))
            continue
        spans.extend(
            SentenceSpan(block.start + start, block.start + end, number)
            for start, end in sentences(layout.of(block))
        )
    return spans


def split_passages(
    layout: Layout,
    spans: list[SentenceSpan],
    count: Callable[[str], int],
    title: str | None = None,
    most: int = MOST_TOKENS,
) -> list[Passage]:
    """Group sentences into passages of at most `most` tokens that do not cross a section.

    `section` are the headings above a passage, outermost first, joined by " > ", without the document's `title`.

    A section that is too long is cut between sentences, each part beginning with up to `OVERLAP_TOKENS` tokens of the
    part before. A single sentence that is longer than `most` stays whole.
    """
    passages: list[Passage] = []
    group: list[tuple[SentenceSpan, int]] = []
    for span in spans:
        block = layout.blocks[span.block]
        size = count(layout.text[span.start : span.end])
        if group and _opens_section(layout, group, block):
            _close(layout, group, passages, title)
            group = []
        elif group and sum(tokens for _, tokens in group) + size > most:
            _close(layout, group, passages, title)
            group = _tail(group, min(OVERLAP_TOKENS, most - size))
        group.append((span, size))
    _close(layout, group, passages, title)
    return passages


def _opens_section(layout: Layout, group: list[tuple[SentenceSpan, int]], block: Placed) -> bool:
    """A heading opens a section, unless only headings stand before it (a title and its first heading)."""
    return block.kind == "heading" and any(layout.blocks[s.block].kind != "heading" for s, _ in group)


def _tail(group: list[tuple[SentenceSpan, int]], room: int) -> list[tuple[SentenceSpan, int]]:
    tail: list[tuple[SentenceSpan, int]] = []
    for span, tokens in reversed(group):
        if sum(size for _, size in tail) + tokens > room:
            break
        tail.insert(0, (span, tokens))
    return tail


def _close(
    layout: Layout, group: list[tuple[SentenceSpan, int]], passages: list[Passage], title: str | None
) -> None:
    if not group:
        return
    first, last = group[0][0], group[-1][0]
    if passages and passages[-1].end == last.end:
        return  # nothing but the overlap of the part before
    body = next((s for s, _ in group if layout.blocks[s.block].kind != "heading"), last)
    block = layout.blocks[body.block]
    path = block.path if block.kind != "heading" else (*block.path, layout.of(block))
    page = layout.blocks[first.block].page
    tokens = sum(size for _, size in group)
    section = " > ".join(heading for heading in path if heading != title)
    passages.append(Passage(first.start, last.end, section, page, tokens))

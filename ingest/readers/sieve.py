"""The lines of a plain text parted into its text and the noise around it."""

from collections.abc import Sequence

from ingest.readers.noise import (
    bare_contents,
    edges,
    is_contents_heading,
    is_navigation,
    is_page_number,
    is_rule,
    running_key,
    running_lines,
    split_contents,
)
from ingest.readers.paragraphs import Line

_RELATED = "relaterede dokumenter"
_TRANSCRIPT = "transkript"


def sift(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """The lines to keep (no empty line is put at a page's end: paragraphs run over it), and those dropped."""
    running = running_lines([[line.text for line in page if line.text] for page in pages])
    kept: list[Line] = []
    dropped: list[str] = []
    for page in pages:
        texts = [line.text for line in page if line.text]
        edge = set(edges(texts))
        for line in page:
            if line.text in edge and running_key(line.text) in running:
                dropped.append(line.text)
            else:
                kept.append(line)
    kept, related = _without_related(kept)
    kept, contents = _without_contents(kept)
    kept, noise = _without_noise(kept)
    return kept, dropped + related + contents + noise


def _without_related(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Without the titles of other documents that a document portal lists before its transcript."""
    keys = [line.text.rstrip(":").lower() for line in lines]
    if _RELATED not in keys or _TRANSCRIPT not in keys[keys.index(_RELATED) :]:
        return lines, []
    start = keys.index(_RELATED)
    end = keys.index(_TRANSCRIPT, start) + 1
    return lines[:start] + lines[end:], [line.text for line in lines[start:end] if line.text]


def _without_contents(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Without tables of contents, known by the leaders before their page numbers."""
    bare = bare_contents([line.text for line in lines])
    kept: list[Line] = []
    dropped: list[str] = []
    heading: int | None = None  # where the last text that was kept heads a table of contents
    for index, line in enumerate(lines):
        entries, rest = ("", line.text) if index not in bare else (line.text, "")
        if not entries:
            entries, rest = split_contents(line.text)
        if entries:
            if heading is not None:
                dropped.append(kept[heading].text)
                kept[heading] = Line("")
            dropped.append(entries)
        if line.text:
            heading = len(kept) if rest and is_contents_heading(rest) else None
        kept.append(Line(rest, line.indent, line.page))
    return kept, dropped


def _without_noise(lines: list[Line]) -> tuple[list[Line], list[str]]:
    kept: list[Line] = []
    dropped: list[str] = []
    for index, line in enumerate(lines):
        under_text = index > 0 and bool(lines[index - 1].text)  # a rule there marks a heading
        if line.text and (_is_noise(line.text) or (is_rule(line.text) and not under_text)):
            dropped.append(line.text)
            kept.append(Line("", 0, line.page))
        else:
            kept.append(line)
    return kept, dropped


def _is_noise(text: str) -> bool:
    return is_navigation(text) or is_page_number(text)

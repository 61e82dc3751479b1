"""Lines that are not the document's text: navigation, page numbers, tables of contents, running headers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.readers.headings import is_section

_NAVIGATION = frozenset(
    {
        "til top",
        "til toppen",
        "se alle bilag",
        "skjul bilag",
        "print",
        "udskriv",
        "print siden",
        "læs op",
        "del siden",
        "hent som pdf",
        "download som pdf",
        "gå til indhold",
        "gå til hovedindhold",
        "spring til indhold",
        "spring til hovedindhold",
        "tilbage",
        "tilbage til oversigt",
        "tilbage til oversigten",
    }
)
_PAGE = re.compile(
    r"[-–—|\s]*(?:side|s\.|page)?\s*\d{1,4}(?:\s*(?:af|ud af|of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_RULE = re.compile(r"[-–—=_*~·.\s]{3,}")
# Possessive, and only from where a run of dots begins: a line of a million dots is still read in one pass.
_LEADER = re.compile(r"(?:(?<!\.)\.{4,}+|(?<!\. )(?:\. ){4,}+\.?|(?<!…)…{2,}+) ?\d{1,4}\b")
# What changes from page to page: "Side 2 af 5", or a number at the line's start or end.
_PAGE_PART = re.compile(r"side \d+(?: (?:af|/) \d+)?|^\d{1,3}\b|\b\d{1,3}$", re.IGNORECASE)
_CONTENTS = frozenset({"indhold", "indholdsfortegnelse"})
_EDGE = 3
_ENTRY = re.compile(r"\D (\d{1,3})$")
_FEWEST_ENTRIES = 3


def is_navigation(line: str) -> bool:
    """Whether a whole line is a web page's control, such as "Til top"."""
    return line.rstrip(" .»>↑").lower() in _NAVIGATION


def is_page_number(line: str) -> bool:
    """Whether a whole line says the page ("Side 2 af 5", "- 3 -"); a bare number does not say it for sure."""
    return bool(_PAGE.fullmatch(line)) and not _BARE_NUMBER.fullmatch(line)


def is_rule(line: str) -> bool:
    """Whether a line is only drawn: dashes, dots or underscores."""
    return bool(_RULE.fullmatch(line))


def is_contents_heading(line: str) -> bool:
    """Whether a line heads a table of contents."""
    return line.rstrip(":").lower() in _CONTENTS


def split_contents(line: str) -> tuple[str, str]:
    """A line parted after its last table of contents entry: (the entries, the text that follows them)."""
    end = 0
    for leader in _LEADER.finditer(line):
        end = leader.end()
    return line[:end].strip(), line[end:].strip()


def bare_contents(lines: Sequence[str]) -> set[int]:
    """Where a table of contents without leaders stands: its heading, and entries ending in rising numbers."""
    found: set[int] = set()
    for start, line in enumerate(lines):
        if not is_contents_heading(line):
            continue
        page, entries = 0, []
        for index in range(start + 1, len(lines)):
            entry = _ENTRY.search(lines[index])
            if entry is None or int(entry[1]) < page:
                break
            page = int(entry[1])
            entries.append(index)
        if len(entries) >= _FEWEST_ENTRIES:
            found.update({start, *entries})
    return found


def running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Keys (see `running_key`) of the lines that stand at the top or bottom of most pages."""
    if len(pages) < 2:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({running_key(line) for line in edges(page)})
    enough = max(2, (len(pages) + 1) // 2)
    return frozenset(key for key, count in seen.items() if count >= enough and not is_section(key))


def edges(page: Sequence[str]) -> Iterable[str]:
    """The lines of a page where a header or a footer may stand."""
    return [*page[:_EDGE], *page[-_EDGE:]]


def running_key(line: str) -> str:
    """A line without what changes from page to page."""
    return _PAGE_PART.sub("#", line).strip().lower()

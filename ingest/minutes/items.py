"""Where the agenda items of a document begin, and their numbers and titles."""

import re
from dataclasses import dataclass

from ingest.layout import Layout, Placed
from ingest.minutes.labels import read_label
from ingest.minutes.model import SectionName
from ingest.minutes.outcomes import find_outcomes

_POINT = re.compile(
    r"^(?:(?:åbent?|lukket) )?(?:dagsordens?)?(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}[a-z]?)"
    r"(?:\s*[.:)]+|\s*[-–](?= ))?(?:\s+(?P<title>\S.{0,300})|)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,3}[a-z]?)(?:[.)]:?|\s?[-–:])?\s+(?P<title>[A-ZÆØÅ\"”“(»§].{2,300})$"
)
_PAGE = re.compile(r"[\s.…]+\d{1,3}$")
_CASE = re.compile(
    r"^(?:sags?(?:nr|nummer|id|-nr)?\b\.?|sags?nr\.?|journal(?:nr|nummer)\.?|j\.? ?nr\.?"
    r"|(?:acadre|edoc|sbsys|esdh)\S{0,20})"
    r"(?: ?nr\.?)?\s?[:.]?\s?(?P<id>[\dA-ZÆØÅ][\w./-]{3,30}\d)"
    r"|^(?P<alone>\d{4}-\d{4,7}(?:-\d+)?|\d\d/\d{3,6}|\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d+-\d\d|EMN-\d{4}-\d+)$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\blukket\b", re.IGNORECASE)
_STRONG = frozenset({SectionName.DECISION, SectionName.RECOMMENDATION, SectionName.CASE, SectionName.SUMMARY})
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Start:
    """An agenda item's first block; `title` is empty where it stands in the next block."""

    block: int
    number: str | None
    title: str
    is_point: bool


def case_number(text: str) -> re.Match[str] | None:
    """The case number in a line that says it, in the group `id` or `alone`."""
    return _CASE.match(text)


def find_starts(layout: Layout, announced: bool) -> list[Start]:
    """The agenda items of the document in order; none where it holds a single item without a number."""
    texts = [layout.of(block) for block in layout.blocks]
    candidates = _without_contents(
        [s for i, b in enumerate(layout.blocks) if (s := _candidate(i, b, texts[i]))]
    )
    points = [start for start in candidates if start.is_point]
    if _evidenced(points, layout, texts):
        return _rising(points)
    numbered = [start for start in candidates if not start.is_point]
    groups: dict[tuple[str, int], list[Start]] = {}
    for start in numbered:
        block = layout.blocks[start.block]
        groups.setdefault((block.kind, block.level if block.kind == "heading" else 0), []).append(start)
    proven = {kind: found for kind, group in groups.items() if (found := _evidenced(group, layout, texts))}
    headings = {kind for kind in proven if kind[0] == "heading"}
    if headings:
        chosen = [s for kind in headings for s in groups[kind]]
        chosen += [s for kind, found in proven.items() if kind not in headings for s in found]
        return _rising(sorted(chosen, key=lambda s: s.block))
    if proven:
        return _rising(sorted((s for found in proven.values() for s in found), key=lambda s: s.block))
    if announced and len(points) + len(numbered) > 1 and not any(read_label(text) for text in texts):
        return _rising(points or numbered)
    return _unnumbered(layout, texts)


def _candidate(index: int, block: Placed, text: str) -> Start | None:
    if block.kind == "row" or len(text) > 300:
        return None
    match = _POINT.match(text)
    if match:
        title = match["title"] or ""
        if any(said.start < _NEAR for said in find_outcomes(title, active=False)):
            return None  # a decision on a point, not an item
        if title and not (title[0].isupper() or title[0].isdigit() or title[0] in '"”“(»§'):
            return None
        return Start(index, match["number"].lower(), title, is_point=True)
    match = _NUMBERED.match(text)
    if match and not match["title"].endswith(",") and not re.match(r"At\b", match["title"]):
        return Start(index, match["number"].lower(), match["title"], is_point=False)
    return None


def _without_contents(starts: list[Start]) -> list[Start]:
    """Without the entries of a list of contents: those that come again, and those standing in a row with them."""
    keys = [(s.number, _PAGE.sub("", s.title).casefold()) for s in starts]
    again = (
        {i for i, key in enumerate(keys) if key[1] and key in keys[i + 1 :]} if len(starts) < 2_000 else set()
    )
    gone = set(again)
    for i in sorted(again):
        for step in (-1, 1):
            j = i + step
            while (
                0 <= j < len(starts) and abs(starts[j].block - starts[j - step].block) == 1 and j not in gone
            ):
                if step == 1 and keys[j] in keys[:j]:
                    break
                gone.add(j)
                j += step
    return [start for i, start in enumerate(starts) if i not in gone]


def _evidenced(starts: list[Start], layout: Layout, texts: list[str]) -> list[Start]:
    """Those followed closely by what only agenda items have: a section's heading, a case number, or closed doors."""
    found = []
    stops = [start.block for start in starts[1:]] + [len(texts)]
    for start, stop in zip(starts, stops[: len(starts)], strict=True):
        is_heading = layout.blocks[start.block].kind == "heading"
        if not is_heading and not start.is_point:
            stop = min(stop, start.block + _NEAR)
        near = texts[start.block + 1 : stop]
        if _CLOSED.search(texts[start.block]) or any(_is_evidence(text) for text in near):
            found.append(start)
    return found


def _is_evidence(text: str) -> bool:
    label = read_label(text)
    return bool(label and label.name in _STRONG) or bool(_CASE.match(text)) or " indstiller" in text[:200]


def _rising(starts: list[Start]) -> list[Start]:
    """Those whose numbers rise; a number that falls back belongs to a list inside an item."""
    found: list[Start] = []
    last = (0, "")
    for start in starts:
        digits = (start.number or "").rstrip("abcdefghijklmnopqrstuvwxyzæøå")
        key = (int(digits), (start.number or "")[len(digits) :])
        if key > last and (not found or key[0] <= last[0] + 30):
            found.append(start)
            last = key
    return found


def _unnumbered(layout: Layout, texts: list[str]) -> list[Start]:
    """Headings that each have a decision or a recommendation of their own, where there are several of them."""
    labels = [read_label(text) for text in texts]
    plain = [label.name for label in labels if label and not (label.body or label.date)]
    if max(plain.count(SectionName.DECISION), plain.count(SectionName.RECOMMENDATION)) < 2:
        return []
    headings = [i for i, b in enumerate(layout.blocks) if b.kind == "heading" and not labels[i]]
    stops = ([*headings[1:], len(texts)])[: len(headings)]
    found = [
        Start(index, None, texts[index], is_point=False)
        for index, stop in zip(headings, stops, strict=True)
        if any(_is_evidence(text) for text in texts[index + 1 : min(stop, index + 1 + _NEAR)])
    ]
    return found if len(found) > 1 else []


def is_closed(texts: list[str]) -> bool:
    """Whether an item's first lines say that it was treated behind closed doors."""
    return any(len(text) <= 200 and _CLOSED.search(text) for text in texts)

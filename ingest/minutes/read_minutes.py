"""Danish minutes and agendas read from a document's blocks.

    meeting            the lines before the first item or section: body, day, place
    items              where each begins, by "Punkt 5", by numbered headings, or the whole page as one
    sections           an item's blocks by their headings
    recommendation     its points, who makes it, to whom
    decisions          the sentences under "Beslutning", and under a body's name and day in the history

Wrong decisions are worse than missing ones: what is not said in a known form is left out.
"""

import re

from ingest.danish.dates import Found
from ingest.fields import Basis, Field
from ingest.layout import Layout, Placed
from ingest.minutes.decisions import Meeting, read_decisions
from ingest.minutes.items import Start, case_number, find_starts, is_closed
from ingest.minutes.labels import read_label
from ingest.minutes.meeting import is_announced, is_dated, read_body, read_date, read_place
from ingest.minutes.model import Item, Minutes, SectionName
from ingest.minutes.naming import as_field, taken_over
from ingest.minutes.recommendation import addressed_body, read_points, read_recommender
from ingest.minutes.sections import Part, as_sections, split_parts

_HEAD = 60
_ITEM_HEAD = 8
_OTHER_KIND = re.compile(
    r"^(?:notat|høringssvar|pressemeddelelse|vejledning|kodeks|forretningsorden|vedtægt|[\wæøå-]*(?:strategi|politik)\b)",
    re.IGNORECASE,
)
_CLOSED_MARK = re.compile(
    r"^\(?lukket(?: (?:punkt|sag))?\)?\s*[:.–-]?\s*|\s*[(–-]+\s*lukket(?: (?:punkt|sag))?\)?$", re.IGNORECASE
)
_BRACKETED_CASE = re.compile(r"\s*[(\[]([^()\[\]]{4,40})[)\]]$")
_END = re.compile(
    r"^(?:mødet (?:sluttede|hævet|slut\b|blev hævet)|til top\b|underskriftsside$|underskrifter$)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^(?:dagsorden|indholdsfortegnelse|punkter på dagsordenen|sagsliste|indhold)\s?:?$", re.IGNORECASE
)


def read_minutes(layout: Layout) -> Minutes | None:
    """What the minutes or the agenda say; None when the document is neither."""
    blocks = list(layout.blocks)
    head = _head(layout, blocks)
    dated = is_dated(layout, head)
    announced = dated or is_announced(layout, head)
    starts = find_starts(layout, announced)
    if starts and starts[0].block > 1:
        head = [block for block in head if block.start < blocks[starts[0].block].start]
    labels = [label for block in blocks if block.kind != "row" and (label := read_label(layout.of(block)))]
    named = {label.name for label in labels}
    decided = [label for label in labels if label.name is SectionName.DECISION and label.body and label.date]
    if not _are_minutes(layout, blocks, starts, dated, announced, named, bool(decided)):
        return None
    body, date = read_body(layout, head), read_date(layout, head)
    if not starts and decided:
        body, date = body or _last(layout, blocks, "body"), date or _last(layout, blocks, "date")
    ranges = _ranges(layout, blocks, starts)
    body = body or _addressed(layout, ranges)
    meeting = Meeting(taken_over(body), taken_over(date))
    items = tuple(_read_item(layout, start, own, meeting) for start, own in ranges if own)
    return Minutes(body, date, read_place(layout, head), items)


def _head(layout: Layout, blocks: list[Placed]) -> list[Placed]:
    head: list[Placed] = []
    for block in blocks[:_HEAD]:
        text = layout.of(block)
        label = read_label(text)
        if label and label.name not in (SectionName.ABSENCE, None):
            break
        head.append(block)
    return head


def _are_minutes(
    layout: Layout,
    blocks: list[Placed],
    starts: list[Start],
    dated: bool,
    announced: bool,
    named: set[SectionName | None],
    decided: bool,
) -> bool:
    opening = [layout.of(block) for block in blocks[:3]]
    has_decision = SectionName.DECISION in named
    if not dated and any(_OTHER_KIND.match(text) for text in opening):
        return decided and SectionName.RECOMMENDATION in named
    if announced:
        return bool(starts) or bool(named & {SectionName.DECISION, SectionName.RECOMMENDATION})
    if any(start.is_point for start in starts):
        return has_decision
    return decided or (has_decision and SectionName.RECOMMENDATION in named)


def _last(layout: Layout, blocks: list[Placed], which: str) -> Field | None:
    """The body or the day of the last decision's heading that names both: a page of one case has them from it."""
    for block in reversed(blocks):
        label = read_label(layout.of(block)) if block.kind != "row" else None
        if label and label.name is SectionName.DECISION and label.body and label.date:
            return as_field(label.body if which == "body" else label.date, block.start, Basis.DERIVED)
    return None


def _ranges(
    layout: Layout, blocks: list[Placed], starts: list[Start]
) -> list[tuple[Start | None, list[Placed]]]:
    stops = ([start.block for start in starts[1:]] + [len(blocks)])[: len(starts)]
    found: list[tuple[Start | None, list[Placed]]] = [
        (start, _trimmed(layout, blocks[start.block : stop]))
        for start, stop in zip(starts, stops, strict=True)
    ]
    return found or [(None, _trimmed(layout, blocks))]


def _trimmed(layout: Layout, blocks: list[Placed]) -> list[Placed]:
    """The item without what closes the meeting."""
    for index, block in enumerate(blocks):
        if index and _END.match(layout.of(block)):
            return blocks[:index]
    return blocks


def _addressed(layout: Layout, ranges: list[tuple[Start | None, list[Placed]]]) -> Field | None:
    """The body that all recommendations ask for a decision, if it is one."""
    found = []
    for _, own in ranges:
        blocks = _recommending(layout, split_parts(layout, own))
        if body := addressed_body(layout, blocks):
            found.append(body)
    return found[0] if len({body.value for body in found}) == 1 else None


def _recommending(layout: Layout, parts: list[Part]) -> list[Placed]:
    """The blocks of the first recommendation: its section, or what follows "indstiller" without a heading."""
    for part in parts:
        if part.name is SectionName.RECOMMENDATION:
            return part.blocks
    for index, block in enumerate(parts[0].blocks):
        if block.kind != "heading" and re.search(r"\bindstiller\b", layout.of(block)[:300]):
            return parts[0].blocks[index:]
    return []


def _read_item(layout: Layout, start: Start | None, blocks: list[Placed], meeting: Meeting) -> Item:
    title_at, title = _title(layout, start, blocks)
    rest = [block for block in blocks if block.start > title_at.start] if title_at else blocks
    parts = split_parts(layout, rest)
    recommending = _recommending(layout, parts)
    points = read_points(layout, recommending)
    has_section = any(part.name is SectionName.RECOMMENDATION for part in parts)
    found = read_decisions(layout, parts, len(points), has_section or bool(points), meeting)
    end = blocks[-1].end
    opening = [layout.of(block) for block in blocks[:_ITEM_HEAD] if not read_label(layout.of(block))]
    return Item(
        number=start.number if start else None,
        title=title,
        case_number=_case_number(layout, blocks),
        closed=is_closed(opening[:4]),
        recommended_by=read_recommender(layout, recommending),
        sections=as_sections(parts, end),
        points=points,
        decisions=tuple(found.decisions),
        remarks=tuple(found.remarks),
        start=blocks[0].start if start else (title_at or blocks[0]).start,
        end=end,
    )


def _title(layout: Layout, start: Start | None, blocks: list[Placed]) -> tuple[Placed | None, Field | None]:
    """The block with the title, and the title without number, case number and what marks it as closed."""
    if start is None:
        block = _page_title(layout, blocks)
        return (block, _clean_title(layout.of(block), block.start)) if block else (None, None)
    first = blocks[0]
    text = layout.of(first)
    if start.title:
        return first, _clean_title(start.title, first.start + len(text) - len(start.title))
    if len(blocks) > 1 and not read_label(layout.of(blocks[1])) and not case_number(layout.of(blocks[1])):
        return blocks[1], _clean_title(layout.of(blocks[1]), blocks[1].start)
    return first, None


def _page_title(layout: Layout, blocks: list[Placed]) -> Placed | None:
    """The heading of a page that holds one item: the first that is neither a section's nor about the meeting."""
    before = []
    for block in blocks[:_HEAD]:
        if (label := read_label(layout.of(block))) and label.name is not SectionName.ABSENCE:
            break
        before.append(block)
    headings = [b for b in before if b.kind == "heading" and not _is_of_meeting(layout, b)]
    if headings:
        return headings[0]
    plain = [b for b in before if b.kind == "paragraph" and not _is_of_meeting(layout, b)]
    return plain[0] if plain and len(layout.of(plain[0])) <= 200 else None


def _is_of_meeting(layout: Layout, block: Placed) -> bool:
    text = layout.of(block)
    if " > " in text or re.match(
        r"(?:møde|til stede|afbud|fraværende|referat|dagsorden|deltager|sags|[\w-]+ kommune$|punkt \d+\W*$)",
        text,
        re.IGNORECASE,
    ):
        return True
    return bool(read_body(layout, [block]) or read_date(layout, [block]) or case_number(text))


def _clean_title(text: str, start: int) -> Field | None:
    begin, end = 0, len(text.rstrip())
    case = _BRACKETED_CASE.search(text[:end])
    if case and re.search(r"\d{3,}|\d/\d|sag|lukket", case[1], re.IGNORECASE):
        end = case.start()
    for mark in _CLOSED_MARK.finditer(text[:end]):
        if mark.start() == 0 and mark.end() < end:
            begin = mark.end()
        elif mark.start() > 0:
            end = mark.start()
    value = text[begin:end].strip()
    return Field(value, Basis.STATED, start + begin, start + end) if value else None


def _case_number(layout: Layout, blocks: list[Placed]) -> Field | None:
    for index, block in enumerate(blocks[: 2 * _ITEM_HEAD]):
        text = layout.of(block)
        label = read_label(text)
        if label and label.name is not SectionName.ABSENCE and index:
            return None
        if match := case_number(text):
            group = "id" if match["id"] else "alone"
            return as_field(Found(match[group], match.start(group), match.end(group)), block.start)
        if (case := _BRACKETED_CASE.search(text)) and index < 2 and re.search(r"\d{2,}[-/.]\d{2,}", case[1]):
            number = re.search(r"[\w./-]*\d{2,}[-/.]\d[\w./-]*", case[1])
            if number:
                offset = block.start + case.start(1) + number.start()
                return Field(number[0], Basis.STATED, offset, offset + len(number[0]))
    return None

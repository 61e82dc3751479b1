"""A recommendation's points (at-punkter), who makes it, and which body it is made to."""

import re

from ingest.fields import Basis, Field
from ingest.layout import Layout, Placed
from ingest.minutes.model import Point
from ingest.minutes.naming import find_bodies

_MARKER = re.compile(r"^(?:\(?\d{1,2}[.):]\)?|[a-zA-Z][.)]|[-–—•*·])\s*(?=\S)")
_AT = re.compile(r"at\b(?!-)", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"\b(?:indstil\w*|anbefal\w*|foreslå\w*|forelægge\w*|godkend\w*|beslutt?er)\b", re.IGNORECASE
)
_RECOMMENDS = re.compile(r"\b(?:indstiller|anbefaler|foreslår)\b")
_INLINE_AT = re.compile(
    r"(?:\b(?:indstill(?:er|es)|anbefal(?:er|es)|foreslå(?:r|s)|indstilling)\b.{0,120}?[\s,:])at\b(?!-)"
)
_INLINE_MARK = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s+(?=\S)")
_PARENTHESIS = re.compile(r"^\((.{3,80})\)$")
_BY_LONGEST = 110
_LONGEST_MARKER = 5
_SENTENCE_END = re.compile(
    r"(?<![\d ]\d)(?<!\bjf)(?<!\bpkt)(?<!\bkr)(?<!\bnr)(?<!\bca)(?<!\bmio)\.\s+(?=[A-ZÆØÅ])"
)


def read_points(layout: Layout, blocks: list[Placed]) -> tuple[Point, ...]:
    """The points in the blocks of a recommendation, in order."""
    spans: list[tuple[int, int]] = []
    introduced = False
    leads: set[int] = set()
    level: int | None = None
    for block in blocks:
        text = layout.of(block)
        marker = _MARKER.match(text)
        begin = marker.end() if marker else 0
        is_at = bool(_AT.match(text, begin))
        if (block.kind == "item" or marker) and (is_at or introduced):
            if level is None or block.level <= level:
                level = block.level if level is None else level
                spans.append((block.start + begin, block.end))
        elif is_at:
            spans.append((block.start, block.end))
        elif spans and text[:1].islower() and layout.text[spans[-1][1] - 1] not in ".,;:":
            spans[-1] = (spans[-1][0], block.end)  # the rest of a line that the page broke
        else:
            inline = [(block.start + s, block.start + e) for s, e in _inline(text)]
            spans.extend(inline)
            leads.update(end for _, end in inline if not text.endswith("."))
        introduced = (introduced and block.kind == "item") or bool(_INTRODUCES.search(text))
    spans = [span for span in spans if span[1] not in leads or span == spans[-1]]
    return tuple(Point(number, start, end) for number, (start, end) in enumerate(spans, 1))


def _inline(text: str) -> list[tuple[int, int]]:
    """Points inside a paragraph: numbered ones, or the one after "indstiller, at"."""
    lead = _INTRODUCES.search(text)
    if not lead:
        return []
    marks: list[re.Match[str]] = []
    for mark in _INLINE_MARK.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    if marks and (len(marks) > 1 or _AT.match(text, marks[0].end())):
        ends = [m.start() for m in marks[1:]] + [len(text)]
        return [(m.end(), len(text[:end].rstrip())) for m, end in zip(marks, ends, strict=True)]
    if found := _INLINE_AT.search(text):
        start = found.end() - len("at")
        if text[found.end() :].strip(" :,"):
            stop = _SENTENCE_END.search(text, start)
            return [(start, stop.start() + 1 if stop else len(text))]
    return []


def read_recommender(layout: Layout, blocks: list[Placed]) -> Field | None:
    """Who recommends, as the sentence with "indstiller" or a line in parentheses says."""
    for block in blocks:
        text = layout.of(block)
        verb = _RECOMMENDS.search(text[: 2 * _BY_LONGEST])
        if verb and block.kind != "item":
            who = (
                re.split(r",|\bog anbefaler\b", text[: verb.start()])[0].strip()
                if "," in text[: verb.start()]
                else (text[: verb.start()].strip())
            )
            if (
                who
                and len(who) <= _BY_LONGEST
                and who[0].isupper()
                and not re.match(r"(?:Der|Det|Vi|Hermed|På)\b", who)
            ):
                return Field(who, Basis.STATED, block.start, block.start + len(who))
        if match := _PARENTHESIS.match(text):
            named = find_bodies(match[1])
            if named and len(match[1]) - sum(body.end - body.start for body in named) <= len(" og ") * len(
                named
            ):
                return Field(match[1], Basis.STATED, block.start + 1, block.end - 1)
    return None


def addressed_body(layout: Layout, blocks: list[Placed]) -> Field | None:
    """The body that is to decide, if the recommendation names just one ("at Socialudvalget godkender")."""
    found: list[Field] = []
    for block in blocks:
        text = layout.of(block)
        for lead in re.finditer(r"\bat (?=[A-ZÆØÅ])", text):
            body = next((b for b in find_bodies(text[lead.end() : lead.end() + 120]) if b.start == 0), None)
            if body and _is_subject(text, lead):
                start = block.start + lead.end()
                found.append(Field(body.iso, Basis.DERIVED, start, start + body.end))
            break
    return found[0] if len({field.value for field in found}) == 1 else None


def _is_subject(text: str, lead: re.Match[str]) -> bool:
    """Whether the "at" opens the point, not a clause inside it ("at det godkendes, at Byrådet ...")."""
    before = text[: lead.start()]
    return len(before) <= _LONGEST_MARKER or bool(_RECOMMENDS.search(before))

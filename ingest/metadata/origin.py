"""Who issued a document, and when."""

import re

from ingest.danish.dates import dates
from ingest.danish.places import bodies
from ingest.fields import Basis, Field
from ingest.layout import Layout
from ingest.minutes.model import Minutes

_MEETING = re.compile(r"\b(?:mødedato|møde(?:t)?,? (?:den|d\.)|mødet den|dato for mødet)\b:?", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|[.,;:] |\b(?:strategien|politikken|kodekset|vejledningen|retningslinjerne|planen) (?:er|blev) )"
    r"(?:senest )?(?:vedtaget|godkendt|tiltrådt|udgivet|udarbejdet|opdateret|revideret|dateret|dato)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OF_VALIDITY = re.compile(
    r"i kraft|gælde(?:r|nde) (?:fra|pr|til|indtil)|udløber|udløb |ophører|virkning fra", re.IGNORECASE
)
_ENDS = re.compile(r"[.;:]\s+[A-ZÆØÅ]|\n")
_DECIDED_BY = re.compile(r"^(.{3,80}?)s beslutning i mødet (?:den|d\.) ", re.MULTILINE)
_BODY_LINE = re.compile(
    r"^(?:udvalg|organ|mødeforum|forum|råd|møde i|referat (?:fra|af)(?: møde i)?|dagsorden for)[: ]+(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_RECOMMENDED_TO = re.compile(
    r"\bindstiller\b,?(?:[^.\n]{0,80}?,)?\s*(?:(?:\d\.|-|•|[a-z]\))\s*)?at (.{3,80})", re.IGNORECASE
)
_HEAD = 1500
_REACH = 80
_BESIDE_DATE = 30


def body_of(layout: Layout, title: Field | None, kind: str | None, minutes: Minutes | None) -> Field | None:
    """The body whose meeting or consultation answer it is; other kinds have none."""
    if minutes and minutes.body:
        return minutes.body
    if kind == "consultation" and title:
        named = bodies(title.value)
        return Field(named[0], Basis.STATED, title.start, title.end) if named else None
    return _meeting_body(layout) if kind == "minutes" else None


def date_of(layout: Layout, kind: str | None, minutes: Minutes | None) -> Field | None:
    """The day of the meeting, or that on which the document was adopted, issued or signed."""
    if minutes and minutes.date:
        return minutes.date
    text = layout.text
    if decided := list(_DECIDED_BY.finditer(text)):
        return _first_date(text, decided[-1].start(), decided[-1].end() + 40)
    if kind == "minutes":
        meetings = (_first_date(text, m.start(), m.end() + 40) for m in _MEETING.finditer(text[:_HEAD]))
        return next((found for found in meetings if found), None)
    return _issued(text) or _lone_date(layout)


def _meeting_body(layout: Layout) -> Field | None:
    text = layout.text
    decided = [(found, m) for m in _DECIDED_BY.finditer(text) for found in bodies(m[1] + " ")]
    if decided:
        found, match = decided[-1]
        return _named(found, Basis.DERIVED, text, *match.span(1))
    for pattern, part, basis in (
        (_BODY_LINE, text[:_HEAD], Basis.STATED),
        (_RECOMMENDED_TO, text, Basis.DERIVED),
    ):
        for match in pattern.finditer(part):
            if named := bodies(match[1]):
                return _named(named[0], basis, text, *match.span(1))
    head = [(block, layout.of(block)) for block in layout.blocks[:4]]
    found_in = [(name, block) for block, line in head if len(line) < 120 for name in bodies(line)]
    if len({name for name, _ in found_in}) != 1:
        return None
    name, block = found_in[0]
    return _named(name, Basis.STATED, text, block.start, block.end)


def _named(name: str, basis: Basis, text: str, start: int, end: int) -> Field:
    """A body with the place of its name, or of all between `start` and `end` where it stands in another form."""
    at = text.find(name, start, end)
    return Field(name, basis, start, end) if at < 0 else Field(name, basis, at, at + len(name))


def _issued(text: str) -> Field | None:
    """The date after "Vedtaget", "Udgivet" and the like, in the first lines or the last."""
    for begin, end in ((0, _HEAD), (max(len(text) - 600, 0), len(text))):
        for match in _DATED.finditer(text[begin:end]):
            start = begin + match.end()
            following = _ENDS.split(text[start : min(start + _REACH, end)])[0]
            found = dates(following)
            if found and not _OF_VALIDITY.search(following[: found[0].start]):
                return Field(found[0].iso, Basis.STATED, start + found[0].start, start + found[0].end)
    return None


def _lone_date(layout: Layout) -> Field | None:
    """The date that stands alone in one of the first or last lines, if there is but one."""
    stated = {
        found.iso: Field(found.iso, Basis.STATED, block.start + found.start, block.start + found.end)
        for block in (*layout.blocks[:6], *layout.blocks[-2:])
        if _is_date_line(layout.of(block))
        for found in dates(layout.of(block))
    }
    return stated.popitem()[1] if len(stated) == 1 else None


def _is_date_line(line: str) -> bool:
    """Whether a line holds little but a date ("Lysbjerg, den 20. september 2024"), or ends with one as imprints do."""
    found = dates(line)
    if not found or _OF_VALIDITY.search(line):
        return False
    return len(line) - sum(f.end - f.start for f in found) <= _BESIDE_DATE or found[-1].end == len(line)


def _first_date(text: str, start: int, end: int) -> Field | None:
    found = dates(text[start:end])
    if not found:
        return None
    return Field(found[0].iso, Basis.STATED, start + found[0].start, start + found[0].end)

"""The meeting that minutes are of: its body, its day and its place, from the lines before the first section."""

import re

from ingest.danish.dates import Found
from ingest.fields import Basis, Field
from ingest.layout import Layout, Placed
from ingest.minutes.naming import as_field, find_bodies, find_days

_DATE_LABEL = re.compile(
    r"\b(?:møde ?dato|dato(?: for mødet)?|tidspunkt|mødetidspunkt|møde(?:t)?,? (?:den|d\.)|mødet? afholdt|mødedag)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|[;|,]?\s)(?:møde ?sted|sted|mødelokale|lokale)\s?[:|]\s?(?P<place>.{2,160}?)"
    r"(?=$|\s?[|;]|\n| (?:mødedato|dato|tidspunkt|til stede|deltagere|medlemmer|fraværende"
    r"|afbud|starttid|start|slut|sluttid"
    r"|mødet start\w*)\s?:)",
    re.IGNORECASE,
)
_PLACE_ALONE = re.compile(r"^(?:møde ?sted|sted|mødelokale)\s?:?$", re.IGNORECASE)
_MEETING_DAY = re.compile(r"(?:^|[|;] ?)mødedato\b", re.IGNORECASE)
_ROOM = re.compile(
    r"\b(?:(?:møde)?lokale|(?:[\wæøå]+)?sal(?:en)?|[\wæøå]*rådhus(?:et)?|virtuelt møde|digitalt møde)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:referat(?:et)?|dagsorden(?:en)?|beslutnings(?:referat|protokol)|mødereferat|protokol|udskrift|ordinært møde"
    r"|møde i|mødet i)\b",
    re.IGNORECASE,
)
_BODY_LABEL = re.compile(r"^(?:udvalg|organ|mødeforum|forum|råd|møde i)\s?[:|]", re.IGNORECASE)
_TAKEN_OUT = re.compile(
    r"\b(?:kommunes?|referat(?:et)?|åbent|åben|ordinært|møde(?:t)?|af|fra|i|den|for|kl|uddrag|til|dagsorden"
    r"|beslutningsprotokol|protokol|beslutningsreferat|mandag|tirsdag|onsdag|torsdag|fredag|offentlig[te]?)\b|[\d.,:|()–/-]",
    re.IGNORECASE,
)
_REST = 24
_LONGEST = 200
_ROOM_LONGEST = 90


def read_body(layout: Layout, head: list[Placed]) -> Field | None:
    """The body that the head of the minutes states, if it states one alone."""
    found: list[tuple[Placed, Found]] = []
    for block in head:
        text = layout.of(block)
        if len(text) > _LONGEST or re.match(r"(?:bilag|kopi|til stede|deltager)", text, re.IGNORECASE):
            continue
        named = find_bodies(text)
        if len({body.iso for body in named}) == 1 and _is_about(text, named[0]):
            found.append((block, named[0]))
    if len({body.iso for _, body in found}) != 1:
        return None
    block, body = found[0]
    return as_field(body, block.start)


def _is_about(text: str, body: Found) -> bool:
    if _KIND.search(text) or _BODY_LABEL.match(text):
        return (len(text) <= _LONGEST and not text.rstrip().endswith(".")) or body.start < 60
    rest = text[: body.start] + text[body.end :]
    for day in reversed(find_days(rest)):
        rest = rest[: day.start] + rest[day.end :]
    return (
        len(_TAKEN_OUT.sub("", rest).replace(" ", "")) <= _REST and not text.endswith(".") and len(text) < 100
    )


def read_date(layout: Layout, head: list[Placed]) -> Field | None:
    """The day of the meeting as the head states it."""
    for labelled in (True, False):
        days: list[tuple[Placed, Found]] = []
        for index, block in enumerate(head):
            text = layout.of(block)
            if labelled:
                for label in list(_DATE_LABEL.finditer(text[:_LONGEST]))[:3]:
                    days += [(block, d) for d in find_days(text) if 0 <= d.start - label.end() <= 40][:1]
                if not days and index and _DATE_LABEL.fullmatch(layout.of(head[index - 1]).rstrip(": ")):
                    days += [(block, d) for d in find_days(text) if d.start < 20]
            elif len(text) <= _LONGEST and (_KIND.search(text) or _is_day_line(text)):
                days += [(block, d) for d in find_days(text)]
        if len({day.iso for _, day in days}) == 1:
            return as_field(days[0][1], days[0][0].start)
        if days:
            return None
    return None


def _is_day_line(text: str) -> bool:
    """Whether a line holds a day, perhaps a body, and nothing else."""
    rest = text
    for found in sorted([*find_days(text), *find_bodies(text)], key=lambda f: -f.start):
        rest = rest[: found.start] + rest[found.end :]
    return bool(find_days(text)) and len(_TAKEN_OUT.sub("", rest).replace(" ", "")) <= 4


def read_place(layout: Layout, head: list[Placed]) -> Field | None:
    """Where the meeting was held, as a line with a label says."""
    for index, block in enumerate(head):
        text = layout.of(block)
        if match := _PLACE.search(text[: 3 * _LONGEST]):
            value = match["place"].strip()
            start = block.start + match.start("place")
            return Field(value, Basis.STATED, start, start + len(match["place"].rstrip()))
        if index and _PLACE_ALONE.match(layout.of(head[index - 1])) and len(text) <= _LONGEST:
            return Field(text, Basis.STATED, block.start, block.end)
    for block in head:
        text = layout.of(block)
        if (
            len(text) <= _ROOM_LONGEST
            and _ROOM.search(text)
            and not (":" in text or find_days(text) or find_bodies(text))
        ):
            return Field(text, Basis.STATED, block.start, block.end)
    return None


def is_announced(layout: Layout, head: list[Placed]) -> bool:
    """Whether a line of the head calls the document minutes or an agenda."""
    for block in head:
        text = layout.of(block)
        kind = _KIND.search(text) if len(text) <= _LONGEST else None
        if kind and not text.startswith("§") and (not kind.start() or find_bodies(text) or find_days(text)):
            return True
    return False


def is_dated(layout: Layout, head: list[Placed]) -> bool:
    """Whether the head has a line for the day of the meeting, which only minutes and agendas have."""
    return any(_MEETING_DAY.search(layout.of(block)[:_LONGEST]) for block in head)

"""What a document says of itself: title, kind, municipality, body, dates and what it replaces.

Only what stands in the text is taken. What is not there, or is there in two ways, stays None.
"""

import re
from collections import Counter
from dataclasses import dataclass

from ingest.danish.dates import dates, period
from ingest.danish.places import bodies, municipalities
from ingest.layout import Layout

_KIND_WORDS = (
    ("consultation", r"høringssvar"),
    ("code", r"kodeks"),
    ("guide", r"vejledning|retningslinje|guide|håndbog"),
    ("rules", r"forretningsorden|regulativ|vedtægt|reglement"),
    ("policy", r"politik(?:ken)?\b"),
    ("strategy", r"strategi"),
    ("minutes", r"\breferat|dagsorden|beslutningsprotokol"),
)
_MINUTES_SECTIONS = re.compile(r"^(?:beslutning|indstilling|.*beslutning i mødet.*)\b:?", re.IGNORECASE)
_KEY_VALUE = re.compile(
    r"^(?:mødedato|mødested|dato|tidspunkt|sted|sagsnr|sagsnummer|journalnr|udvalg|punkt \d|\d{4}-\d{4,})",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:mødedato|møde(?:t)?,? (?:den|d\.)|mødet den|dato for mødet)\b:?", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|[.,;:] |\b(?:strategien|politikken|kodekset|vejledningen|retningslinjerne|planen) (?:er|blev) )"
    r"(?:senest )?(?:vedtaget|godkendt|tiltrådt|udgivet|udarbejdet|opdateret|revideret|dateret|dato)\b",
    re.IGNORECASE | re.MULTILINE,
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
_FROM = re.compile(r"(?:træder|trådte) i kraft|gælder (?:fra|pr)|gældende fra", re.IGNORECASE)
_TO = re.compile(r"udløber|udløb |gælder til|gældende til|ophører", re.IGNORECASE)
_REPLACES = re.compile(
    r"\b(?:erstatter|afløser)\b "
    r"((?:(?! og (?:skal|er|gælder|træder)\b)(?:[^.;:]|(?<=\d)\.(?=\d| (?-i:[a-zæøå])))){4,120})",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"^(?:[\w-]+ kommune|referat|dagsorden|åbent punkt|punkt \d+\.?)$", re.IGNORECASE)
_HEAD = 1500
_REACH = 80
_BESIDE_DATE = 30


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields read from the text; dates are ISO 8601, `date` possibly without its day."""

    title: str | None = None
    kind: str | None = None
    municipality: str | None = None
    body: str | None = None
    date: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    replaces: str | None = None


def read_metadata(layout: Layout) -> Metadata:
    """The fields that the document's own text states."""
    title = _title(layout)
    kind = _kind(layout, title or "")
    first, last = _validity(layout, title or "", kind)
    return Metadata(
        title=title,
        kind=kind,
        municipality=_municipality(layout.text),
        body=_body(layout, title or "", kind),
        date=_date(layout, kind),
        valid_from=first,
        valid_to=last,
        replaces=_replaces(layout.text, kind),
    )


def _title(layout: Layout) -> str | None:
    candidates = [b for b in layout.blocks if b.kind == "heading"][:6]
    for block in sorted(candidates, key=lambda b: (b.level, b.start)):
        text = layout.of(block)
        if not any(pattern.match(text) for pattern in (_KEY_VALUE, _MINUTES_SECTIONS, _NO_TITLE)):
            return text[:200]
    first = next(
        (b for b in layout.blocks if b.kind == "paragraph" and not _KEY_VALUE.match(layout.of(b))), None
    )
    if first is None:
        return None
    text = layout.of(first)
    return text if len(text) <= 120 else None


def _kind(layout: Layout, title: str) -> str | None:
    headings = [layout.of(b) for b in layout.blocks if b.kind == "heading"]
    if any(_MINUTES_SECTIONS.match(text) for text in headings):
        return "minutes"
    for text in (title, layout.text[:300]):
        for kind, words in _KIND_WORDS:
            if re.search(words, text, re.IGNORECASE):
                return kind
    return None


def _municipality(text: str) -> str | None:
    """The municipality named most often, if it is named clearly more often than any other."""
    counts = Counter(municipalities(text)).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < 2 * counts[1][1]):
        head = municipalities(text[:_HEAD])
        return head[0] if head and len(set(head)) == 1 else None
    return counts[0][0]


def _body(layout: Layout, title: str, kind: str | None) -> str | None:
    text = layout.text
    if kind == "consultation":
        named = bodies(title)
        return named[0] if named else None
    if kind != "minutes":
        return None
    decided = [found for m in _DECIDED_BY.finditer(text) for found in bodies(m[1] + " ")]
    if decided:
        return decided[-1]
    for pattern, part in ((_BODY_LINE, text[:_HEAD]), (_RECOMMENDED_TO, text)):
        for match in pattern.finditer(part):
            if named := bodies(match[1]):
                return named[0]
    head = [layout.of(b) for b in layout.blocks[:4]]
    named = [found for line in head if len(line) < 120 for found in bodies(line)]
    return named[0] if len(set(named)) == 1 else None


def _date(layout: Layout, kind: str | None) -> str | None:
    text = layout.text
    decided = list(_DECIDED_BY.finditer(text))
    if decided:
        found = dates(text[decided[-1].start() : decided[-1].end() + 40])
        return found[0].iso if found else None
    if kind == "minutes":
        for match in _MEETING.finditer(text[:_HEAD]):
            found = dates(text[match.start() : match.end() + 40])
            if found:
                return found[0].iso
        return None
    for part in (text[:_HEAD], text[-600:]):
        for match in _DATED.finditer(part):
            following = part[match.end() : match.end() + _REACH]
            found = dates(_ENDS.split(following)[0])
            if found and not _is_validity(following[: found[0].start]):
                return found[0].iso
    alone = [layout.of(b) for b in (*layout.blocks[:6], *layout.blocks[-2:])]
    stated = {found.iso for line in alone if _is_date_line(line) for found in dates(line)}
    return stated.pop() if len(stated) == 1 else None


def _is_date_line(line: str) -> bool:
    """Whether a line holds little but a date ("Lysbjerg, den 20. september 2024"), or ends with one as imprints do."""
    found = dates(line)
    if not found or _is_validity(line):
        return False
    return len(line) - sum(f.end - f.start for f in found) <= _BESIDE_DATE or found[-1].end == len(line)


def _is_validity(text: str) -> bool:
    """Whether a text speaks of when something begins or ceases to hold."""
    return bool(_FROM.search(text) or _TO.search(text))


def _validity(layout: Layout, title: str, kind: str | None) -> tuple[str | None, str | None]:
    """From and to when the document holds: the years in its title, sharpened by dates that its text gives."""
    if kind in ("minutes", "consultation", None):
        return None, None
    span = period(title) or _period_line(layout)
    first, last = (f"{span[0]}-01-01", f"{span[1]}-12-31") if span else (None, None)
    own = _own_sentences(layout, title)
    for pattern, is_first in ((_FROM, True), (_TO, False)):
        for match in pattern.finditer(own):
            found = [f for f in dates(own[match.start() : match.end() + 50]) if len(f.iso) == 10]
            if found and is_first:
                first = found[0].iso
                break
            if found:
                last = found[0].iso
                break
    return first, last


def _period_line(layout: Layout) -> tuple[int, int] | None:
    """The years in one of the first lines, if that is no sentence ("2014-2017" under the title)."""
    lines = [layout.of(block) for block in layout.blocks[:4]]
    return next((span for line in lines if not line.endswith(".") and (span := period(line))), None)


def _own_sentences(layout: Layout, title: str) -> str:
    """The paragraphs that speak of this document ("Strategien træder i kraft ..."), not of another one by name."""
    own = []
    for block in layout.blocks:
        text = layout.of(block)
        spans = {period(m) for m in re.findall(r"\b\d{4}\s?[-–]\s?\d{2,4}\b", _REPLACES.sub("", text))}
        if not spans - {period(title), None}:
            own.append(text)
    return "\n".join(own)


def _replaces(text: str, kind: str | None) -> str | None:
    if kind in ("minutes", "consultation", None):
        return None
    found = _REPLACES.search(text)
    return found[1].strip() if found else None

"""What a document is called, what kind it is, and whose it is."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.danish.dates import MONTHS
from ingest.danish.places import municipalities
from ingest.fields import Basis, Field
from ingest.layout import Layout, Placed
from ingest.minutes.model import Minutes

_KIND_WORDS = (
    ("consultation", r"høringssvar"),
    ("code", r"kodeks"),
    ("guide", r"vejledning|retningslinje|guide|håndbog"),
    ("rules", r"forretningsorden|regulativ|vedtægt|reglement"),
    ("policy", r"politik(?:ken)?\b"),
    ("strategy", r"strategi"),
    ("minutes", r"\breferat|dagsorden|beslutningsprotokol"),
)
_MINUTES_SECTIONS = re.compile(r"^(?:beslutning|indstilling|.{0,100}beslutning i mødet.*)\b:?", re.IGNORECASE)
_KEY_VALUE = re.compile(
    r"^(?:mødedato|mødested|dato|tidspunkt|sted|sagsnr|sagsnummer|journalnr|udvalg|punkt \d|\d{4}-\d{4,})",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:[\w-]+ kommune|referat|dagsorden|åbent punkt|punkt \d+\.?|udkast|høringsversion|høringsudkast)$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^(?:kommune: ?)?[A-ZÆØÅ][\w-]{1,30} [Kk]ommune$", re.IGNORECASE)
_HEAD = 1500
_FIRST = 6
_LONGEST = 200


def title_of(layout: Layout, minutes: Minutes | None) -> Field | None:
    """The title: of a page with one item that item's, of the minutes of a meeting its body and day."""
    if minutes is None or not minutes.items:
        return _first_title(layout)
    if len(minutes.items) == 1:
        return minutes.items[0].title or _first_title(layout)
    if minutes.body is None:
        return _first_title(layout)
    when = f", {_in_words(minutes.date.value)}" if minutes.date else ""
    return Field(minutes.body.value + when, Basis.DERIVED, minutes.body.start, minutes.body.end)


def kind_of(layout: Layout, title: Field | None, minutes: Minutes | None) -> Field | None:
    """The kind: minutes by their sections, others by a word of the title or the first lines."""
    headings = [layout.of(block) for block in layout.blocks if block.kind == "heading"]
    if minutes is not None or any(_MINUTES_SECTIONS.match(text) for text in headings):
        return Field("minutes", Basis.DERIVED)
    name = title.value if title else ""
    offset = title.start if title else None
    for text, start, basis in ((name, offset, Basis.STATED), (layout.text[:300], 0, Basis.DERIVED)):
        for kind, words in _KIND_WORDS:
            if found := re.search(words, text, re.IGNORECASE):
                place = (None, None) if start is None else (start + found.start(), start + found.end())
                return Field(kind, basis, *place)
    return None


def municipality_of(layout: Layout, dropped: Sequence[str]) -> Field | None:
    """The municipality of the letterhead; else the one named clearly most often; else that of the lines left out."""
    for block in layout.blocks[:_FIRST]:
        if _OWNER.match(layout.of(block)) and (named := municipalities(layout.of(block))):
            return Field(named[0], Basis.STATED, block.start, block.end)
    text = layout.text
    if found := _most_named(municipalities(text)) or _only(municipalities(text[:_HEAD])):
        return Field(found, Basis.DERIVED)
    if not municipalities(text) and (owner := _only(municipalities("\n".join(dropped)))):
        return Field(owner, Basis.DERIVED)
    return None


def _first_title(layout: Layout) -> Field | None:
    candidates = [block for block in layout.blocks if block.kind == "heading"][:_FIRST]
    for block in sorted(candidates, key=lambda b: (b.level, b.start)):
        text = layout.of(block)
        if not any(pattern.match(text) for pattern in (_KEY_VALUE, _MINUTES_SECTIONS, _NO_TITLE)):
            return _stated(text, block)
    paragraphs = (block for block in layout.blocks if block.kind == "paragraph")
    first = next((block for block in paragraphs if not _KEY_VALUE.match(layout.of(block))), None)
    if first is None or len(layout.of(first)) > 120:
        return None
    return _stated(layout.of(first), first)


def _stated(text: str, block: Placed) -> Field:
    value = text[:_LONGEST]
    return Field(value, Basis.STATED, block.start, block.start + len(value))


def _most_named(named: Sequence[str]) -> str | None:
    counts = Counter(named).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < 2 * counts[1][1]):
        return None
    return counts[0][0]


def _only(named: Sequence[str]) -> str | None:
    return named[0] if len(set(named)) == 1 else None


def _in_words(day: str) -> str:
    """An ISO day as Danish minutes write it ("1. februar 2024"); what is no whole day stays as it is."""
    parts = day.split("-")
    return f"{int(parts[2])}. {MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 3 else day

"""How far a document itself holds: from when, until when, what it replaces, and its status."""

import re
from calendar import monthrange
from collections.abc import Iterator

from ingest.danish.dates import dates, period
from ingest.fields import Basis, Field
from ingest.layout import Layout
from ingest.metadata.own import Own, found_in
from ingest.metadata.status import read_status
from ingest.metadata.words import AT_START, LASTING, Said

_FROM = re.compile(
    r"(?:træder|trådte) i kraft|gælde(?:r|nde) (?:fra|pr)|gyldig fra|ikrafttræde(?:n|lse)|(?:har|med) virkning fra",
    re.IGNORECASE,
)
_TO = re.compile(
    r"udløber|udløb |udløbsdato|gælde(?:r|nde) (?:ind)?til|gyldig (?:ind)?til|ophører", re.IGNORECASE
)
_PERIOD = re.compile(r"gælde(?:r|nde)|gyldighed|dækker|løber", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:gælder|gældende|løber) (?:ind)?til[^.\d]{0,60}(?:vedtage|godkende|afløse|erstatte)", re.I
)
_REPLACES = re.compile(r"\b(?:erstatter|afløser|træder i stedet for)\b ", re.IGNORECASE)
_REPLACED = re.compile(r"\b(?:er|blev|er blevet) (?:erstattet|afløst) af ", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:(?! og (?:skal|er|gælder|træder)\b)(?:[^.;:]|(?<=\d)\.(?=\d| (?-i:[a-zæøå])))){4,120}"
)
_AFTER_OBJECT = re.compile(r",? (?:som|der|hvor|fra den|med virkning)\b|, (?!\d)")
_EDITION = re.compile(r"\b(?:version|udgave)(?:en)?\b", re.IGNORECASE)
_DENIED = re.compile(r"ikke\b", re.IGNORECASE)
_UNTIL = re.compile(r"^[ ,]*(?:og )?(?:frem )?til(?: og med)?(?: den)? $", re.IGNORECASE)
_YEAR_END = re.compile(r"^.{0,30}?\b(?:udgangen af|i) ((?:19|20)\d\d)\b", re.IGNORECASE)


def read_validity(
    layout: Layout, title: Field | None, kind: str | None, dropped: tuple[str, ...]
) -> dict[str, Field]:
    """The fields of a document that holds for a time; minutes and consultation answers have none."""
    if kind not in LASTING:
        return {}
    own = Own(title.value if title else "", kind)
    fields = _span(layout, title, own) | _stated_span(layout, own)
    if found := _object(layout, _REPLACES, own):
        fields["replaces"] = found
    if found := _object(layout, _REPLACED, own):
        fields["superseded_by"] = found
    if status := read_status(layout, title, own, dropped):
        fields["status"] = status
    return fields


def _span(layout: Layout, title: Field | None, own: Own) -> dict[str, Field]:
    """First and last day by the years in the title, in a line beneath it, or in "gælder for perioden ..."."""
    places = [(title.value, title.start, title.end)] if title else []
    lines = ((layout.of(block), block) for block in layout.blocks[:4])
    places += [(line, block.start, block.end) for line, block in lines if not line.endswith(".")]
    places += [
        (s.text[match.start() :][:60], s.start, s.end)
        for s, match in found_in(layout, _PERIOD)
        if own.is_subject(s, match.start()) and re.match(r"\w+[^.\d]{0,40}\d{4}", s.text[match.start() :])
    ]
    for text, start, end in places:
        if span := period(text):
            first = Field(f"{span[0]}-01-01", Basis.DERIVED, start, end)
            last = Field(f"{span[1]}-12-31", Basis.DERIVED, start, end)
            lasts = any(own.is_subject(s, m.start()) for s, m in found_in(layout, _OPEN_END))
            return {"valid_from": first} if lasts else {"valid_from": first, "valid_to": last}
    return {}


def _stated_span(layout: Layout, own: Own) -> dict[str, Field]:
    """First and last day where sentences give them; a day that is given in two ways is left out."""
    first: list[Field] = []
    last: list[Field] = []
    for sentence, match in _own(layout, _FROM, own):
        following = sentence.text[match.end() : match.end() + 80]
        offset = sentence.start + match.end()
        found = dates(following)
        if found and found[0].start <= 40:
            first.append(_day(found[0].iso, offset + found[0].start, offset + found[0].end, is_last=False))
        if len(found) > 1 and _UNTIL.match(following[found[0].end : found[1].start]):
            last.append(_day(found[1].iso, offset + found[1].start, offset + found[1].end, is_last=True))
    for sentence, match in _own(layout, _TO, own):
        following = sentence.text[match.end() : match.end() + 50]
        offset = sentence.start + match.end()
        if found := dates(following):
            last.append(_day(found[0].iso, offset + found[0].start, offset + found[0].end, is_last=True))
        elif year := _YEAR_END.match(following):
            place = offset + year.start(1), offset + year.end(1)
            last.append(Field(f"{year[1]}-12-31", Basis.DERIVED, *place))
    stated = {"valid_from": first, "valid_to": last}
    return {name: found[0] for name, found in stated.items() if len({f.value for f in found}) == 1}


def _day(iso: str, start: int, end: int, is_last: bool) -> Field:
    """A day as it stands, or the first or last of a month."""
    if len(iso) == 10:
        return Field(iso, Basis.STATED, start, end)
    day = monthrange(int(iso[:4]), int(iso[5:7]))[1] if is_last else 1
    return Field(f"{iso}-{day:02d}", Basis.DERIVED, start, end)


def _object(layout: Layout, verb: re.Pattern[str], own: Own) -> Field | None:
    """The document that this one replaces, or is replaced by, in the words that name it."""
    for sentence, match in found_in(layout, verb):
        found = _OBJECT.match(sentence.text, match.end())
        if found is None or not own.is_subject(sentence, match.start()):
            continue
        words = _AFTER_OBJECT.split(found[0])[0].rstrip()
        if not _DENIED.match(words) and (AT_START.match(words) or _EDITION.search(words)):
            start = sentence.start + match.end()
            return Field(words, Basis.STATED, start, start + len(words))
    return None


def _own(layout: Layout, pattern: re.Pattern[str], own: Own) -> Iterator[tuple[Said, re.Match[str]]]:
    """Where `pattern` stands with this document as its subject, not in a paragraph about another one by its years."""
    elsewhere: dict[int, bool] = {}
    for sentence, match in found_in(layout, pattern):
        if sentence.block not in elsewhere:
            paragraph = layout.of(layout.blocks[sentence.block])
            elsewhere[sentence.block] = own.has_other_years(_plain(paragraph))
        if not elsewhere[sentence.block] and own.is_subject(sentence, match.start()):
            yield sentence, match


def _plain(text: str) -> str:
    """A paragraph without what it says this document replaces."""
    return re.sub(_REPLACES.pattern + _OBJECT.pattern, "", text, flags=re.IGNORECASE)

"""The status of a document, as it states it."""

import re

from ingest.fields import Basis, Field
from ingest.layout import Layout
from ingest.metadata.own import Own, found_in

_DRAFT = re.compile(
    r"\b(?:udkast|\w*høringsudkast|høringsversion(?:en)?|høringsudgave)\b|^forslag til \S", re.IGNORECASE
)
_DRAFT_WORD = r"^[-–(\[ ]*(?:foreløbigt )?(?:udkast|høringsudkast|høringsversion|høringsudgave)\b"
_DRAFT_LINE = re.compile(_DRAFT_WORD + r".{0,40}$", re.IGNORECASE)
_DRAFT_STAMP = re.compile(
    _DRAFT_WORD + r"(?: (?:version|v\.|pr\.|den|af))?[^\wæøå]{0,3}[\d./ -]{0,20}\W{0,3}$", re.I
)
"""What stands on every page and was left out with the page headers."""
_ADOPTED = re.compile(
    r"(?:^|[.,;:] |\b(?:strategien|politikken|kodekset|vejledningen|retningslinjerne|regulativet|forretningsordenen)"
    r" (?:er|blev) )(?:endeligt )?(?:vedtaget|godkendt|tiltrådt) (?:(?:den|d\.) \d|(?:af|i|på) .{0,60}?"
    r"(?:udvalget|råd(?:et)?|bestyrelsen?|repræsentationen|magistraten|direktionen|mødet?)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_STATUS_LINE = re.compile(r"^status: ?(.{3,20})$", re.IGNORECASE)
_STATUS_WORDS = {
    "udkast": "draft",
    "i høring": "draft",
    "vedtaget": "adopted",
    "godkendt": "adopted",
    "gældende": "in_force",
    "i kraft": "in_force",
    "udløbet": "expired",
    "udgået": "expired",
    "ophævet": "expired",
    "erstattet": "superseded",
    "afløst": "superseded",
}
_ENDED = re.compile(
    r"\b(?:er|blev|er blevet) (?:udløbet|udgået|ophævet)\b|\bgælder ikke længere\b|\bikke længere gældende\b"
    r"|\b(?:er|blev|er blevet) (?:erstattet|afløst) af\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^[(\[ ]*(udløbet|udgået|ophævet|ikke længere gældende)\b.{0,40}$", re.IGNORECASE)
_HEAD_BLOCKS = 8
_HEAD = 1500


def read_status(layout: Layout, title: Field | None, own: Own, dropped: tuple[str, ...]) -> Field | None:
    """The status as the document states it, that of a draft above all."""
    if title and (match := _DRAFT.search(title.value)):
        place = (
            (None, None) if title.start is None else (title.start + match.start(), title.start + match.end())
        )
        return Field("draft", Basis.STATED, *place)
    head = [(layout.of(block), block) for block in layout.blocks[:_HEAD_BLOCKS]]
    for line, block in head:
        if (named := _STATUS_LINE.match(line)) and named[1].strip(" .").lower() in _STATUS_WORDS:
            return Field(_STATUS_WORDS[named[1].strip(" .").lower()], Basis.STATED, block.start, block.end)
        if _DRAFT_LINE.match(line):
            return Field("draft", Basis.STATED, block.start, block.end)
        if _STAMP.match(line):
            return Field("expired", Basis.STATED, block.start, block.end)
    if any(_DRAFT_STAMP.match(line) for line in dropped):
        return Field("draft", Basis.DERIVED)
    return _ended(layout, own) or _adopted(layout)


def _ended(layout: Layout, own: Own) -> Field | None:
    for sentence, match in found_in(layout, _ENDED):
        if own.is_subject(sentence, match.start()):
            replaced = re.search(r"erstattet|afløst", match[0], re.IGNORECASE)
            return Field("superseded" if replaced else "expired", Basis.STATED, sentence.start, sentence.end)
    return None


def _adopted(layout: Layout) -> Field | None:
    text = layout.text
    for begin, end in ((0, _HEAD), (max(len(text) - 600, 0), len(text))):
        if match := _ADOPTED.search(text[begin:end]):
            return Field("adopted", Basis.STATED, begin + match.start(), begin + match.end())
    return None

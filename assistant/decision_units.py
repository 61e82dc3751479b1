"""Decisions of the minutes, and the points they decide, as stretches of the version's own sentences."""

from collections.abc import Collection, Iterable, Sequence

from assistant.kinds import vocabulary
from assistant.matters import ItemOf
from assistant.units import Unit
from ingest.corpus import StoredSentence
from ingest.danish.dates import dates
from ingest.danish.places import names_body
from ingest.minutes.model import Decision, SectionName, Subject

Sentences = Sequence[StoredSentence]
_MOST_AFTER = 4
_MOST_BEFORE = 4
_LONGEST_INTRODUCTION = 140


def decision_units(one: ItemOf, decisions: Iterable[Decision], sentences: Sentences) -> list[Unit]:
    """The decisions with the votes and remarks that belong to each, and the proposal before an amendment."""
    wanted: set[int] = set()
    for decision in decisions:
        own = _places(sentences, decision.start, decision.end)
        if own:
            wanted.update(own, _after(one, own[-1], sentences), _proposal(one, decision, own[0], sentences))
    if wanted and _introduces(one, min(wanted) - 1, sentences):
        wanted.add(min(wanted) - 1)
    return _runs(one, wanted, sentences)


def point_units(one: ItemOf, numbers: Collection[int], sentences: Sentences) -> list[Unit]:
    """Points of the recommendation by their numbers, with the line that opens the list where it comes just before."""
    wanted: set[int] = set()
    for point in one.item.points:
        if point.number in numbers:
            wanted.update(_places(sentences, point.start, point.end))
    before = min(wanted, default=0) - 1
    if before >= 0 and vocabulary("words")["asks_what_was_recommended"].search(_text(one, sentences[before])):
        wanted.add(before)
    return _runs(one, wanted, sentences)


def heading_unit(one: ItemOf, sentences: Sentences) -> Unit | None:
    """The item's title as it stands in the text."""
    title = one.item.title
    if title is None or title.start is None or title.end is None:
        return None
    places = _places(sentences, title.start, title.end)
    return Unit(one.version, tuple(sentences[place] for place in places)) if places else None


def _places(sentences: Sentences, start: int, end: int) -> list[int]:
    return [place for place, s in enumerate(sentences) if s.start < end and start < s.end]


def _after(one: ItemOf, last: int, sentences: Sentences) -> list[int]:
    """What follows a decision and belongs to it: the rest of its paragraph, and who voted how."""
    section_end = next(
        (s.end for s in one.item.sections if s.start <= sentences[last].start < s.end), one.item.end
    )
    votes = vocabulary("words")["names_a_vote"]
    found: list[int] = []
    for place in range(last + 1, min(len(sentences), last + 1 + _MOST_AFTER)):
        sentence = sentences[place]
        decided = any(d.start < sentence.end and sentence.start < d.end for d in one.item.decisions)
        same_block = sentence.block == sentences[last].block
        if decided or sentence.start >= section_end or not (same_block or votes.search(_text(one, sentence))):
            break
        found.append(place)
    return found


def _proposal(one: ItemOf, decision: Decision, first: int, sentences: Sentences) -> list[int]:
    """The sentences before an amendment's decision, from the one that puts it forward."""
    if decision.subject is not Subject.AMENDMENT:
        return []
    start, _ = one.context(decision)
    amendment = vocabulary("words")["asks_for_an_amendment"]
    before = [p for p in range(max(0, first - _MOST_BEFORE), first) if sentences[p].start >= start]
    opens = next((p for p in before if amendment.search(_text(one, sentences[p]))), first)
    return list(range(opens, first))


def _introduces(one: ItemOf, place: int, sentences: Sentences) -> bool:
    """Whether the sentence says whose decision follows: "Byrådets beslutning i mødet den 5. december 2024:"."""
    if place < 0:
        return False
    text = _text(one, sentences[place])
    under = any(
        s.start <= sentences[place].start < s.end
        for s in one.item.sections
        if s.name in (SectionName.DECISION, SectionName.HISTORY)
    )
    names = bool(dates(text)) or bool(one.version.body and names_body(text, one.version.body))
    return under and names and "beslutning" in text.casefold() and len(text) <= _LONGEST_INTRODUCTION


def _runs(one: ItemOf, wanted: Collection[int], sentences: Sentences) -> list[Unit]:
    """A unit for each run of consecutive places."""
    runs: list[list[StoredSentence]] = []
    for place in sorted(wanted):
        if place - 1 in wanted:
            runs[-1].append(sentences[place])
        else:
            runs.append([sentences[place]])
    return [Unit(one.version, tuple(run)) for run in runs]


def _text(one: ItemOf, sentence: StoredSentence) -> str:
    return one.version.text[sentence.start : sentence.end]

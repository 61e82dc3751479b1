"""Answer units: the stretch of a source that answers as a whole.

Mostly one sentence. A sentence that opens a list takes its items along, a decision's heading its decision, and an item
asked for as part of a list the whole list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.corpus import StoredSentence, Version
from ingest.danish.words import stem

MOST_ITEMS = 20
_CLOSES = re.compile(r"[.!?]\W*$")
_OPENS = re.compile(r":\W*$")
_DECISION_HEADING = re.compile(r"\bbeslutning\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b([A-ZÆØÅ][A-ZÆØÅa-zæøå]+) (\d{1,2})(?=[:. ])")
_ITEM_LIKE = re.compile(
    r"^(?:(?:At|Vi)\b|[-•–*] |\d{1,2}[.)] |[a-zA-Z][.):] |(?:Tema|TEMA|Princip) \d{1,2}\b)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Consecutive sentences of one version; `first` and `last` are their places among the version's sentences."""

    version: Version
    sentences: tuple[StoredSentence, ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.sentences[-1].end

    @property
    def text(self) -> str:
        """The quote: the version's text from `start` to `end`."""
        return self.version.text[self.start : self.end]

    def overlaps(self, other: "Unit") -> bool:
        """Whether both quote some of the same text."""
        return self.version.id == other.version.id and self.start < other.end and other.start < self.end


def unit_around(version: Version, sentences: Sequence[StoredSentence], place: int, whole_list: bool) -> Unit:
    """The unit of the sentence at `place` among a passage's sentences.

    With `whole_list`, an item brings its whole list and the line that opens it.
    """
    block = version.blocks[sentences[place].block]
    if block.kind == "heading" and not _opens_list(version, sentences, place):
        return Unit(version, tuple(sentences[place : _after_decision(version, sentences, place)]))
    if _introduces_paragraph(version, sentences, place):
        return Unit(version, tuple(sentences[place : place + 2]))
    if _opens_list(version, sentences, place):
        return Unit(version, tuple(sentences[place : _end_of_list(version, sentences, place + 1)]))
    if block.kind in ("item", "row") or _follows_opener(version, sentences, place):
        return _item(version, sentences, place, whole_list)
    return Unit(version, (sentences[place],))


def whole_section(version: Version, sentences: Sequence[StoredSentence], place: int) -> Unit:
    """All that stands under the same heading as the sentence at `place`, at most MOST_ITEMS sentences."""
    path = version.blocks[sentences[place].block].path

    def belongs(sentence: StoredSentence) -> bool:
        block = version.blocks[sentence.block]
        return block.path == path and block.kind != "heading"

    if not belongs(sentences[place]):
        return unit_around(version, sentences, place, whole_list=False)
    first = last = place
    while first > 0 and belongs(sentences[first - 1]) and last - first < MOST_ITEMS - 1:
        first -= 1
    while last + 1 < len(sentences) and belongs(sentences[last + 1]) and last - first < MOST_ITEMS - 1:
        last += 1
    return Unit(version, tuple(sentences[first : last + 1]))


def is_heading(unit: Unit) -> bool:
    """Whether the unit begins with a heading."""
    return unit.version.blocks[unit.sentences[0].block].kind == "heading"


def with_answer(unit: Unit, sentences: Sequence[StoredSentence], place: int) -> Unit:
    """A question of the source itself, with what follows it in its paragraph: its answer, up to four sentences."""
    following = [s for s in sentences[place + 1 : place + 5] if s.block == unit.sentences[-1].block]
    return Unit(unit.version, (*unit.sentences, *following))


def stands_in_list(version: Version, sentences: Sequence[StoredSentence], place: int) -> bool:
    """Whether the sentence opens a list or is one of its items."""
    return _opens_list(version, sentences, place) or (
        version.blocks[sentences[place].block].kind in ("item", "row")
        or _follows_opener(version, sentences, place)
    )


def series(version: Version, sentences: Sequence[StoredSentence], noun: str) -> list[Unit]:
    """The numbered parts that `noun` (a stem) names, each a unit: "Princip 1: ...", "Princip 2: ...".

    Where the numbers run more than once, as in a table of contents and then in the text, the last full run is taken.
    """
    numbered = [
        (int(match[2]), sentence)
        for sentence in sentences
        for match in _NUMBERED.finditer(version.text[sentence.start : sentence.end])
        if stem(match[1].lower()) == noun
    ]
    best: list[StoredSentence] = []
    for first, (number, _) in enumerate(numbered):
        if number == 1:
            run = _run_from(numbered[first:])
            best = run if len(run) >= len(best) else best
    return [Unit(version, (sentence,)) for sentence in best] if len(best) > 1 else []


def labelled(version: Version, sentences: Sequence[StoredSentence], place: int) -> list[Unit]:
    """The items labelled A, B, C or 1, 2, 3 that a line ending in a colon opens, with text between them."""
    for labels in ("ABCDEFGHIJ", [str(number) for number in range(1, 21)]):
        found = [sentences[place]]
        for sentence in sentences[place + 1 :]:
            if len(found) > len(labels) or (
                version.blocks[sentence.block].kind == "heading" and len(found) == 1
            ):
                break
            if re.match(rf"^\W*{labels[len(found) - 1]}[.:)] ", _text(version, sentence)):
                found.append(sentence)
            elif len(found) == 1:
                break
        if len(found) > 2:
            return [Unit(version, (sentence,)) for sentence in found]
    return []


def lists(version: Version, sentences: Sequence[StoredSentence]) -> list[list[Unit]]:
    """Every list of the version with the line that opens it: one unit, or several where text stands between items."""
    found = []
    for place in range(len(sentences) - 1):
        ends_in_colon = bool(_OPENS.search(_text(version, sentences[place])))
        parts = _headings_below(version, sentences, place)
        if not parts and ends_in_colon:
            parts = labelled(version, sentences, place)
        if not parts and _opens_list(version, sentences, place):
            parts = [Unit(version, tuple(sentences[place : _end_of_list(version, sentences, place + 1)]))]
        if parts:
            found.append(parts)
    return found


def _headings_below(version: Version, sentences: Sequence[StoredSentence], place: int) -> list[Unit]:
    """A heading and the headings one level below it, each a unit; empty when there are fewer than two."""
    own = version.blocks[sentences[place].block]
    if own.kind != "heading" or own.level < 2:
        return []
    found = [sentences[place]]
    for sentence in sentences[place + 1 :]:
        block = version.blocks[sentence.block]
        if block.kind == "heading" and block.level <= own.level:
            break
        if block.kind == "heading" and block.level == own.level + 1:
            found.append(sentence)
    return [Unit(version, (sentence,)) for sentence in found] if len(found) > 2 else []


def _run_from(numbered: Sequence[tuple[int, StoredSentence]]) -> list[StoredSentence]:
    run: list[StoredSentence] = []
    for number, sentence in numbered:
        if number == len(run) + 1 and sentence not in run:
            run.append(sentence)
    return run


def _item(version: Version, sentences: Sequence[StoredSentence], place: int, whole_list: bool) -> Unit:
    """A list item with all its sentences; the whole list with its opener when that is wanted."""
    if not whole_list:
        number = sentences[place].block
        if version.blocks[number].kind == "paragraph":
            return Unit(version, (sentences[place],))
        return Unit(version, tuple(s for s in sentences if s.block == number))
    first = place
    while first > 0 and _is_item(version, sentences[first - 1]):
        first -= 1
    if first > 0 and _opens_list(version, sentences, first - 1):
        first -= 1
    return Unit(version, tuple(sentences[first : _end_of_list(version, sentences, max(first + 1, place))]))


def _opens_list(version: Version, sentences: Sequence[StoredSentence], place: int) -> bool:
    """Whether items follow the sentence: a paragraph's, a heading's, or a run of "At ..." after a colon."""
    if place + 1 >= len(sentences):
        return False
    text = _text(version, sentences[place])
    following = sentences[place + 1]
    own = version.blocks[sentences[place].block].kind
    if version.blocks[following.block].kind == "item":
        return own == "heading" or (own == "paragraph" and not _CLOSES.search(text))
    return bool(_OPENS.search(text)) and (
        _is_item(version, following) or following.block == sentences[place].block
    )


def _introduces_paragraph(version: Version, sentences: Sequence[StoredSentence], place: int) -> bool:
    """Whether the sentence ends with a colon and a paragraph of prose follows."""
    if place + 1 >= len(sentences) or not _OPENS.search(_text(version, sentences[place])):
        return False
    following = sentences[place + 1]
    return version.blocks[following.block].kind == "paragraph" and not _is_item(version, following)


def _follows_opener(version: Version, sentences: Sequence[StoredSentence], place: int) -> bool:
    """Whether the sentence is one of a run of "At ..." lines after a colon within running text."""
    if not _is_item(version, sentences[place]):
        return False
    for before in range(place - 1, max(-1, place - MOST_ITEMS), -1):
        if _OPENS.search(_text(version, sentences[before])):
            return True
        if not _is_item(version, sentences[before]):
            return False
    return False


def _is_item(version: Version, sentence: StoredSentence) -> bool:
    return version.blocks[sentence.block].kind in ("item", "row") or bool(
        _ITEM_LIKE.match(_text(version, sentence))
    )


def _end_of_list(version: Version, sentences: Sequence[StoredSentence], place: int) -> int:
    """The place after the last item, counted from the first item at `place`."""
    end = place
    while end < len(sentences) and end - place < MOST_ITEMS and _is_item(version, sentences[end]):
        end += 1
    return max(end, min(place + 1, len(sentences)))


def _after_decision(version: Version, sentences: Sequence[StoredSentence], place: int) -> int:
    """The place after what follows a heading: up to eight sentences of a decision, else the heading's first one."""
    most = 8 if _DECISION_HEADING.search(_text(version, sentences[place])) else 1
    end = place + 1
    while (
        end < len(sentences)
        and end - place <= most
        and version.blocks[sentences[end].block].kind != "heading"
    ):
        end += 1
    return end


def _text(version: Version, sentence: StoredSentence) -> str:
    return version.text[sentence.start : sentence.end]

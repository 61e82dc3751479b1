"""Answers from the register of decisions: what a body decided on a matter, as the minutes say it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.decision_units import Sentences, decision_units, heading_unit, point_units
from assistant.evidence import Evidence
from assistant.inquiry import Inquiry
from assistant.kinds import vocabulary
from assistant.matters import PLAINLY, ItemOf, Matter, Minuted, Rating
from assistant.units import Unit
from ingest.corpus import StoredSentence
from ingest.danish.places import bodies
from ingest.minutes.model import Decision

_TIED = 0.1
_MOST_CASES = 3
_MOST_ITEMS = 15
_MOST_SENTENCES = 30

SentencesBetween = Callable[[int, int, int], list[StoredSentence]]
"""The sentences of a version (its id) that begin between two offsets, in order."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The decisions that a body took on a day on one agenda item."""

    body: str | None
    day: str | None
    matter: Matter
    decisions: tuple[Decision, ...]

    @property
    def is_own(self) -> bool:
        """Whether the minutes are those of the body itself, not of another that tells of the decision."""
        minutes = self.matter.of.version.minutes
        own = minutes.body.value if minutes and minutes.body else self.matter.of.version.body
        return own == self.body


class Register:
    """Looks up one inquiry among the agenda items of the active versions, starting from the passages found."""

    def __init__(
        self,
        inquiry: Inquiry,
        evidence: Evidence,
        minuted: Minuted,
        sentences: SentencesBetween,
        rating: Rating,
    ) -> None:
        self._inquiry = inquiry
        self._evidence = evidence
        self._minuted = minuted
        self._sentences = sentences
        self._rating = rating

    def answer(self, found: Iterable[ItemOf]) -> list[Unit]:
        """The decisions asked for in reading order; none when no agenda item is plainly the one asked about.

        `found` are the items that the search found passages in.
        """
        if not self._inquiry.topic and not self._inquiry.cases:
            return self._whole_meeting() if self._inquiry.names_meeting else []
        matters = [m for one in self._items(list(found)) if (m := self._rating.rate(one))]
        best = max((matter.score for matter in matters), default=0.0)
        cases = list(dict.fromkeys(matter.of.case for matter in matters if matter.score >= best - _TIED))
        if len(cases) > _MOST_CASES:
            return []
        return self._units(_meetings(m for m in matters if m.of.case in cases and (m.score or not best)))

    def denies(self, unit: Unit) -> bool:
        """Whether a unit quotes what another body, or the same in another matter or on another day, decided."""
        told = [
            one
            for item in (unit.version.minutes.items if unit.version.minutes else ())
            if any(d.start < unit.end and unit.start < d.end for d in item.decisions)
            for one in [ItemOf(unit.version, item)]
        ]
        if told:
            return not any(self._rating.may_be_meant(one) for one in told)
        named = [body for body in bodies(unit.text) if _says_decided(unit.text, body)]
        return bool(named) and not any(self._inquiry.is_of_body(body) for body in named)

    def _items(self, found: list[ItemOf]) -> list[ItemOf]:
        """The items to rate: of the cases named, else those found, with the others of the same cases and meeting."""
        if self._inquiry.cases:
            return self._minuted.of_cases(self._inquiry.cases)
        numbers = {one.item.case_number.value for one in found if one.item.case_number}
        more = self._minuted.of_cases(sorted(numbers))
        if self._inquiry.names_meeting:
            more += self._minuted.of_times(self._inquiry.times)
        return list({(one.version.id, one.item.start): one for one in [*found, *more]}.values())

    def _whole_meeting(self) -> list[Unit]:
        """Each item of the meeting asked about: its title and its decisions."""
        matters = [m for one in self._minuted.of_times(self._inquiry.times) if (m := self._rating.rate(one))]
        units: list[Unit] = []
        for meeting in _meetings(matters)[:_MOST_ITEMS]:
            sentences = self._of(meeting.matter.of)
            title = heading_unit(meeting.matter.of, sentences)
            decided = decision_units(meeting.matter.of, meeting.decisions, sentences)
            units += [title, *decided] if title else decided
        return _shortened(units)

    def _units(self, meetings: list[Meeting]) -> list[Unit]:
        units: list[Unit] = []
        for meeting in meetings:
            one, sentences = meeting.matter.of, self._of(meeting.matter.of)
            decided = decision_units(one, meeting.decisions, sentences)
            wanted = meeting.matter.points or {n for d in meeting.decisions for n in d.points}
            unnamed = {n for d in meeting.decisions for n in d.points if self._is_unnamed(one, d)}
            points = point_units(one, unnamed & set(wanted), sentences)
            title = None if points else heading_unit(one, sentences)
            units += [*([title] if title else []), *decided, *points]
        return _shortened(units)

    def _is_unnamed(self, one: ItemOf, decision: Decision) -> bool:
        """Whether a decision's own words leave open what it is about."""
        topic = self._inquiry.topic
        met = self._evidence.met_in_full(one.text(*one.context(decision)))
        return not topic or any(met[term] < PLAINLY for term in topic)

    def _of(self, one: ItemOf) -> Sentences:
        return self._sentences(one.version.id, one.item.start, one.item.end)


def _meetings(matters: Iterable[Matter]) -> list[Meeting]:
    """The decisions by case, body and day, told by the body's own minutes where they are there; the latest first."""
    found: dict[tuple[object, ...], list[Meeting]] = defaultdict(list)
    for matter in matters:
        told: dict[tuple[str | None, str | None], list[Decision]] = defaultdict(list)
        for decision in matter.decisions:
            told[matter.of.body_of(decision), matter.of.day_of(decision)].append(decision)
        for (body, day), decisions in told.items():
            found[matter.of.case, body, day].append(Meeting(body, day, matter, tuple(decisions)))
    best = [max(same, key=lambda meeting: meeting.is_own) for same in found.values()]
    return sorted(best, key=lambda meeting: meeting.day or "", reverse=True)


def _says_decided(text: str, body: str) -> bool:
    """Whether the text tells that the body decided something."""
    decided = vocabulary("words")["decided_by"]
    return any(decided.match(text, match.end()) for match in re.finditer(re.escape(body), text))


def _shortened(units: list[Unit]) -> list[Unit]:
    """The first units, each once, that make up at most _MOST_SENTENCES sentences; the very first one always."""
    kept: list[Unit] = []
    for unit in {(unit.version.id, unit.start, unit.end): unit for unit in units}.values():
        if kept and sum(len(one.sentences) for one in [*kept, unit]) > _MOST_SENTENCES:
            break
        kept.append(unit)
    return kept

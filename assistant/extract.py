"""The extractive composer: picks the units that answer a question, verbatim, and puts them in a readable order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant import weigh
from assistant.candidates import Read, candidates
from assistant.evidence import Candidate, Evidence, Features
from assistant.kinds import Kind, number_asked_for, vocabulary
from assistant.question import Question
from assistant.scope import Scope, scope_of
from assistant.units import Unit, is_heading, lists, series, unit_around, whole_section, with_answer
from assistant.validity import Validities
from ingest.corpus import StoredSentence, Version
from ingest.danish.places import names_body

_WORTH = (0.0, 1.4, 1.2, 0.8)
_WORTH_WHERE_PLAIN = (0.0, 1.0, 0.8)
"""How far behind the best candidate the next ones may rank and still be quoted; less where an answer is plain."""
_FAR = 5.0
_LIST_IS_ASKED_FOR = 0.3
_GAIN = 0.15
_LONGEST_ADDITION = 5
_NEAR = 1.5
_OWN_DECISION = 2.5
_ONLY_FORESEEN = 2.0
_NAMED_BY_TITLE = 1.5
_ONE_OF_THEM = re.compile(r"\b[^\W\d]{3,} \d{1,2}\b(?!\.?\d)")
"""A numbered one ("fokusområde 1"): what follows it is not the list of all of them."""
_POINT = re.compile(
    r"\d\. ?(?:at-)?punkt|punkt \d|\b(?:første|andet|tredje|fjerde) (?:at-)?punkt", re.IGNORECASE
)
_STALE = {"superseded": 2.5, "expired": 1.0, "draft": 1.0}
_ONLY_RECOMMENDED = 1.0
_WHOLE_LISTS = frozenset({Kind.LIST, Kind.DEFINITION, Kind.OTHER, Kind.COUNT, Kind.STATEMENT})
_STARTS_MIDWAY = (
    "det ",
    "den ",
    "de ",
    "dette ",
    "denne ",
    "disse ",
    "herudover ",
    "endvidere ",
    "derudover ",
    "her ",
    "heraf ",
)
_GOES_ON = (
    "det gælder ",
    "det drejer sig ",
    "det omfatter ",
    "der er tale om ",
    "de er ",
    "disse er ",
    "det er ",
    "men ",
    "dog ",
    "imidlertid ",
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its evidence."""

    candidate: Candidate
    read: Read
    place: int
    features: Features
    rank: float


@dataclass(frozen=True, slots=True)
class Composition:
    """The units of an answer in reading order, none when nothing answers, and how sure that is (0..1)."""

    units: tuple[Unit, ...]
    confidence: float


class Composer:
    """Composes an answer from the passages that were read for one question."""

    def __init__(
        self,
        question: Question,
        evidence: Evidence,
        day: date,
        validities: Validities,
        sentences_of: Callable[[Version], list[StoredSentence]],
    ) -> None:
        self._sentences_of = sentences_of
        self._question = question
        self._evidence = evidence
        self._day = day
        self._validities = validities

    def compose(self, reads: list[Read]) -> Composition:
        """The best unit that answers, and others that add to it."""
        scored = self.score(reads, scope_of(self._question))
        if not scored:
            return Composition((), 0.0)
        confidence = max(weigh.support(self._question.kind, s.features) for s in scored[:5])
        fitting = [s for s in scored if self._answers(s)]
        if not fitting or fitting[0].rank < scored[0].rank - _FAR:
            return Composition((), confidence)
        if enumeration := self._enumeration(fitting):
            return Composition(tuple(enumeration), confidence)
        units: list[Unit] = []
        is_plain = weigh.is_strict(self._question.kind) and fitting[0].features.bears >= 1.0
        for one, worth in zip(fitting, _WORTH_WHERE_PLAIN if is_plain else _WORTH, strict=False):
            unit = self.unit(one)
            if units and len(unit.sentences) > _LONGEST_ADDITION:
                continue
            if one.rank >= fitting[0].rank - worth and not any(unit.overlaps(other) for other in units):
                units.append(unit)
        return Composition(tuple(self._in_reading_order(units)), confidence)

    def _answers(self, scored: Scored) -> bool:
        own_decision = self._is_own_decision(scored.candidate)
        return weigh.answers(self._question.kind, scored.features, own_decision)

    def score(self, reads: list[Read], scope: Scope) -> list[Scored]:
        """The candidates of the passages, best first."""
        scored = []
        for candidate, read, place in candidates(reads, scope):
            if not self._evidence.is_news(candidate):
                continue
            features = self._evidence.features(candidate)
            rank = weigh.rank(self._question.kind, features) - self._staleness(candidate.version)
            rank += self._weigh_decision(candidate)
            rank -= _ONLY_RECOMMENDED if self._is_only_recommended(candidate) else 0.0
            rank += _NAMED_BY_TITLE if self._evidence.names(candidate.version.title) else 0.0
            scored.append(Scored(candidate, read, place, features, rank))
        return sorted(scored, key=lambda s: (-s.rank, s.candidate.sentence.id))

    def unit(self, scored: Scored) -> Unit:
        """What is quoted when a candidate is chosen: the sentence, its list, its decision or its neighbours too."""
        if (
            self._question.kind is Kind.DECISION
            and is_under_decision(scored.candidate)
            and not _POINT.search(self._question.text)
        ):
            return whole_section(scored.candidate.version, scored.read.sentences, scored.place)
        whole_list = self._question.kind in _WHOLE_LISTS or self._question.text.lower().startswith("hvilke ")
        unit = unit_around(scored.candidate.version, scored.read.sentences, scored.place, whole_list)
        if len(unit.sentences) > 1:
            return unit
        if unit.text.endswith("?"):
            return with_answer(unit, scored.read.sentences, scored.place)
        before, after = self._neighbours(scored)
        sentences = list(unit.sentences)
        if named := self._name_above(scored):
            sentences.insert(0, named)
        if before is not None and unit.text.lower().startswith(_STARTS_MIDWAY):
            sentences.insert(0, before)
        if after is not None and self._goes_on(unit, _text(scored, after)):
            sentences.append(after)
        return Unit(unit.version, tuple(sentences))

    def _name_above(self, scored: Scored) -> StoredSentence | None:
        """The bare name on the line above a title or a role, as in a signature, where a person is asked for."""
        if self._question.kind not in (Kind.WHO, Kind.PERSON) or not scored.place:
            return None
        above = scored.read.sentences[scored.place - 1]
        return above if vocabulary("words")["bare_name"].search(_text(scored, above)) else None

    def _goes_on(self, unit: Unit, after: str) -> bool:
        """Whether the next sentence belongs to the answer: limits it, says what it announced, or meets more of it."""
        lowered = after.lower()
        if lowered.startswith(_GOES_ON):
            return True
        gain = self._evidence.meets(f"{unit.text} {after}")[0] - self._evidence.meets(unit.text)[0]
        return lowered.startswith(_STARTS_MIDWAY) and gain >= _GAIN

    def _weigh_decision(self, candidate: Candidate) -> float:
        """What a candidate gains or loses when the question is after a decision that was taken.

        A body's own "Beslutning" gains; a sentence that only foresees the decision loses.
        """
        words = vocabulary("words")
        if not words["asks_what_was_decided"].search(self._question.text):
            return _OWN_DECISION if self._is_own_decision(candidate) else 0.0
        if words["only_foreseen"].search(candidate.text):
            return -_ONLY_FORESEEN
        of_body = any(names_body(candidate.text, body) for body in self._question.bodies)
        if of_body and words["decision_of_a_body"].search(candidate.text):
            return _OWN_DECISION
        return _OWN_DECISION if self._is_own_decision(candidate) else 0.0

    def _is_only_recommended(self, candidate: Candidate) -> bool:
        """Whether a sentence stands under "Indstilling" and the question does not ask what was recommended."""
        under = candidate.hit.passage.section.rsplit(" > ", 1)[-1].casefold().startswith("indstilling")
        return under and not vocabulary("words")["asks_what_was_recommended"].search(self._question.text)

    def _is_own_decision(self, candidate: Candidate) -> bool:
        """Whether a body is asked what it decided and the sentence stands under its own "Beslutning"."""
        return (
            self._question.kind is Kind.DECISION
            and candidate.version.body in self._question.bodies
            and is_under_decision(candidate)
        )

    def _enumeration(self, fitting: list[Scored]) -> list[Unit]:
        """For a question after a list: the numbered parts or the list of the best document that the question names."""
        focus = next((term.stem for term in self._question.terms if term.is_focus), None)
        if focus is None or not (self._question.kind is Kind.LIST or number_asked_for(self._question.text)):
            return []
        near = {
            s.candidate.version.id: s.candidate.version for s in fitting if s.rank >= fitting[0].rank - _NEAR
        }
        rated: list[tuple[float, list[Unit]]] = []
        for version in near.values():
            sentences = self._sentences_of(version)
            if found := series(version, sentences, focus):
                return found
            rated.extend((self._rate_list(units), units) for units in lists(version, sentences))
        best = max(rated, key=lambda one: one[0], default=(0.0, []))
        return best[1] if best[0] >= _LIST_IS_ASKED_FOR else []

    def _rate_list(self, units: list[Unit]) -> float:
        """How well a list is the one asked for: its opening line meets the question, and has as many items."""
        opener = units[0].version.text[units[0].start : units[0].sentences[0].end]
        share, meets_focus = self._evidence.meets(opener)
        if not meets_focus or (_ONE_OF_THEM.search(opener) and not _ONE_OF_THEM.search(self._question.text)):
            return 0.0
        if len(units) > 1 and is_heading(units[0]) and not self._evidence.ends_with_focus(opener):
            return 0.0
        items = len(units) - 1 if len(units) > 1 else len({s.block for s in units[0].sentences}) - 1
        wanted = number_asked_for(self._question.text)
        return share + (0.5 if wanted == items else 0.0)

    def _neighbours(self, scored: Scored) -> tuple[StoredSentence | None, StoredSentence | None]:
        """The sentences before and after a candidate in the same paragraph."""
        around = scored.read.sentences
        block = scored.candidate.sentence.block
        before = around[scored.place - 1] if scored.place else None
        after = around[scored.place + 1] if scored.place + 1 < len(around) else None
        return (
            before if before and before.block == block else None,
            after if after and after.block == block else None,
        )

    def _staleness(self, version: Version) -> float:
        """What an expired or superseded source loses, unless the question names a time."""
        if self._question.years or self._question.dates:
            return 0.0
        return _STALE.get(self._validities.on(version, self._day), 0.0)

    def _in_reading_order(self, units: list[Unit]) -> list[Unit]:
        """The best unit first; then the others, its own document's before another's, in the order of their texts."""
        order = {unit.version.id: place for place, unit in reversed(list(enumerate(units)))}
        return units[:1] + sorted(units[1:], key=lambda unit: (order[unit.version.id], unit.start))


def is_under_decision(candidate: Candidate) -> bool:
    """Whether the nearest heading above a candidate is "Beslutning" or says so of a body."""
    return "beslutning" in candidate.hit.passage.section.rsplit(" > ", 1)[-1].casefold()


def _text(scored: Scored, sentence: StoredSentence) -> str:
    return scored.candidate.version.text[sentence.start : sentence.end]

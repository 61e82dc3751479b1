"""The agenda items that an inquiry after decisions may be about, and how well each meets it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.evidence import Evidence, Met
from assistant.inquiry import Inquiry
from assistant.kinds import vocabulary
from assistant.question import Term
from assistant.retrieval import Hit
from ingest.corpus import Version
from ingest.danish.words import content_tokens, likeness
from ingest.minutes.model import Decision, Item, SectionName, Subject

PLAINLY = 0.75
"""How well a word of the question must be met to count as named."""
_FOR_SUMMARY, _FOR_PASSAGES = 0.8, 0.6
_LEAST_MET, _LEAST_MET_CLOSELY, _LEAST_MEANT = 0.8, 0.55, 0.5
_LEAST_OF_A_POINT, _AS_GOOD = 0.5, 0.05
_FOR_TITLE = 0.3
_LONGEST_SUMMARY = 2_000


@dataclass(frozen=True, slots=True)
class ItemOf:
    """An agenda item of a version."""

    version: Version
    item: Item

    @property
    def case(self) -> tuple[str | None, str]:
        """What tells its case from others: the case number, or the place of the item where it has none."""
        number = self.item.case_number
        if number:
            return self.version.municipality, number.value.casefold()
        return self.version.document, str(self.item.start)

    def text(self, start: int, end: int) -> str:
        """A stretch of the version's text."""
        return self.version.text[start:end]

    def body_of(self, decision: Decision) -> str | None:
        """The body that took a decision: the stated one, or that of the minutes."""
        return decision.body.value if decision.body else self.version.body

    def day_of(self, decision: Decision) -> str | None:
        """The day of a decision, ISO 8601: the stated one, or that of the minutes."""
        return decision.date.value if decision.date else self.version.date

    def context(self, decision: Decision) -> tuple[int, int]:
        """The stretch that says what a decision is about: with an amendment, also its proposal before it."""
        if decision.subject is not Subject.AMENDMENT:
            return decision.start, decision.end
        section = next(
            (s.start for s in self.item.sections if s.start <= decision.start < s.end), self.item.start
        )
        earlier = [other.end for other in self.item.decisions if other.end <= decision.start]
        return max([section, *earlier]), decision.end


@dataclass(frozen=True, slots=True)
class Matter:
    """An item with those of its decisions that are asked for, and how well it meets the inquiry (about 0 to 1)."""

    of: ItemOf
    decisions: tuple[Decision, ...]
    points: frozenset[int]
    score: float


class Minuted:
    """The agenda items of the active versions by case number and by day of decision."""

    def __init__(self, active: Mapping[int, Version]) -> None:
        self._by_case: dict[str, list[ItemOf]] = defaultdict(list)
        self._by_day: dict[str, list[ItemOf]] = defaultdict(list)
        for version in active.values():
            for item in version.minutes.items if version.minutes else ():
                one = ItemOf(version, item)
                if item.case_number:
                    self._by_case[item.case_number.value.casefold()].append(one)
                for day in {one.day_of(decision) for decision in item.decisions}:
                    self._by_day[day or ""].append(one)

    def of_cases(self, numbers: Iterable[str]) -> list[ItemOf]:
        """The items with one of the case numbers."""
        return [one for number in numbers for one in self._by_case.get(number.casefold(), ())]

    def of_times(self, times: Collection[str]) -> list[ItemOf]:
        """The items with a decision on a day that begins or ends so."""
        days = [day for day in self._by_day if all(day.startswith(t) or day.endswith(t) for t in times)]
        return [one for day in days for one in self._by_day[day]]


class LatestMinuted:
    """Keeps the items of the last state of the corpus that was asked for. Safe to use from several threads."""

    def __init__(self) -> None:
        self._made: tuple[Mapping[int, Version], Minuted] | None = None

    def among(self, active: Mapping[int, Version]) -> Minuted:
        """The items among `Corpus.active()`, which is another mapping whenever the corpus has changed."""
        made = self._made
        if made is None or made[0] is not active:
            made = self._made = (active, Minuted(active))
        return made[1]


def items_found(hits: Iterable[Hit], active: Mapping[int, Version]) -> Iterator[ItemOf]:
    """The items that passages were found in, each once."""
    seen: set[tuple[int, int]] = set()
    for hit in hits:
        version = active.get(hit.passage.version)
        for item in version.minutes.items if version and version.minutes else ():
            overlaps = item.start < hit.passage.end and hit.passage.start < item.end
            if version and overlaps and (version.id, item.start) not in seen:
                seen.add((version.id, item.start))
                yield ItemOf(version, item)


class Rating:
    """Rates items for one inquiry."""

    def __init__(self, inquiry: Inquiry, evidence: Evidence, hits: Iterable[Hit], day: str) -> None:
        self._inquiry = inquiry
        self._evidence = evidence
        self._weights = {term: evidence.weights[term] for term in inquiry.topic}
        self._hits = list(hits)
        self._day = day

    def rate(self, one: ItemOf) -> Matter | None:
        """The item as an answer: with the decisions that are asked for, or None when it is about something else.

        An item of a case that is asked for by its number is about it in any case, with a score of 0 at least.
        """
        decisions = self._in_scope(one)
        if not decisions:
            return None
        if not self._weights:
            return self._chosen(one, decisions, frozenset(), 1.0)
        title = self._met(_title(one))
        points = {p.number: self._met(one.text(p.start, p.end)) for p in one.item.points}
        said = {d: self._met(one.text(*one.context(d))) for d in decisions}
        close = _best(title, *points.values(), *said.values())
        if not self._is_met(one, close):
            return self._chosen(one, decisions, frozenset(), 0.0) if self._inquiry.cases else None
        score = self._share(close) + _FOR_TITLE * self._names_title(one)
        left = [term for term in self._weights if title[term] < PLAINLY]
        best = max([self._share(met, left) for met in (*points.values(), *said.values())], default=0.0)
        if not left or best < _LEAST_OF_A_POINT:
            return self._chosen(one, decisions, frozenset(), score)
        least = best - _AS_GOOD
        asked = frozenset(n for n, met in points.items() if self._share(met, left) >= least)
        decisions = tuple(
            d
            for d in decisions
            if d.subject is Subject.MATTER
            or asked.intersection(d.points)
            or self._share(said[d], left) >= least
        )
        return self._chosen(one, decisions, asked, score)

    def may_be_meant(self, one: ItemOf) -> bool:
        """Whether the item may be about the topic, though perhaps in other words, and has a decision asked for."""
        decisions = self._in_scope(one)
        close = _best(
            self._met(_title(one)),
            *(self._met(one.text(p.start, p.end)) for p in one.item.points),
            *(self._met(one.text(*one.context(d))) for d in decisions),
        )
        far = _best(close, *self._summaries(one), *self._passages(one))
        return bool(decisions) and (not self._weights or self._share(far) >= _LEAST_MEANT)

    def _in_scope(self, one: ItemOf) -> tuple[Decision, ...]:
        if not self._is_of_municipality(one.version):
            return ()
        return tuple(decision for decision in one.item.decisions if self._is_asked_for(one, decision))

    def _chosen(
        self, one: ItemOf, decisions: tuple[Decision, ...], points: frozenset[int], score: float
    ) -> Matter | None:
        """The matter with what the inquiry limits decisions to: an amendment, numbered points, counted votes."""
        inquiry = self._inquiry
        if inquiry.wants_amendment:
            decisions = tuple(d for d in decisions if d.subject is Subject.AMENDMENT)
        if inquiry.points:
            points = inquiry.points
            decisions = tuple(d for d in decisions if points.intersection(d.points))
        if inquiry.wants_votes:
            decisions = tuple(d for d in decisions if d.vote)
        return Matter(one, decisions, points, score) if decisions else None

    def _is_asked_for(self, one: ItemOf, decision: Decision) -> bool:
        day = one.day_of(decision)
        return (
            self._inquiry.is_of_body(one.body_of(decision))
            and self._inquiry.is_of_time(day)
            and (day or "") <= self._day
        )

    def _is_of_municipality(self, version: Version) -> bool:
        asked = self._inquiry.municipalities
        return (
            not asked
            or version.municipality in asked
            or (version.municipality is None and asked <= version.named_municipalities)
        )

    def _is_met(self, one: ItemOf, close: Met) -> bool:
        """Whether title, points, decisions, summary and found passages meet the topic.

        Names and numbers must stand in the title, the points or the decisions, what it turns on at least in the
        summary.
        """
        middle = _best(close, *self._summaries(one))
        return (
            all(close[term] >= PLAINLY for term in self._weights if term.is_name)
            and all(middle[term] >= _LEAST_OF_A_POINT for term in self._weights if term.is_focus)
            and self._share(close) >= _LEAST_MET_CLOSELY
            and self._share(_best(middle, *self._passages(one))) >= _LEAST_MET
        )

    def _summaries(self, one: ItemOf) -> list[Met]:
        """What the summary meets, which counts less."""
        return [
            self._scaled(one.text(s.start, min(s.end, s.start + _LONGEST_SUMMARY)), _FOR_SUMMARY)
            for s in one.item.sections
            if s.name is SectionName.SUMMARY
        ]

    def _passages(self, one: ItemOf) -> list[Met]:
        """What the passages that were found in the item meet, which counts still less."""
        inside = [
            (max(hit.passage.start, one.item.start), min(hit.passage.end, one.item.end))
            for hit in self._hits
            if hit.passage.version == one.version.id
        ]
        return [self._scaled(one.text(start, end), _FOR_PASSAGES) for start, end in inside if start < end]

    def _met(self, text: str) -> Met:
        return self._evidence.met_in_full(text)

    def _scaled(self, text: str, factor: float) -> Met:
        return {term: factor * value for term, value in self._met(text).items()}

    def _share(self, met: Met, terms: Collection[Term] | None = None) -> float:
        """The share of the weight of the terms, or of the whole topic, that is met."""
        counted = self._weights if terms is None else terms
        total = sum(self._weights[term] for term in counted)
        return sum(self._weights[term] * met[term] for term in counted) / total if total else 0.0

    def _names_title(self, one: ItemOf) -> float:
        """The share of the title's own words that the topic has."""
        decides = vocabulary("words")["about_the_decision"]
        words = [t.stem for t in content_tokens(_title(one)) if not decides.search(t.surface)]
        met = sum(any(likeness(word, term.stem) >= PLAINLY for term in self._weights) for word in words)
        return met / len(words) if words else 0.0


def _title(one: ItemOf) -> str:
    return one.item.title.value if one.item.title else one.version.name


def _best(*met: Met) -> Met:
    return {term: max(one[term] for one in met) for term in met[0]}

"""A question after decisions that were taken: who decided, when, in which case, and about what."""

import re
from dataclasses import dataclass

from assistant.kinds import Kind, vocabulary
from assistant.question import Question, Term
from ingest.danish.dates import MONTHS, dates
from ingest.danish.places import municipality_name
from ingest.danish.words import content_tokens, tokens

_OTHER_KINDS = frozenset({Kind.OTHER, Kind.LIST, Kind.CASE_NUMBER, Kind.COUNT, Kind.WHO, Kind.WHICH})
_CASE_NUMBER = re.compile(
    r"(?<![\w.-])(?:\d{4}-(?!(?:19|20)\d\d(?!\d))\d{4,7}(?:-\d{1,4})?|\d\d/\d{3,6}|\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d{1,5}-\d\d"
    r"|[A-ZÆØÅ]{2,5}-\d{4}-\d{3,7})(?![\w-])"
)
_POINT = re.compile(
    r"\b(?:(\d{1,2})\.|(første|andet|tredje|fjerde)) ?(?:at-?|at |indstillings)?punkt", re.IGNORECASE
)
_ORDINALS = ("første", "andet", "tredje", "fjerde")
_DAY_WITHOUT_YEAR = re.compile(rf"\b(\d{{1,2}})\. ({'|'.join(MONTHS)})\b(?!,? (?:19|20)\d\d)", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:i|in) (?:år )?((?:19|20)\d\d)\b(?![-–/.]?\d)")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a question after decisions is about.

    `topic` are the words that the matter must meet, none when a whole meeting or case is asked about; `times` are the
    beginnings or ends, in ISO 8601, of the days asked about ("2024-12-05", "2024-12", "2024", "-12-05"); `points` are
    numbers of the recommendation's points.
    """

    topic: tuple[Term, ...]
    bodies: frozenset[str]
    municipalities: frozenset[str]
    times: frozenset[str]
    cases: frozenset[str]
    points: frozenset[int]
    wants_amendment: bool
    wants_votes: bool

    @property
    def names_meeting(self) -> bool:
        """Whether a body and a day or a month are named."""
        return bool(self.bodies) and any(len(time) > len("2024") for time in self.times)

    def is_of_body(self, body: str | None) -> bool:
        """Whether a decision of the body is asked for."""
        return not self.bodies or (body or "").casefold() in {asked.casefold() for asked in self.bodies}

    def is_of_time(self, day: str | None) -> bool:
        """Whether a decision of the day is asked for."""
        return all(day and (day.startswith(time) or day.endswith(time)) for time in self.times)


def inquiry_of(question: Question) -> Inquiry | None:
    """The inquiry that a question is, or None when it is not after a decision."""
    words = vocabulary("words")
    plain = question.kind in _OTHER_KINDS and words["asks_for_decisions"].search(question.text)
    if question.kind is not Kind.DECISION and not plain:
        return None
    cases = frozenset(match[0] for match in _CASE_NUMBER.finditer(question.text))
    days = {
        f"-{MONTHS.index(m[2].lower()) + 1:02d}-{int(m[1]):02d}" for m in _days_without_year(question.text)
    }
    years = set(_IN_YEAR.findall(question.text))
    points = frozenset(
        int(m[1]) if m[1] else _ORDINALS.index(m[2].lower()) + 1 for m in _POINT.finditer(question.text)
    )
    return Inquiry(
        topic=_topic(question, cases, points),
        bodies=question.bodies,
        municipalities=question.municipalities,
        times=question.dates | days | years,
        cases=cases,
        points=points,
        wants_amendment=bool(words["asks_for_an_amendment"].search(question.text)),
        wants_votes=bool(words["asks_for_votes"].search(question.text)),
    )


def _days_without_year(text: str) -> list[re.Match[str]]:
    return list(_DAY_WITHOUT_YEAR.finditer(text))


def _topic(question: Question, cases: frozenset[str], points: frozenset[int]) -> tuple[Term, ...]:
    """The words of the question but for those that say who, when, in which case, and that it was decided."""
    text = question.text
    spans = [text[found.start : found.end] for found in dates(text)]
    spans += [match[0] for match in (*_days_without_year(text), *_IN_YEAR.finditer(text))]
    said = " ".join([*question.bodies, *question.municipalities, *spans, *cases, *map(str, points)])
    left_out = {token.stem for token in content_tokens(said)}
    decides = vocabulary("words")["about_the_decision"]
    surfaces = {token.stem: token.surface for token in tokens(f"{question.query} {text}")}
    return tuple(
        term
        for term in question.terms
        if term.stem not in left_out
        and not decides.search(surfaces.get(term.stem, term.stem))
        and municipality_name(surfaces.get(term.stem, "")) not in question.municipalities
    )

"""Whether a sentence bears an answer of the kind that is asked for.

Each rule gives 0..1: 1 where the sentence plainly bears one, 0 where it bears none, .5 where it cannot be told.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.kinds import NUMERALS, Kind, counted_thing, vocabulary
from ingest.danish.dates import dates, years
from ingest.danish.words import likeness, tokens

_SPEAKER = re.compile(r"(?:(?i:hvad) \w+|(?i:what) (?:did|does|do)) ([A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*)")
_RECOMMENDS = re.compile(r"^(?:\W*\d*\.? ?)at |\bindstill(?:er|ede)\b", re.IGNORECASE)
_COUNTED_WITHIN = 6


@dataclass(frozen=True, slots=True)
class Bearer:
    """A sentence for one question: `section` is the heading above it; `in_list` says that it opens a list or stands in
    one; `focus` is the stem of the word that the question turns on."""

    sentence: str
    question: str
    section: str = ""
    in_list: bool = False
    focus: str | None = None

    def has(self, word: str) -> bool:
        """Whether the sentence holds one of the expressions that kinds.yaml lists under `word`."""
        return bool(vocabulary("words")[word].search(self.sentence))


def bears(kind: Kind, bearer: Bearer) -> float:
    """How plainly the sentence bears an answer of the kind, 0..1."""
    if rule := _RULES.get(kind):
        return rule(bearer)
    if marks := vocabulary("marks").get(kind):
        return float(bool(marks.search(bearer.sentence)))
    return 0.5


def _when(bearer: Bearer) -> float:
    """A date that the question does not name itself; words such as "primo" will do unless a date is asked for."""
    asked = {found.iso for found in dates(bearer.question)}
    if any(found.iso not in asked for found in dates(bearer.sentence)):
        return 1.0
    if years(bearer.sentence) - years(bearer.question):
        return 0.9
    if vocabulary("words")["asks_years"].search(bearer.question):
        return 0.0
    return 0.6 if bearer.has("time") else 0.0


def _count(bearer: Bearer) -> float:
    """1 when a number stands before the thing that is counted, .5 when there is some other number."""
    found = tokens(bearer.sentence)
    numbers = [
        place
        for place, token in enumerate(found)
        if (token.surface[0].isdigit() or token.surface.lower() in NUMERALS) and not years(token.surface)
    ]
    counted = [thing for thing in (counted_thing(bearer.question), bearer.focus) if thing]
    if not numbers or not counted:
        return 0.7 if numbers else 0.0
    near = [token.stem for place in numbers for token in found[place + 1 : place + _COUNTED_WITHIN]]
    return 1.0 if any(likeness(thing, word) >= 0.6 for thing in counted for word in near) else 0.5


def _who(bearer: Bearer) -> float:
    """A person or an organisation that the question does not name itself; "kommunen" alone is hardly an answer."""
    words = vocabulary("words")
    if words["asks_company"].search(bearer.question):
        return float(bearer.has("company"))
    lowered = bearer.question.lower()
    actors = [m[0] for name in ("person", "organisation") for m in words[name].finditer(bearer.sentence)]
    fresh = [actor for actor in actors if actor.lower() not in lowered]
    if any(not words["vague_actors"].search(actor) for actor in fresh):
        return 1.0
    return 0.3 if actors else 0.0


def _person(bearer: Bearer) -> float:
    words = vocabulary("words")
    names = (match[0] for match in words["person"].finditer(bearer.sentence))
    return float(any(not words["no_person"].search(name) for name in names))


def _name(bearer: Bearer) -> float:
    """Something with a name of its own, which the question does not hold already."""
    lowered = bearer.question.lower()
    names = (
        match[0].strip("\"”“»'").lower() for match in vocabulary("words")["named"].finditer(bearer.sentence)
    )
    return float(any(name not in lowered for name in names))


def _why(bearer: Bearer) -> float:
    return 1.0 if bearer.has("because") else 0.6 if bearer.has("purpose") else 0.3


def _decision(bearer: Bearer) -> float:
    """A decision stands under "Beslutning"; what stands under "Indstilling" is only recommended."""
    heading = bearer.section.rsplit(" > ", 1)[-1].casefold()
    if not bearer.has("decides"):
        return 0.5 if "beslutning" in heading else 0.0
    if "beslutning" in heading or "beslutning i mødet" in bearer.sentence.casefold():
        return 1.0
    if "indstilling" in heading or _RECOMMENDS.search(bearer.sentence):
        return 0.2
    return 0.7


def _list(bearer: Bearer) -> float:
    """A line that opens a list bears it best; an item or an enumeration with commas also does."""
    if bearer.in_list:
        return 1.0 if bearer.sentence.rstrip().endswith(":") else 0.8
    return 0.8 if bearer.has("enumerates") else 0.3


def _definition(bearer: Bearer) -> float:
    """1 when the word asked about is followed by "er", a colon, "dvs." or the like; 0 when it is not there."""
    if bearer.focus is None:
        return 0.5
    best = 0.0
    for place, token in enumerate(tokens(bearer.sentence)):
        if likeness(bearer.focus, token.stem) < 0.75:
            continue
        defines = bool(vocabulary("words")["defines"].search(bearer.sentence[token.end :]))
        at_start = 0.6 if place <= 2 else 0.5
        best = max(best, (1.0 if place <= 4 else 0.8) if defines else at_start)
    return best


def _statement(bearer: Bearer) -> float:
    """A speaker whom the sentence names must be the one who speaks in it; else the document itself may speak."""
    speaker = _SPEAKER.search(bearer.question)
    if speaker and (name := speaker[1].removesuffix("s").casefold()) in bearer.sentence.casefold():
        said = vocabulary("words")["says"].pattern
        pattern = rf"{re.escape(name)}\W+(?:\w+\W+){{0,4}}{said}"
        return float(bool(re.search(pattern, bearer.sentence, re.IGNORECASE)))
    return 0.6 if bearer.has("says") or bearer.has("holds") else 0.0


_RULES: dict[Kind, Callable[[Bearer], float]] = {
    Kind.COUNT: _count,
    Kind.DECISION: _decision,
    Kind.DEFINITION: _definition,
    Kind.LIST: _list,
    Kind.NAME: _name,
    Kind.PERSON: _person,
    Kind.STATEMENT: _statement,
    Kind.WHEN: _when,
    Kind.WHO: _who,
    Kind.WHY: _why,
}

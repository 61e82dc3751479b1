"""What a new version of a document changes: which decisions are new or differ, and whom it concerns.

An answer that was given earlier is concerned when a quote of it does not stand in the new text any more.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from ingest.minutes.model import Decision, Item, Minutes


@dataclass(frozen=True, slots=True)
class Cited:
    """A place of a document that an earlier answer cites."""

    answer: str
    question: str
    asked_at: str
    version: int
    quote: str


Citing = Callable[[str], Iterable[Cited]]
"""The citations of a document, by its id, in the journal."""


@dataclass(frozen=True, slots=True)
class Told:
    """A version's text and what its minutes say."""

    text: str
    minutes: Minutes | None


def compare_decisions(before: Told | None, after: Told | None) -> list[dict[str, Any]]:
    """The decisions that are new, changed or gone, as JSON; `quote` is the sentence that says it.

    Decisions are matched by their case (its number, or the item's title), their body, day, subject and points.
    """
    old, new = _by_key(before), _by_key(after)
    changes = [
        _change("new" if key not in old else "changed", said, old.get(key))
        for key, said in new.items()
        if key not in old or not said.says_the_same(old[key])
    ]
    return changes + [_change("gone", said, said) for key, said in old.items() if key not in new]


def concerned(cited: Iterable[Cited], before: str, after: str | None) -> list[dict[str, Any]]:
    """The citations whose quotes stood in the text before and do not any more, as JSON.

    Without a text after, the document goes out of use. What an earlier change took away was told then.
    """
    return [asdict(one) for one in cited if one.quote in before and (after is None or one.quote not in after)]


@dataclass(frozen=True, slots=True)
class _Said:
    item: Item
    decision: Decision
    quote: str

    def says_the_same(self, other: "_Said") -> bool:
        """Whether outcome, votes and wording are the same."""
        own, others = self.decision, other.decision
        return (own.outcome, own.vote, self.quote) == (others.outcome, others.vote, other.quote)


_Key = tuple[str, str, str, str, tuple[int, ...], int]


def _by_key(told: Told | None) -> dict[_Key, _Said]:
    found: dict[_Key, _Said] = {}
    if told is None or told.minutes is None:
        return found
    for item in told.minutes.items:
        case = item.case_number or item.title
        for decision in item.decisions:
            body, date = decision.body, decision.date
            named = (case.value if case else item.number or "", body.value if body else "")
            about = (date.value if date else "", decision.subject.value, decision.points)
            again = sum(key[:5] == (*named, *about) for key in found)
            quote = told.text[decision.start : decision.end]
            found[(*named, *about, again)] = _Said(item, decision, quote)
    return found


def _change(change: str, said: _Said, before: _Said | None) -> dict[str, Any]:
    item, decision = said.item, said.decision
    return {
        "change": change,
        "item": item.title.value if item.title else None,
        "number": item.number,
        "case_number": item.case_number.value if item.case_number else None,
        "points": list(decision.points),
        "outcome": decision.outcome.value,
        "body": decision.body.value if decision.body else None,
        "date": decision.date.value if decision.date else None,
        "before": {"outcome": before.decision.outcome.value, "quote": before.quote} if before else None,
        "quote": said.quote,
        "start": decision.start,
        "end": decision.end,
    }

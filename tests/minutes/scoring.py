"""How well minutes were read: fields right, and decisions wrong or missing, against an expectation file."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.fields import Field
from ingest.layout import Layout, lay_out
from ingest.minutes.model import Decision, Item, Minutes
from ingest.minutes.read_minutes import read_minutes
from ingest.readers.read_document import read_document

_CLOSING = re.compile(r"(?:[\s,.;]|\bog$)+$")


@dataclass(slots=True)
class Score:
    """Fields compared and right, and decisions that are wrong (found but not expected) or missing, each as one line."""

    fields: int = 0
    right: int = 0
    wrong_decisions: list[str] = field(default_factory=list)
    missing_decisions: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def compare(self, name: str, found: object, expected: object) -> None:
        """Count one field."""
        self.fields += 1
        if found == expected:
            self.right += 1
        else:
            self.faults.append(f"{name}: {found!r}, not {expected!r}")

    def add(self, other: "Score") -> None:
        """Count another document's fields too."""
        self.fields += other.fields
        self.right += other.right
        self.wrong_decisions += other.wrong_decisions
        self.missing_decisions += other.missing_decisions
        self.faults += other.faults


def score_file(path: Path, expected: dict[str, Any]) -> Score:
    """The score of one file."""
    layout = lay_out(read_document(path).blocks)
    return score_minutes(layout, read_minutes(layout), expected, path.stem)


def score_minutes(layout: Layout, found: Minutes | None, expected: dict[str, Any], name: str) -> Score:
    """The score of minutes as read; `{"minutes": null}` expects that the document is none."""
    score = Score()
    if "minutes" in expected:
        score.compare(f"{name}: is minutes", found is not None, False)
        for item in found.items if found else ():
            score.wrong_decisions += [f"{name}: {_decision(d)}" for d in item.decisions]
        return score
    score.compare(f"{name}: is minutes", found is not None, True)
    for key in ("body", "date", "place"):
        score.compare(f"{name}: {key}", _stated(getattr(found, key, None)), _expected(expected[key]))
    items = list(found.items) if found else []
    score.compare(f"{name}: number of items", len(items), len(expected["items"]))
    by_number: dict[str | None, Item] = {item.number: item for item in items}
    for wanted in expected["items"]:
        number: str | None = wanted["number"]
        own = by_number.pop(number) if number in by_number else None
        _score_item(score, layout, own, wanted, f"{name} {wanted['number'] or ''}".strip())
    for item in by_number.values():
        score.wrong_decisions += [f"{name} {item.number}: {_decision(d)}" for d in item.decisions]
    return score


def _score_item(score: Score, layout: Layout, item: Item | None, wanted: dict[str, Any], name: str) -> None:
    for key in ("title", "case_number", "recommended_by"):
        value: Field | None = getattr(item, key, None)
        score.compare(f"{name}: {key}", _plain(value.value) if value else None, _plain(wanted[key]))
    score.compare(f"{name}: closed", bool(item and item.closed), wanted["closed"])
    sections = [str(section.name) for section in item.sections] if item else None
    score.compare(f"{name}: sections", sections, wanted["sections"])
    points = [layout.text[point.start : point.end] for point in item.points] if item else None
    score.compare(f"{name}: points", [_point(p) for p in points or []], [_point(p) for p in wanted["points"]])
    score.compare(f"{name}: remarks", len(item.remarks) if item else None, wanted["remarks"])
    found = Counter(_decision(decision) for decision in (item.decisions if item else ()))
    expected = Counter(_wanted(decision) for decision in wanted["decisions"])
    score.wrong_decisions += [f"{name}: {d}" for d in (found - expected).elements()]
    score.missing_decisions += [f"{name}: {d}" for d in (expected - found).elements()]
    score.fields += expected.total()
    score.right += (found & expected).total()


def _plain(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _point(text: str) -> str:
    return _CLOSING.sub("", " ".join(text.split()))


def _stated(value: Field | None) -> tuple[str, str] | None:
    return (" ".join(value.value.split()), str(value.basis)) if value else None


def _expected(value: dict[str, str] | None) -> tuple[str, str] | None:
    return (value["value"], value["basis"]) if value else None


def _decision(decision: Decision) -> str:
    vote = decision.vote
    numbers = (vote.in_favour, vote.against, vote.abstained, vote.unanimous) if vote else None
    who = decision.body.value if decision.body else None
    when = decision.date.value if decision.date else None
    return f"{decision.subject} {decision.outcome} {list(decision.points)} {who} {when} {numbers}"


def _wanted(decision: dict[str, Any]) -> str:
    vote = decision["vote"]
    numbers = tuple(vote[key] for key in ("in_favour", "against", "abstained", "unanimous")) if vote else None
    said = [decision[key] for key in ("subject", "outcome", "points", "body", "date")]
    return " ".join(map(str, [*said, numbers]))

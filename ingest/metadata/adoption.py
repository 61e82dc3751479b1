"""Whether an agenda item ended in the adoption of what was recommended."""

import re

from ingest.minutes.model import Decision, Item, Minutes, Outcome, SectionName, Subject

_FINAL = (Outcome.APPROVED, Outcome.ADOPTED, Outcome.ENDORSED)
_STOPPED = (Outcome.POSTPONED, Outcome.REJECTED, Outcome.LAPSED, Outcome.REFERRED, Outcome.WITHDRAWN)
_FOR_ANOTHER = re.compile(
    r"\bover ?for\b.{0,80}\b(?:anbefal|indstill)|\banbefaler\b|\bvideresend", re.IGNORECASE
)
_ADOPTS = re.compile(r"\b(?:godkend|vedtag|tiltræd|ophæv|udgå)", re.IGNORECASE)
_LASTING = re.compile(
    r"strategi|politik|kodeks|vejledning|retningslinje|håndbog|forretningsorden|regulativ|vedtægt|reglement",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"udkast|høring|drøft|efterretning", re.IGNORECASE)
_ASIDE = re.compile(r",| med henblik| som led | til brug | jf\.")


def adopted_on(minutes: Minutes | None, text: str, place: int) -> str | None:
    """The day on which the item that `place` stands in was adopted by the meeting; None unless it surely was.

    A recommendation to another body, a hearing or a briefing adopts nothing, whatever became of it.
    """
    item = next((item for item in minutes.items if item.start <= place < item.end), None) if minutes else None
    if minutes is None or item is None:
        return None
    final = [decision for decision in item.decisions if _is_final(decision, minutes)]
    if not final or any(d.outcome in _STOPPED for d in item.decisions if d.subject is not Subject.AMENDMENT):
        return None
    if not any(_adopts(point) for point in _points(item, text, final)):
        return None
    date = final[-1].date or minutes.date
    return date.value if date else None


def _is_final(decision: Decision, minutes: Minutes) -> bool:
    own = decision.body is None or minutes.body is None or decision.body.value == minutes.body.value
    return own and decision.subject is Subject.RECOMMENDATION and decision.outcome in _FINAL


def _points(item: Item, text: str, decisions: list[Decision]) -> list[str]:
    """The points that were decided, or the recommendation where it has none; nothing where it is for another body."""
    parts = [text[s.start : s.end] for s in item.sections if s.name is SectionName.RECOMMENDATION]
    if any(_FOR_ANOTHER.search(part) for part in parts):
        return []
    if not item.points:
        return parts
    decided = {number for decision in decisions for number in decision.points}
    return [text[point.start : point.end] for point in item.points if point.number in decided]


def _adopts(point: str) -> bool:
    """Whether a point adopts or ends a document itself, and not something in it or about it."""
    core = _ASIDE.split(point)[0]
    return bool(_ADOPTS.search(core) and _LASTING.search(core)) and not _UNFINISHED.search(point)

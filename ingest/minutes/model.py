"""What minutes say: a meeting, its agenda items, what was recommended and what was decided.

Every place is a pair of character offsets into the version's text. What is unsure is None or left out.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ingest.fields import Field


class Outcome(StrEnum):
    """What a body did with a recommendation, a proposal or a matter."""

    APPROVED = "approved"  # godkendt, bevilget
    ADOPTED = "adopted"  # vedtaget
    ENDORSED = "endorsed"  # tiltrådt
    RECOMMENDED = "recommended"  # anbefalet (over for another body)
    DISCUSSED = "discussed"  # drøftet
    NOTED = "noted"  # taget til efterretning, orienteret
    REJECTED = "rejected"  # afvist, forkastet, ikke godkendt
    POSTPONED = "postponed"  # udsat
    LAPSED = "lapsed"  # bortfaldet
    REFERRED = "referred"  # henvist, oversendt, sendt tilbage
    WITHDRAWN = "withdrawn"  # taget af dagsordenen, trukket
    CONSULTED = "consulted"  # sendt i høring
    APPOINTED = "appointed"  # valgt, udpeget, konstitueret


class Subject(StrEnum):
    """What a decision is about."""

    RECOMMENDATION = "recommendation"  # the recommendation, or points of it
    AMENDMENT = "amendment"  # ændringsforslag, tilføjelsesforslag, modforslag
    MATTER = "matter"  # the agenda item itself: postponed, withdrawn, the agenda approved ...


class SectionName(StrEnum):
    """The sections of an agenda item, whatever the layout calls them."""

    SUMMARY = "summary"  # Resumé
    RECOMMENDATION = "recommendation"  # Indstilling, Forvaltningens indstilling, Direktionens indstilling
    BACKGROUND = "background"  # Baggrund, Sagens baggrund
    PROBLEM = "problem"  # Problemstilling
    CASE = "case"  # Sagsfremstilling, Sagsbeskrivelse
    SOLUTION = "solution"  # Løsning
    ECONOMY = "economy"  # Økonomi, Økonomiske konsekvenser, Økonomiske forhold
    LAW = "law"  # Lovgrundlag, Retsgrundlag
    CONSULTATION = "consultation"  # Høring, Høringssvar, Inddragelse
    COMMUNICATION = "communication"  # Kommunikation
    PROCESS = "process"  # Videre proces
    HISTORY = "history"  # Tidligere behandling, Oversigt over politisk behandling, Sagens gang
    DECISION = "decision"  # Beslutning, Afgørelse, Konklusion, Protokol
    REMARK = "remark"  # Protokolbemærkning, Mindretalsudtalelse
    ATTACHMENTS = "attachments"  # Bilag
    ABSENCE = "absence"  # Afbud, Fraværende


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an agenda item: `text[start:end]` is its heading and all under it."""

    name: SectionName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a recommendation (at-punkt), numbered from 1; `text[start:end]` is the point without its marker."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The votes as stated; None where no number is given. `unanimous` when said ("enstemmigt", "uden afstemning")."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: `text[start:end]` is the sentence that says it.

    `points` are the numbers of the recommendation's points that it is about: all of them when the recommendation as a
    whole was decided, none when the recommendation has no points or the decision is about something else. `body` and
    `date` are of the meeting that decided, which may be an earlier one than that of the minutes.
    """

    subject: Subject
    outcome: Outcome
    points: tuple[int, ...]
    body: Field | None
    date: Field | None
    vote: Vote | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item: `text[start:end]` is the whole of it.

    `number` is as printed ("5", "12a"); None where the page holds one item without a number. `recommended_by` is the
    administration or body that recommends. `remarks` are the places of minority statements and remarks for the record.
    """

    number: str | None
    title: Field | None
    case_number: Field | None
    closed: bool
    recommended_by: Field | None
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    decisions: tuple[Decision, ...]
    remarks: tuple[tuple[int, int], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting's minutes or agenda: body, day (ISO 8601), place, and the items in order."""

    body: Field | None
    date: Field | None
    place: Field | None
    items: tuple[Item, ...]

    def as_json(self) -> dict[str, Any]:
        """The minutes as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Minutes":
        """The minutes that `as_json` wrote."""
        return cls(
            body=_field(value["body"]),
            date=_field(value["date"]),
            place=_field(value["place"]),
            items=tuple(_item(item) for item in value["items"]),
        )


def _field(value: dict[str, Any] | None) -> Field | None:
    return Field.from_json(value) if value else None


def _item(value: dict[str, Any]) -> Item:
    return Item(
        number=value["number"],
        title=_field(value["title"]),
        case_number=_field(value["case_number"]),
        closed=value["closed"],
        recommended_by=_field(value["recommended_by"]),
        sections=tuple(Section(SectionName(s["name"]), s["start"], s["end"]) for s in value["sections"]),
        points=tuple(Point(**point) for point in value["points"]),
        decisions=tuple(_decision(decision) for decision in value["decisions"]),
        remarks=tuple((start, end) for start, end in value["remarks"]),
        start=value["start"],
        end=value["end"],
    )


def _decision(value: dict[str, Any]) -> Decision:
    return Decision(
        subject=Subject(value["subject"]),
        outcome=Outcome(value["outcome"]),
        points=tuple(value["points"]),
        body=_field(value["body"]),
        date=_field(value["date"]),
        vote=Vote(**value["vote"]) if value["vote"] else None,
        start=value["start"],
        end=value["end"],
    )

"""What is known of a version beside its text: fields with their basis, decisions, and who says how far it holds."""

from collections.abc import Mapping

from pydantic import BaseModel, Field

from assistant.claims import Claim
from ingest.corpus import Version
from ingest.corrections import Correction
from ingest.fields import Basis
from ingest.metadata import FIELD_NAMES, Metadata
from ingest.minutes.model import Decision, Item


class FieldFact(BaseModel):
    """A field as it counts, and what was read where it was corrected."""

    name: str
    value: str | None
    basis: Basis | None = Field(description="None where nothing is known.")
    start: int | None = Field(description="Where the text says what was read: character offset.")
    end: int | None
    read: str | None = Field(description="What was read.")
    note: str = Field(description="Why it was corrected.")
    corrected_at: str | None


class DecisionFact(BaseModel):
    """A decision in minutes and the sentence that says it."""

    number: str | None = Field(description="Number of the agenda item.")
    title: str | None = Field(description="Title of the agenda item.")
    subject: str
    outcome: str
    points: list[int] = Field(description="Numbers of the recommendation's points that were decided.")
    body: str | None
    date: str | None
    quote: str
    start: int
    end: int


class SaidBy(BaseModel):
    """The document that says that another one ended."""

    document: str
    title: str
    since: str = Field(description="The first day on which it counts, ISO 8601; empty: always.")
    quote: str | None


def field_facts(version: Version, corrections: Mapping[str, Correction]) -> list[FieldFact]:
    """All fields of a version in their order."""
    read = Metadata.from_json(dict(version.fields)).fields
    facts = []
    for name in FIELD_NAMES:
        found, correction = read.get(name), corrections.get(name)
        basis = Basis.CORRECTED if correction else found.basis if found else None
        facts.append(
            FieldFact(
                name=name,
                value=getattr(version, name),
                basis=basis,
                start=found.start if found else None,
                end=found.end if found else None,
                read=found.value if found else None,
                note=correction.note if correction else "",
                corrected_at=correction.corrected_at if correction else None,
            )
        )
    return facts


def decision_facts(version: Version) -> list[DecisionFact]:
    """The decisions in a version's minutes, in their order."""
    items = version.minutes.items if version.minutes else ()
    return [_decision(version, item, decision) for item in items for decision in item.decisions]


def said_by(claim: Claim | None) -> SaidBy | None:
    """Who says that a document ended, if it is another document."""
    if claim is None or claim.said_by is None:
        return None
    by = claim.said_by
    quote = by.text[claim.start : claim.end] if claim.start is not None else None
    return SaidBy(document=by.document, title=by.name, since=claim.since, quote=quote)


def _decision(version: Version, item: Item, decision: Decision) -> DecisionFact:
    return DecisionFact(
        number=item.number,
        title=item.title.value if item.title else None,
        subject=decision.subject.value,
        outcome=decision.outcome.value,
        points=list(decision.points),
        body=decision.body.value if decision.body else None,
        date=decision.date.value if decision.date else None,
        quote=version.text[decision.start : decision.end],
        start=decision.start,
        end=decision.end,
    )

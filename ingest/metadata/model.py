"""The fields of a document, and what it states of how far others hold."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from ingest.fields import Field

FIELD_NAMES = (
    "title",
    "kind",
    "municipality",
    "body",
    "date",
    "valid_from",
    "valid_to",
    "replaces",
    "status",
    "superseded_by",
)
"""The fields a document may have; each is a column of its versions."""
_STATEMENTS = "statements"


class Event(StrEnum):
    """What ended a document."""

    EXPIRED = "expired"  # its time ran out: udløb
    WITHDRAWN = "withdrawn"  # it was given up: udgår, ophæves, bortfalder
    SUPERSEDED = "superseded"  # another took its place: erstattes, afløses


@dataclass(frozen=True, slots=True)
class ValidityStatement:
    """A sentence, `text[start:end]`, that says of another document that it ends or ended.

    `subject` are the words that name that document and `by` those that name its successor, if any. `date` is the day,
    month or year said (ISO 8601), or the day of the decision or of the document that says it. `conditional`: it
    depends on something that this document does not show to have happened, and so proves nothing.
    """

    subject: str
    event: Event
    date: str | None
    start: int
    end: int
    conditional: bool
    by: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The statement as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "ValidityStatement":
        """The statement that `as_json` wrote."""
        return cls(**{**value, "event": Event(value["event"])})


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields that are known, by name (see `FIELD_NAMES`), and the statements about other documents.

    Dates are ISO 8601, that of the document possibly without its day.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    statements: tuple[ValidityStatement, ...] = ()

    def value(self, name: str) -> str | None:
        """The plain value of a field; None where it is not known."""
        return self.fields[name].value if name in self.fields else None

    def columns(self) -> dict[str, str | None]:
        """The plain values of all fields."""
        return {name: self.value(name) for name in FIELD_NAMES}

    def as_json(self) -> dict[str, Any]:
        """The fields by name and, where there are any, the statements under "statements"."""
        written: dict[str, Any] = {name: found.as_json() for name, found in self.fields.items()}
        if self.statements:
            written[_STATEMENTS] = [statement.as_json() for statement in self.statements]
        return written

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Metadata":
        """The metadata that `as_json` wrote."""
        return cls(
            {name: Field.from_json(value[name]) for name in FIELD_NAMES if name in value},
            tuple(ValidityStatement.from_json(statement) for statement in value.get(_STATEMENTS, ())),
        )

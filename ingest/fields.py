"""A value that was read from a document, and how sure it is."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Basis(StrEnum):
    """Where a value comes from."""

    STATED = "stated"
    """It stands in the text as such ("Mødedato: 01.02.2024")."""
    DERIVED = "derived"
    """It follows from what stands there ("2024-2027" in a title gives a last day of 31 December 2027)."""
    CORRECTED = "corrected"
    """An administrator wrote it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value, its basis and, where it has one, its place: `text[start:end]` of the version says it."""

    value: str
    basis: Basis = Basis.STATED
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The field as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Field":
        """The field that `as_json` wrote."""
        return cls(**{**value, "basis": Basis(value["basis"])})

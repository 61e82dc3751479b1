"""What the administration's templates need beside the dossier: how a field is edited, addresses, agenda items."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from fastapi import Request

from ingest.correction_values import KINDS, STATUSES
from ingest.dossier import Agenda, Dossier, FieldState
from ingest.fields import Basis
from ingest.minutes.model import Decision, Item

Control = Literal["text", "day", "choice", "document"]
VALIDITIES = ("in_force", "adopted", "draft", "expired", "superseded", "unknown")
_CONTROLS: dict[str, Control] = {
    "kind": "choice",
    "status": "choice",
    "date": "day",
    "valid_from": "day",
    "valid_to": "day",
    "superseded_by": "document",
}


@dataclass(frozen=True, slots=True)
class Editor:
    """How a field is shown and corrected.

    `group` is the group of texts that names its values; `undo_correct` and `undo_undo` are the actions that take back
    a correction and the undoing of one.
    """

    state: FieldState
    control: Control
    group: str
    options: tuple[str, ...]
    address: str
    place: str | None
    undo_correct: dict[str, Any]
    undo_undo: dict[str, Any]


def editors(dossier: Dossier) -> list[Editor]:
    """An editor for each field of a document."""
    return [_editor(dossier, state) for state in dossier.fields]


def _editor(dossier: Dossier, state: FieldState) -> Editor:
    address = f"{api_address(dossier.document)}/corrections/{state.name}"
    again = {"method": "PUT", "address": address, "body": {"value": state.value, "note": state.note}}
    group = {"kind": "kind", "status": "validity"}.get(state.name, "")
    read = state.read
    placed = read is not None and read.start is not None and read.end is not None
    return Editor(
        state=state,
        control=_CONTROLS.get(state.name, "text"),
        group=group,
        options=_options(state, group),
        address=address,
        place=source_address(dossier.document, dossier.version, read.start, read.end)
        if read and placed
        else None,
        undo_correct=again if state.basis is Basis.CORRECTED else {"method": "DELETE", "address": address},
        undo_undo=again,
    )


def _options(state: FieldState, group: str) -> tuple[str, ...]:
    """The values to choose from; one that has no name is offered when it is the field's own."""
    named = {"kind": KINDS, "validity": STATUSES}[group].values() if group else ()
    own = [state.value] if group and state.value and state.value not in named else []
    return (*named, *own)


def api_address(document: str) -> str:
    """Where the actions on a document are sent to."""
    return f"/api/documents/{quote(document, safe='')}"


def source_address(document: str, version: int, start: int | None, end: int | None) -> str:
    """Where a version opens, at a place of its text if there is one."""
    place = f"?fra={start}&til={end}#citat" if start is not None and end is not None and start < end else ""
    return f"/kilder/{quote(document, safe='')}/{version}{place}"


def page_address(request: Request, number: int) -> str:
    """The address of another page of this list."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in ("side", "lang")]
    return f"?{urlencode([*kept, ('side', number)])}"


def roll_back_undo(dossier: Dossier) -> dict[str, Any]:
    """The action that brings a document back to where it stands now."""
    address = api_address(dossier.document)
    if dossier.retired_at:
        return {"method": "POST", "address": f"{address}/retire"}
    return {"method": "POST", "address": f"{address}/roll_back", "body": {"version": dossier.version}}


def counted(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Lines in the order of their first appearance, each once, with how often it appears."""
    return list(Counter(lines).items())


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision with the words that say it."""

    decision: Decision
    quote: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An agenda item with the texts of its points, decisions and remarks."""

    item: Item
    points: tuple[tuple[int, str], ...]
    decisions: tuple[ShownDecision, ...]
    remarks: tuple[str, ...]


def agenda_items(agenda: Agenda) -> list[ShownItem]:
    """The items of a version's minutes, with their texts."""
    text = agenda.text
    return [
        ShownItem(
            item,
            tuple((point.number, text[point.start : point.end]) for point in item.points),
            tuple(
                ShownDecision(decision, text[decision.start : decision.end]) for decision in item.decisions
            ),
            tuple(text[start:end] for start, end in item.remarks),
        )
        for item in agenda.minutes.items
    ]

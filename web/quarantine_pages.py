"""The pages on which documents that are held back are looked at and decided on."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ingest.inspection import Finding
from ingest.layout import Layout, Placed
from web.errors import ExpectedError
from web.quarantine_models import HeldStatus
from web.quarantine_operations import QuarantineOperations
from web.rendering import Renderer, language_of_page, number_in

AROUND = 2
"""Blocks shown before and after one that holds a finding, where the whole text is not wanted."""
_STATUSES: tuple[HeldStatus, ...] = ("held", "released", "rejected", "replaced")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a block: plain, or the finding that it is."""

    text: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of a held document in parts; `skipped` says that blocks before it are not shown."""

    kind: str
    parts: Sequence[Part]
    skipped: bool


def quarantine_pages(operations: QuarantineOperations, page: Renderer) -> APIRouter:
    """The pages under /admin/karantaene."""
    router = APIRouter(
        prefix="/admin/karantaene", default_response_class=HTMLResponse, include_in_schema=False
    )

    @router.get("")
    def documents(request: Request) -> HTMLResponse:
        asked = request.query_params.get("tilstand")
        status = next((one for one in _STATUSES if one == asked), None)
        found = operations.list(None if asked == "alle" else status or "held")
        return page(
            request,
            "admin_quarantine.html",
            found=found,
            chosen="alle" if asked == "alle" else status or "held",
            statuses=(*_STATUSES, "alle"),
        )

    @router.get("/{number}")
    def document(request: Request, number: str) -> HTMLResponse:
        wanted = number_in(number)
        try:
            held, layout = operations.held(wanted or 0, language_of_page(request))
        except ExpectedError:
            return page(request, "admin_unknown.html", status=404)
        whole = request.query_params.get("vis") == "alt"
        line = held.line
        return page(
            request,
            "admin_quarantined.html",
            held=held,
            line=line,
            shown=shown_blocks(layout, line.findings, whole),
            whole=whole,
            outside=[finding for finding in line.findings if finding.start is None],
            inside=[finding for finding in line.findings if finding.start is not None],
        )

    return router


def shown_blocks(layout: Layout, findings: Sequence[Finding], whole: bool) -> list[Shown]:
    """The blocks of a text with findings marked in place; without `whole` only those near a finding."""
    near = set(range(len(layout.blocks)))
    if not whole:
        hits = [place for place, block in enumerate(layout.blocks) if _within(block, findings)]
        near = {place for hit in hits for place in range(hit - AROUND, hit + AROUND + 1)}
    shown: list[Shown] = []
    last = -1
    for place, block in enumerate(layout.blocks):
        if place in near:
            shown.append(Shown(block.kind, _parts(layout, block, findings), skipped=place != last + 1))
            last = place
    return shown


def _within(block: Placed, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that stand in a block, in order."""
    found = [one for one in findings if one.start is not None and one.end is not None]
    inside = [one for one in found if (one.start or 0) < block.end and block.start < (one.end or 0)]
    return sorted(inside, key=lambda one: one.start or 0)


def _parts(layout: Layout, block: Placed, findings: Sequence[Finding]) -> list[Part]:
    parts: list[Part] = []
    place = block.start
    for finding in _within(block, findings):
        start, end = max(place, finding.start or 0), min(block.end, finding.end or 0)
        if end <= start:
            continue
        parts += [Part(layout.text[place:start], None), Part(layout.text[start:end], finding)]
        place = end
    parts.append(Part(layout.text[place : block.end], None))
    return [part for part in parts if part.text]

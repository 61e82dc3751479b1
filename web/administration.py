"""The pages on which documents are looked after: the catalogue, and each document from four sides."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.journal import CitingAnswer
from ingest.catalogue import LOW_CONFIDENCE, Catalogue, Filters, Sorting, State
from ingest.differences import compare
from ingest.dossier import PASSAGES_A_PAGE, Dossier, Dossiers
from web.administration_views import (
    VALIDITIES,
    agenda_items,
    counted,
    editors,
    page_address,
    roll_back_undo,
)
from web.rendering import Renderer, number_in

Citing = Callable[[str], Sequence[CitingAnswer]]
"""The answers that cite a document, the newest first."""

CITING_SHOWN = 50
_Words = Annotated[str, Query(max_length=200)]


def administration_router(
    catalogue: Catalogue, dossiers: Dossiers, citing: Citing, page: Renderer
) -> APIRouter:
    """The pages under /admin that are about documents."""
    router = APIRouter(prefix="/admin", default_response_class=HTMLResponse, include_in_schema=False)
    _add_catalogue(router, catalogue, page)
    _add_facts(router, dossiers, citing, page)
    _add_versions(router, dossiers, page)
    _add_contents(router, dossiers, page)
    return router


def _add_catalogue(router: APIRouter, catalogue: Catalogue, page: Renderer) -> None:
    @router.get("")
    def documents(request: Request) -> HTMLResponse:
        filters = _filters(request)
        return page(
            request,
            "admin_documents.html",
            filters=filters,
            found=catalogue.page(filters, number_in(request.query_params.get("side", "")) or 1),
            overview=catalogue.overview(),
            states=get_args(State),
            sortings=get_args(Sorting),
            validities=VALIDITIES,
            narrowed=filters != Filters(sorting=filters.sorting),
            address=partial(page_address, request),
        )


def _add_facts(router: APIRouter, dossiers: Dossiers, citing: Citing, page: Renderer) -> None:
    @router.get("/dokumenter/{document}")
    def facts(request: Request, document: str) -> HTMLResponse:
        dossier = dossiers.dossier(document)
        if dossier is None:
            return _unknown(request, page)
        return _document(
            request,
            page,
            "admin_document.html",
            dossier,
            editors=editors(dossier),
            citing=citing(document)[:CITING_SHOWN],
            citing_shown=CITING_SHOWN,
            low=LOW_CONFIDENCE,
        )


def _add_versions(router: APIRouter, dossiers: Dossiers, page: Renderer) -> None:
    @router.get("/dokumenter/{document}/versioner")
    def versions(request: Request, document: str) -> HTMLResponse:
        dossier = dossiers.dossier(document)
        if dossier is None:
            return _unknown(request, page)
        older, newer = _compared(request, dossier)
        texts = dossiers.texts(document, (older, newer)) if older != newer else {}
        return _document(
            request,
            page,
            "admin_versions.html",
            dossier,
            older=older,
            newer=newer,
            difference=compare(texts[older], texts[newer]) if len(texts) == 2 else None,
        )


def _add_contents(router: APIRouter, dossiers: Dossiers, page: Renderer) -> None:
    @router.get("/dokumenter/{document}/dagsorden")
    def agenda(request: Request, document: str) -> HTMLResponse:
        dossier = dossiers.dossier(document)
        if dossier is None:
            return _unknown(request, page)
        found = dossiers.agenda(document)
        items = agenda_items(found) if found else []
        return _document(request, page, "admin_agenda.html", dossier, items=items)

    @router.get("/dokumenter/{document}/tekst")
    def contents(request: Request, document: str) -> HTMLResponse:
        number = number_in(request.query_params.get("side", "")) or 1
        dossier, found = dossiers.dossier(document), dossiers.contents(document, number)
        if dossier is None or found is None:
            return _unknown(request, page)
        return _document(
            request,
            page,
            "admin_contents.html",
            dossier,
            contents=found,
            dropped=counted(found.left_out),
            number=number,
            pages=-(-found.total // PASSAGES_A_PAGE),
            address=partial(page_address, request),
        )


def _document(request: Request, page: Renderer, name: str, dossier: Dossier, **values: Any) -> HTMLResponse:
    return page(request, name, dossier=dossier, back_undo=roll_back_undo(dossier), **values)


def _unknown(request: Request, page: Renderer) -> HTMLResponse:
    return page(request, "admin_unknown.html", status=404)


def _filters(request: Request) -> Filters:
    """What the address asks for; what it cannot ask for is ignored."""
    asked = request.query_params
    return Filters(
        words=asked.get("q", "")[:200].strip(),
        kind=asked.get("type") or None,
        body=asked.get("udvalg") or None,
        municipality=asked.get("kommune") or None,
        validity=asked.get("gyldighed") or None,
        state=next((state for state in get_args(State) if state == asked.get("tilstand")), None),
        sorting=next((key for key in get_args(Sorting) if key == asked.get("orden")), "changed"),
    )


def _compared(request: Request, dossier: Dossier) -> tuple[int, int]:
    """The numbers of the versions to compare: those asked for, else the newest two."""
    numbers = [version.number for version in dossier.versions]
    newer, older = numbers[0], numbers[min(1, len(numbers) - 1)]
    asked = [number_in(request.query_params.get(key, "")) for key in ("fra", "til")]
    if asked[0] in numbers and asked[1] in numbers:
        older, newer = int(asked[0] or 0), int(asked[1] or 0)
    return older, newer

"""The pages on which documents are ingested: sending files, runs with their reports, and sources."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ingest.readers import READABLE
from web import uploads
from web.administration_views import page_address
from web.errors import ExpectedError
from web.ingesting import Ingesting
from web.ingestion_views import RESULTS, RunView, is_under_way, results, run_view
from web.rendering import Renderer, number_in
from web.run_operations import RunOperations
from web.source_operations import SourceOperations

RUNS_A_PAGE = 20
SCHEDULES = (60, 1_440, 10_080)
"""The times between two runs that the pages offer, in minutes."""


def ingestion_router(ingesting: Ingesting, page: Renderer) -> APIRouter:
    """The pages under /admin that are about ingestion."""
    router = APIRouter(prefix="/admin", default_response_class=HTMLResponse, include_in_schema=False)
    runs = RunOperations(ingesting)
    _add_upload(router, ingesting, runs, page)
    _add_runs(router, ingesting, runs, page)
    _add_sources(router, SourceOperations(ingesting, runs), page)
    return router


def _add_upload(router: APIRouter, ingesting: Ingesting, runs: RunOperations, page: Renderer) -> None:
    @router.get("/indlaes")
    def upload(request: Request) -> HTMLResponse:
        asked = request.query_params.get("run")
        return page(
            request,
            "admin_upload.html",
            view=_view(request, ingesting, runs, asked) if asked else None,
            pending=[run for run in map(runs.summary, ingesting.runs.pending()) if run.run != asked],
            suffixes=sorted(READABLE),
            most_files=uploads.MOST_FILES,
            most_file_bytes=uploads.MOST_FILE_BYTES,
            most_bytes=uploads.MOST_BYTES,
            megabyte=uploads.MEGABYTE,
            **_shared(request),
        )


def _add_runs(router: APIRouter, ingesting: Ingesting, runs: RunOperations, page: Renderer) -> None:
    @router.get("/koersler")
    def run_list(request: Request) -> HTMLResponse:
        before = request.query_params.get("foer")
        try:
            found = runs.list(RUNS_A_PAGE, before)
        except ExpectedError:
            return page(request, "admin_run_unknown.html", status=404)
        live = any(map(is_under_way, found.runs))
        return page(request, "admin_runs.html", found=found, before=before, live=live, **_shared(request))

    @router.get("/koersler/{run}")
    def run(request: Request, run: str) -> HTMLResponse:
        view = _view(request, ingesting, runs, run)
        if view is None:
            return page(request, "admin_run_unknown.html", status=404)
        return page(request, "admin_run.html", view=view, **_shared(request))


def _add_sources(router: APIRouter, operations: SourceOperations, page: Renderer) -> None:
    @router.get("/kilder")
    def sources(request: Request) -> HTMLResponse:
        found = operations.list()
        return page(
            request,
            "admin_sources.html",
            sources=found.sources,
            folders=found.folders,
            schedules=SCHEDULES,
            **_shared(request),
        )


def _shared(request: Request) -> dict[str, Any]:
    """What the templates of all these pages call."""

    def address(number: int) -> str:
        return page_address(request, number)

    return {"address": address, "results": results}


def _view(request: Request, ingesting: Ingesting, runs: RunOperations, run: str) -> RunView | None:
    """A run with what the address asks to see of it; nothing for an unknown one."""
    try:
        found = runs.get(run)
    except ExpectedError:
        return None
    chosen = request.query_params.get("udfald")
    number = number_in(request.query_params.get("side", "")) or 1
    names = _sent(ingesting, run) if found.kind == "upload" and is_under_way(found) else ()
    return run_view(found, names, chosen if chosen in RESULTS else None, number)


def _sent(ingesting: Ingesting, run: str) -> Sequence[str]:
    """The names of the files that were sent for a run, in the order in which they are taken in."""
    try:
        names = [path.name for path in ingesting.uploads.folder(run).iterdir()]
    except OSError:  # the run has ended meanwhile, and its files are deleted
        return ()
    return sorted(names, key=lambda name: (uploads.is_supported(name), name))

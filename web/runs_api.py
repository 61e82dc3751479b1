"""The machine interface of runs: what is ingested, how far it is, and what became of it; and sending files."""

from contextlib import suppress
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Body, Query, Request
from fastapi import Path as InPath
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from ingest.home import storage_problem
from web.administration_models import (
    RunDetail,
    RunList,
    RunQueued,
    RunRequest,
    RunSummary,
    UploadQueued,
)
from web.errors import ExpectedError
from web.ingesting import Ingesting
from web.messages import message
from web.models import ErrorBody
from web.ownership import Sent, owner
from web.run_operations import RunOperations
from web.uploads import Form

RunId = Annotated[str, InPath(description="Id of the run.", max_length=64)]
Responses = dict[int | str, dict[str, Any]]
REFUSALS: Responses = {
    status: {"model": ErrorBody, "description": told}
    for status, told in {
        400: "The body is not JSON.",
        401: "The token is missing or wrong.",
        403: "It is not allowed from here.",
        404: "There is no such thing.",
        409: "It is too late for that, or it exists already.",
        413: "The body is too large.",
        415: "The body is of the wrong kind.",
        421: "The host name is not that of this server.",
        422: "The request is not valid.",
        500: "Something failed on the server's side.",
        507: "The disk is full.",
    }.items()
}
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}}
                    },
                    "required": ["files"],
                }
            }
        },
    }
}


def runs_router(ingesting: Ingesting, operations: RunOperations, token: str) -> APIRouter:
    """The routes under /api/runs, and /api/uploads."""
    router = APIRouter(prefix="/api", responses=REFUSALS)
    demand = owner(token)

    @router.get("/runs")
    def runs(
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        before: Annotated[str | None, Query(max_length=64)] = None,
    ) -> RunList:
        """The runs, the newest first; `before` is the id of a run."""
        return operations.list(limit, before)

    @router.post("/runs")
    def ask_for_run(body: RunRequest, sent: Sent) -> RunQueued:
        """Have a registered source ingested; with the token, paths of the server's machine."""
        if body.paths:
            demand(sent)
        return RunQueued(run=operations.ask_for(body))

    @router.get("/runs/{run}")
    def run(run: RunId, files_after: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> RunDetail:
        """One run; leaves out the first `files_after` of its files."""
        return operations.get(run, files_after)

    @router.post("/runs/{run}/cancel")
    def cancel(run: RunId, _: Annotated[dict[str, Any], Body(description="Empty.")]) -> RunSummary:
        """Cancel a run; one that is at work ends after the file at work."""
        return operations.cancel(run)

    @router.post("/uploads", openapi_extra=_FORM)
    async def upload(request: Request, dry_run: bool = False) -> UploadQueued:
        """Send files to be ingested. One that cannot be read is reported in the run, the others go on."""
        run = uuid4().hex
        names = await _receive(request, ingesting, run)
        await run_in_threadpool(operations.ingest_upload, run, dry_run)
        return UploadQueued(run=run, files=names)

    return router


async def _receive(request: Request, ingesting: Ingesting, run: str) -> list[str]:
    """Write the files of a request into the folder of a run; returns their names. What broke off is deleted."""
    form: Form | None = None
    arrived = False
    try:
        kind = request.headers.get("content-type", "")
        form = await run_in_threadpool(ingesting.uploads.receive, run, kind)
        async for chunk in request.stream():
            await run_in_threadpool(form.feed, chunk)
        form.finish()
        arrived = True
    except ClientDisconnect as error:
        raise ExpectedError("invalid_upload", message("invalid_upload", "da"), 422) from error
    except OSError as error:
        where = ingesting.uploads.folder(run)
        raise ExpectedError("storage", storage_problem(error, where), 507) from error
    finally:
        if not arrived:
            with suppress(OSError):
                if form:
                    form.close()
            ingesting.uploads.discard(run)
    return form.names

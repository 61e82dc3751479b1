"""The machine interface of sources: what is ingested again and again."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi import Path as InPath

from web.administration_models import (
    RunOptions,
    RunQueued,
    SourceChange,
    SourceList,
    SourceRequest,
    SourceView,
)
from web.ownership import Sent, shows
from web.run_operations import RunOperations
from web.runs_api import REFUSALS
from web.source_operations import SourceOperations

SourceId = Annotated[str, InPath(description="Id of the source.", max_length=64)]


def sources_router(operations: SourceOperations, runs: RunOperations, token: str) -> APIRouter:
    """The routes under /api/sources."""
    router = APIRouter(prefix="/api/sources", responses=REFUSALS)

    @router.get("")
    def sources() -> SourceList:
        """The sources that are in use, by name."""
        return operations.list()

    @router.post("")
    def add(body: SourceRequest, sent: Sent) -> SourceView:
        """Register a source; folders outside of KKGPT_FOLDERS with the token only."""
        return operations.add(body, any_folder=shows(token, sent))

    @router.get("/{source}")
    def source(source: SourceId) -> SourceView:
        """One source, also when it was removed."""
        return operations.get(source)

    @router.patch("/{source}")
    def change(source: SourceId, body: SourceChange) -> SourceView:
        """Change what is given."""
        return operations.change(source, body)

    @router.delete("/{source}")
    def remove(source: SourceId, _: Annotated[dict[str, Any], Body(description="Empty.")]) -> SourceView:
        """Ingest a source no more; its documents stay in use."""
        return operations.remove(source)

    @router.post("/{source}/run")
    def run(source: SourceId, body: RunOptions) -> RunQueued:
        """Have a source ingested now."""
        return RunQueued(run=runs.ingest_source(source, body))

    return router

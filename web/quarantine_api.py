"""The machine interface of the quarantine."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Path as InPath

from web.failures import language_of_request
from web.policy_api import own_page
from web.quarantine_models import HeldDetail, HeldDocument, HeldDocuments, HeldStatus, RulingRequest
from web.quarantine_operations import QuarantineOperations
from web.runs_api import REFUSALS

Number = Annotated[int, InPath(ge=1, le=999_999_999)]


def quarantine_router(operations: QuarantineOperations, token: str) -> APIRouter:
    """The routes under /api/quarantine; for our own pages and those who show the token."""
    router = APIRouter(prefix="/api/quarantine", responses=REFUSALS, dependencies=[Depends(own_page(token))])

    @router.get("")
    def documents(status: HeldStatus | None = None) -> HeldDocuments:
        """What is or was held back, the newest first."""
        return operations.list(status)

    @router.get("/{number}")
    def document(request: Request, number: Number) -> HeldDetail:
        """One document with what was read and found."""
        return operations.show(number, language_of_request(request))

    @router.post("/{number}/release")
    def release(request: Request, number: Number, body: RulingRequest) -> HeldDocument:
        """Take a document into use as it was read."""
        return operations.release(number, body, language_of_request(request))

    @router.post("/{number}/reject")
    def reject(request: Request, number: Number, body: RulingRequest) -> HeldDocument:
        """Keep a document out until its file changes."""
        return operations.reject(number, body, language_of_request(request))

    @router.post("/{number}/reopen")
    def reopen(request: Request, number: Number, body: RulingRequest) -> HeldDocument:
        """Take a rejection back: the document is held again."""
        return operations.reopen(number, body, language_of_request(request))

    return router

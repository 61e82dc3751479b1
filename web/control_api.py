"""The machine interface of hand-overs, measurements and the audit log."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Path as InPath

from assistant.measurements import Figures
from web.control_models import AuditPage, ClosingRequest, HandoverRequest, HandoverView
from web.control_operations import ControlOperations
from web.failures import language_of_request
from web.ownership import owner
from web.policy_api import own_page
from web.runs_api import REFUSALS

HandoverId = Annotated[str, InPath(max_length=64)]


def control_router(operations: ControlOperations, token: str) -> APIRouter:
    """The routes under /api/handovers, /api/measurements and /api/audit."""
    router = APIRouter(prefix="/api", responses=REFUSALS)
    own = [Depends(own_page(token))]

    @router.post("/handovers")
    def hand_over(request: Request, body: HandoverRequest) -> HandoverView:
        """Hand an answer over to the AI hotline; identifiers are removed before anything is written."""
        return operations.hand_over(body, language_of_request(request))

    @router.get("/handovers/{handover}")
    def handover(request: Request, handover: HandoverId) -> HandoverView:
        """How a hand-over stands."""
        return operations.handover(handover, language_of_request(request))

    @router.post("/handovers/{handover}/close", dependencies=own)
    def close_handover(request: Request, handover: HandoverId, body: ClosingRequest) -> HandoverView:
        """Close a hand-over with a note."""
        return operations.close_handover(handover, body, language_of_request(request))

    @router.post("/measurements", dependencies=[Depends(owner(token))])
    def record_figures(body: Figures) -> Figures:
        """Keep the figures of an evaluation of the rules; with the token only."""
        return operations.record_figures(body)

    @router.get("/audit", dependencies=own)
    def audit(
        action: Annotated[str, Query(max_length=64)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0, le=999_999_999)] = 0,
    ) -> AuditPage:
        """Lines of the audit log, the newest first; `action` keeps to one, or to a subject such as "policy"."""
        return operations.audit(action, limit, offset)

    return router

"""The machine interface of change control: policies, shadow runs, clauses and pauses."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse

from web.control_errors import control_message
from web.control_models import (
    By,
    ClauseDecision,
    ClauseLinkView,
    PauseList,
    PauseRequest,
    PauseView,
    PolicyList,
    PolicySummary,
    PolicyView,
    ProposalRequest,
    ShadowRequest,
    ShadowView,
)
from web.errors import ExpectedError
from web.events import EVENT_STREAM, Emit, events
from web.failures import language_of_request
from web.policy_operations import PolicyOperations
from web.runs_api import REFUSALS
from web.shield import is_own

Number = Annotated[int, InPath(ge=1, le=999_999_999)]
RuleId = Annotated[str, InPath(max_length=40)]
_SHADOW_STREAM = (
    "Server-sent events: `progress` {done, total, name}, and last `report`, or `error` {code, message}."
)


def own_page(token: str) -> Callable[[Request], None]:
    """A dependency that refuses what comes neither from our own pages nor with the token."""

    def check(request: Request) -> None:
        if not is_own(request.headers, token):
            said = control_message("foreign_page", language_of_request(request))
            raise ExpectedError("foreign_page", said, 403)

    return check


def policy_router(operations: PolicyOperations, token: str, pool: Executor) -> APIRouter:
    """The routes under /api/policy, /api/clauses and /api/pauses; shadow runs take a thread of the pool."""
    router = APIRouter(prefix="/api", responses=REFUSALS)
    own = [Depends(own_page(token))]
    _add_policies(router, operations, own)
    _add_shadow(router, operations, own, pool)
    _add_pauses(router, operations, own)

    @router.put("/clauses/{rule}", dependencies=own)
    def decide_clause(request: Request, rule: RuleId, body: ClauseDecision) -> ClauseLinkView:
        """Confirm, choose or take away the passage of the code of conduct that a rule's clause points to."""
        return operations.decide_clause(rule, body, language_of_request(request))

    return router


def _add_policies(router: APIRouter, operations: PolicyOperations, own: list[Any]) -> None:
    @router.get("/policy")
    def show_policy(request: Request) -> PolicyView:
        """The policy in force with its clauses, proposals and pauses."""
        return operations.show(language_of_request(request))

    @router.get("/policy/history")
    def policy_history() -> PolicyList:
        """Every policy, the newest first."""
        return operations.history()

    @router.post("/policy", dependencies=own)
    def propose_policy(request: Request, body: ProposalRequest) -> PolicySummary:
        """Propose a policy; it takes effect when it is activated."""
        return operations.propose(body, language_of_request(request))

    @router.post("/policy/{policy}/activate", dependencies=own)
    def activate_policy(request: Request, policy: Number, body: By) -> PolicySummary:
        """Put a proposal in force; it must have run in shadow within the last day."""
        return operations.activate(policy, body.by, language_of_request(request))

    @router.post("/policy/{policy}/discard", dependencies=own)
    def discard_policy(request: Request, policy: Number, body: By) -> PolicySummary:
        """Take a proposal back."""
        return operations.discard(policy, body.by, language_of_request(request))

    @router.get("/policy/{policy}/shadow")
    def policy_shadow(request: Request, policy: Number) -> ShadowView | None:
        """The newest shadow run of a policy, null when there was none."""
        return operations.report(policy, language_of_request(request))


def _add_shadow(router: APIRouter, operations: PolicyOperations, own: list[Any], pool: Executor) -> None:
    schema = {"schema": {"type": "string", "format": "event-stream"}}

    @router.post(
        "/policy/shadow",
        dependencies=own,
        response_class=StreamingResponse,
        responses={200: {"description": _SHADOW_STREAM, "content": {EVENT_STREAM: schema}}},
    )
    async def run_shadow(request: Request, body: ShadowRequest) -> StreamingResponse:
        """Run a proposal over the questions of the last days; it goes on when nobody listens."""
        language = language_of_request(request)

        def work(emit: Emit) -> None:
            def progress(done: int, total: int) -> None:
                emit("progress", {"done": done, "total": total, "name": ""})

            emit("report", operations.shadow(body, progress, language))

        content = events(pool, work, language)
        return StreamingResponse(content, media_type=EVENT_STREAM, headers={"Cache-Control": "no-store"})


def _add_pauses(router: APIRouter, operations: PolicyOperations, own: list[Any]) -> None:
    @router.get("/pauses")
    def pauses(request: Request) -> PauseList:
        """The pauses, the newest first."""
        return operations.pauses(language_of_request(request))

    @router.post("/pauses", dependencies=own)
    def ask_pause(request: Request, body: PauseRequest) -> PauseView:
        """Ask for a pause; it begins when another person confirms it."""
        return operations.ask_pause(body, language_of_request(request))

    @router.post("/pauses/{pause}/confirm", dependencies=own)
    def confirm_pause(request: Request, pause: Number, body: By) -> PauseView:
        """Confirm a pause that somebody else asked for."""
        return operations.confirm_pause(pause, body.by, language_of_request(request))

    @router.post("/pauses/{pause}/end", dependencies=own)
    def end_pause(request: Request, pause: Number, body: By) -> PauseView:
        """End a pause, or withdraw what was asked for."""
        return operations.end_pause(pause, body.by, language_of_request(request))

"""The pages on which the rules are kept under control: the policy, the audit log, the hotline."""

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.handovers import Handovers
from web.administration_views import page_address
from web.control_models import PolicySummary
from web.control_operations import ControlOperations
from web.policy_operations import PolicyOperations
from web.rendering import Renderer, language_of_page, number_in

LINES_A_PAGE = 50
CASES_A_PAGE = 20
CHANGES_SHOWN = 50


def control_pages(
    policies: PolicyOperations, control: ControlOperations, handovers: Handovers, page: Renderer
) -> APIRouter:
    """The pages under /admin that are about change control."""
    router = APIRouter(prefix="/admin", default_response_class=HTMLResponse, include_in_schema=False)
    _add_policy(router, policies, page)
    _add_log(router, control, page)
    _add_hotline(router, handovers, policies, page)
    return router


def _add_policy(router: APIRouter, policies: PolicyOperations, page: Renderer) -> None:
    @router.get("/retningslinjer")
    def policy(request: Request) -> HTMLResponse:
        language = language_of_page(request)
        view = policies.show(language)
        pauses = policies.pauses(language).pauses
        current = ("asked", "active")
        return page(
            request,
            "admin_policy.html",
            view=view,
            rules={rule.id: rule for rule in view.rules},
            proposals=[_tried(policies, proposal) for proposal in view.proposals],
            changes_shown=CHANGES_SHOWN,
            pauses=[pause for pause in pauses if pause.state in current],
            past=[pause for pause in pauses if pause.state not in current],
            history=policies.history().policies,
        )


def _tried(policies: PolicyOperations, proposal: PolicySummary) -> dict[str, object]:
    """A proposal with what it changes in the text, and its newest trial if there was one."""
    return {
        "policy": proposal,
        "shadow": policies.report(proposal.id),
        "differences": policies.differences(proposal.id),
    }


def _add_log(router: APIRouter, control: ControlOperations, page: Renderer) -> None:
    @router.get("/log")
    def log(request: Request) -> HTMLResponse:
        action = request.query_params.get("handling", "")[:64]
        number = number_in(request.query_params.get("side", "")) or 1
        found = control.audit(action, LINES_A_PAGE, (number - 1) * LINES_A_PAGE)
        return page(
            request,
            "admin_audit.html",
            found=found,
            action=action,
            actions=control.actions(),
            number=number,
            pages=max(1, -(-found.total // LINES_A_PAGE)),
            address=partial(page_address, request),
        )


def _add_hotline(router: APIRouter, handovers: Handovers, policies: PolicyOperations, page: Renderer) -> None:
    @router.get("/hotline")
    def hotline(request: Request) -> HTMLResponse:
        number = number_in(request.query_params.get("side", "")) or 1
        only_open = request.query_params.get("vis") == "aabne"
        cases, total = handovers.page(
            "open" if only_open else None, CASES_A_PAGE, (number - 1) * CASES_A_PAGE
        )
        return page(
            request,
            "admin_handovers.html",
            cases=cases,
            names=policies.names(language_of_page(request)),
            only_open=only_open,
            number=number,
            pages=max(1, -(-total // CASES_A_PAGE)),
            address=partial(page_address, request),
        )

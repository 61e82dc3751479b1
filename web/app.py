"""The web application: pages, machine interface and static files behind one shield."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from guardrails.rules.ai_disclosure import mark
from ingest.catalogue import Catalogue
from ingest.decisions import Decisions
from ingest.dossier import Dossiers
from web.administration import administration_router
from web.administration_api import administration_api
from web.api import api_router
from web.control_api import control_router
from web.control_operations import ControlOperations
from web.control_pages import control_pages
from web.decisions import decisions_api, decisions_router
from web.failures import add_failures
from web.ingestion_pages import ingestion_router
from web.notices import Noticed, notices_router
from web.pages import pages_router
from web.policy_api import policy_router
from web.policy_operations import PolicyOperations
from web.quarantine_api import quarantine_router
from web.quarantine_operations import QuarantineOperations
from web.quarantine_pages import quarantine_pages
from web.rendering import Renderer
from web.services import Services
from web.shield import Shield

_ANSWERING_THREADS = 8
_GRACE_SECONDS = 30
_STATIC = Path(__file__).parent / "static"


class _StaticFiles(StaticFiles):
    """Files that the browser keeps, and asks after before it uses them again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response


def create_app(services: Services) -> FastAPI:
    """The application over `services`.

    Threads that answer when the server closes are waited for, and so is the file that is being ingested, for half a
    minute. Ingestion has a thread of its own, so that it never keeps a question waiting.
    """
    answering = ThreadPoolExecutor(_ANSWERING_THREADS, thread_name_prefix="answer")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        services.ingesting.start()
        yield
        answering.shutdown()
        await asyncio.to_thread(services.ingesting.stop, _GRACE_SECONDS)

    app = FastAPI(
        title="kkgpt",
        version=services.version,
        description="Cited answers from a municipality's documents.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(Shield, token=services.token)],
    )
    add_failures(app)
    app.include_router(api_router(services, answering))
    _add_pages(app, services, _add_control(app, services, answering))
    app.mount("/static", _StaticFiles(directory=_STATIC), name="static")
    return app


def _add_control(app: FastAPI, services: Services, pool: Executor) -> Renderer:
    """Change control and the quarantine with their pages; what renders pages with what waits there."""
    policies = PolicyOperations(services.governance, services.corpus)
    control = ControlOperations(services.governance)
    app.include_router(policy_router(policies, services.token, pool))
    app.include_router(control_router(control, services.token))
    held = QuarantineOperations(services.activator, services.governance.audit, services.ingesting.is_running)
    page = Renderer(
        lambda: {
            "/admin/karantaene": held.count(),
            "/admin/retningslinjer": policies.waiting(),
            "/admin/hotline": control.waiting(),
        }
    )
    app.include_router(control_pages(policies, control, services.governance.handovers, page))
    app.include_router(quarantine_router(held, services.token))
    app.include_router(quarantine_pages(held, page))
    return page


def _add_pages(app: FastAPI, services: Services, page: Renderer) -> None:
    """The pages, and the registers behind them with their machine interfaces."""
    engine, validities = services.activator.engine, services.library.validities
    catalogue, dossiers, decisions = (
        Catalogue(engine, validities),
        Dossiers(engine, validities),
        Decisions(engine),
    )

    app.include_router(pages_router(services.library, page, lambda: services.guard.policy))
    app.include_router(notices_router(_noticed(services), page))
    app.include_router(
        decisions_router(decisions, page, lambda language: mark(services.guard.policy, language))
    )
    app.include_router(decisions_api(decisions, lambda language: mark(services.guard.policy, language)))
    app.include_router(administration_router(catalogue, dossiers, services.journal.citing, page))
    app.include_router(administration_api(services.activator, catalogue, services.ingesting.is_running))
    app.include_router(ingestion_router(services.ingesting, page))


def _noticed(services: Services) -> Noticed:
    """Where the notice pages read."""
    return Noticed(
        services.operator,
        services.version,
        lambda: services.guard.policy,
        services.guard.acts,
        services.library.documents,
        services.governance.measurements.latest,
        services.governance.clauses.url,
        services.governance.clauses.under_review,
    )

"""The web application: pages, machine interface and static files behind one shield."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from web.api import api_router
from web.failures import add_failures
from web.pages import pages_router
from web.services import Services
from web.shield import Shield

_ANSWERING_THREADS = 8
_INGESTING_THREADS = 4
_STATIC = Path(__file__).parent / "static"


class _StaticFiles(StaticFiles):
    """Files that the browser keeps, and asks after before it uses them again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response


def create_app(services: Services) -> FastAPI:
    """The application over `services`.

    Threads that answer or ingest when the server closes are waited for. Ingestions have threads of their own,
    so that those that wait for each other never keep a question waiting.
    """
    answering = ThreadPoolExecutor(_ANSWERING_THREADS, thread_name_prefix="answer")
    ingesting = ThreadPoolExecutor(_INGESTING_THREADS, thread_name_prefix="ingest")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        answering.shutdown()
        ingesting.shutdown()

    app = FastAPI(
        title="kkgpt",
        version=services.version,
        description="Cited answers from a municipality's documents.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(Shield)],
    )
    add_failures(app)
    app.include_router(api_router(services, answering, ingesting))
    app.include_router(pages_router(services.library))
    app.mount("/static", _StaticFiles(directory=_STATIC), name="static")
    return app

"""The pages and the machine interface of documents and decisions over a register that was filled by hand."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

import web
from assistant.journal import CitingAnswer
from guardrails.policy import load_policy
from guardrails.rules.ai_disclosure import mark
from ingest.activation import Activator
from ingest.catalogue import Catalogue
from ingest.decisions import Decisions
from ingest.dossier import Dossiers
from ingest.embedding.embedder import Embedder
from ingest.vectors import VectorStore
from tests.support.register import Register
from web.administration import administration_router
from web.administration_api import administration_api
from web.decisions import decisions_api, decisions_router
from web.failures import add_failures
from web.rendering import Renderer
from web.shield import Shield

VALIDITIES = {"strategi": "expired"}
CITED = CitingAnswer("a1", "Hvor mange timer <om ugen>?", "2025-03-02T09:12:00+00:00", 2, 0, 26)


def register_app(
    register: Register,
    folder: Path,
    embedder: Embedder,
    count_tokens: Callable[[str], int],
    is_ingesting: Callable[[], bool] = lambda: False,
) -> FastAPI:
    """The application; one answer cites the document "strategi"."""
    vectors = VectorStore(folder / "vectors", embedder.recipe)
    activator = Activator(register.engine, vectors, embedder, count_tokens)
    catalogue = Catalogue(register.engine, lambda: VALIDITIES)
    dossiers = Dossiers(register.engine, lambda: VALIDITIES)
    decisions, page = Decisions(register.engine), Renderer()
    app = FastAPI(middleware=[Middleware(Shield, token="")])
    add_failures(app)
    app.include_router(administration_router(catalogue, dossiers, _citing, page))
    app.include_router(administration_api(activator, catalogue, is_ingesting))
    app.include_router(decisions_router(decisions, page, partial(mark, load_policy())))
    app.include_router(decisions_api(decisions, partial(mark, load_policy())))
    app.mount("/static", StaticFiles(directory=Path(web.__path__[0]) / "static"), name="static")
    return app


def _citing(document: str) -> Sequence[CitingAnswer]:
    return [CITED] if document == "strategi" else []

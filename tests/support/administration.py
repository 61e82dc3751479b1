"""The machine interface of runs, uploads and sources over a stand-in for the ingestion."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.middleware import Middleware

from tests.support.forms import BOUNDARY, form_of
from tests.support.product import wait_until
from tests.support.standing_in import FILES, PATIENCE_SECONDS, StandIn, empty_corpus
from web.failures import add_failures
from web.ingesting import Ingesting, prepare_ingesting
from web.run_operations import RunOperations
from web.runs_api import runs_router
from web.shield import Shield
from web.source_operations import SourceOperations
from web.sources_api import sources_router

TOKEN = "hemmelig"
OWNER = {"Authorization": f"Bearer {TOKEN}"}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True, slots=True)
class Site:
    """An application and what is behind it; `allowed` is the folder under which its pages may add folders."""

    client: TestClient
    ingesting: Ingesting
    stand_in: StandIn
    uploads: Path
    allowed: Path

    def send(self, files: dict[str, bytes], headers: dict[str, str], query: str = "") -> Any:
        """Send files as a browser does."""
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.client.post(f"/api/uploads{query}", content=form_of(files), headers={**kind, **headers})

    def wait_for(self, run: str) -> dict[str, Any]:
        """What is told of a run when it has ended."""
        wait_until(lambda: self.client.get(f"/api/runs/{run}").json()["finished_at"])
        told: dict[str, Any] = self.client.get(f"/api/runs/{run}").json()
        return told


@contextmanager
def administration(folder: Path, stand_in: StandIn) -> Iterator[Site]:
    """A site over an empty corpus; its thread works until the end."""
    uploads, allowed = folder / "uploads", folder / "tilladt"
    allowed.mkdir()
    ingesting = prepare_ingesting(empty_corpus(folder), stand_in.perform, uploads, (allowed,), lambda: None)
    app = FastAPI(middleware=[Middleware(Shield, token=TOKEN)])
    add_failures(app)
    runs = RunOperations(ingesting)
    app.include_router(runs_router(ingesting, runs, TOKEN))
    app.include_router(sources_router(SourceOperations(ingesting, runs), runs, TOKEN))
    ingesting.start(with_schedule=False)
    try:
        with TestClient(app, base_url="http://127.0.0.1:8321") as client:
            yield Site(client, ingesting, stand_in, uploads, allowed)
    finally:
        stand_in.let_go(9 * len(FILES))
        assert ingesting.stop(PATIENCE_SECONDS)

"""A register that was filled by hand behind a real server of the test process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from ingest.embedding.embedder import Embedder
from tests.e2e.browser import open_page
from tests.support.filled import fill
from tests.support.product import wait_until
from tests.support.register_site import register_app


@contextmanager
def serving_register(folder: Path, embedder: Embedder, count_tokens: Callable[[str], int]) -> Iterator[str]:
    """The address of a server over a register of its own."""
    register = fill(folder)
    app = register_app(register, folder, embedder, count_tokens)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        register.engine.dispose()


@pytest.fixture
def register_page(
    browser: Browser, tmp_path: Path, embedder: Embedder, count_tokens: Callable[[str], int]
) -> Iterator[Page]:
    """A desktop page at a register that the test may change."""
    with serving_register(tmp_path, embedder, count_tokens) as site, open_page(browser, site) as page:
        yield page


@pytest.fixture(scope="package")
def shared_register(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, count_tokens: Callable[[str], int]
) -> Iterator[str]:
    """The address of a register for tests that only look."""
    with serving_register(tmp_path_factory.mktemp("register"), embedder, count_tokens) as site:
        yield site


@pytest.fixture
def looking(browser: Browser, shared_register: str) -> Iterator[Page]:
    """A desktop page at a register that nobody changes."""
    with open_page(browser, shared_register) as page:
        yield page

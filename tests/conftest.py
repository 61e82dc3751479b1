"""What every kind of test may use; the engine and the sample corpus are opened once for all of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.embedding import load_embedder
from ingest.embedding.embedder import Embedder
from ingest.passages import token_counter
from ingest.reading import ReadingProcess
from tests.support.assembly import SAMPLE, Parts, assemble
from tests.support.network import loopback_only
from tests.support.product import home, ingested, server, shared_server, site

__all__ = ["home", "ingested", "loopback_only", "server", "shared_server", "site"]


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """The bundled embedding model."""
    return load_embedder(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def count_tokens() -> Callable[[str], int]:
    """The token counter of the product."""
    return token_counter()


@pytest.fixture(scope="session")
def reading() -> Iterator[ReadingProcess]:
    """The process that reads files."""
    with ReadingProcess() as process:
        yield process


@pytest.fixture(scope="session")
def sample(
    tmp_path_factory: pytest.TempPathFactory,
    embedder: Embedder,
    count_tokens: Callable[[str], int],
    reading: ReadingProcess,
) -> Parts:
    """The sample corpus, freshly ingested; tests only read it."""
    parts = assemble(tmp_path_factory.mktemp("sample"), embedder, count_tokens, reading)
    report = parts.ingest(SAMPLE / "documents")
    assert not report.failed
    return parts


@pytest.fixture
def parts(
    tmp_path: Path, embedder: Embedder, count_tokens: Callable[[str], int], reading: ReadingProcess
) -> Parts:
    """An empty corpus and journal."""
    home = tmp_path / "home"
    home.mkdir()
    return assemble(home, embedder, count_tokens, reading)

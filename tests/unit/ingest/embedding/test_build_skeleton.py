import numpy as np
import pytest

from ingest.embedding.onnx_engine import SKELETON
from ingest.embedding.quantise import load_calibration
from ingest.embedding.weights import ModelFile
from tests.unit.ingest.embedding.texts import PASSAGES, QUESTIONS

onnx = pytest.importorskip("onnx", reason="the developers' tool that makes the graph needs the onnx package")


def test_the_committed_graph_is_what_the_builder_makes(model: ModelFile) -> None:
    from ingest.embedding.build_skeleton import GraphBuilder

    assert GraphBuilder(model.shape, quantised=True).build() == onnx.load_from_string(SKELETON.read_bytes())


def test_other_text_is_within_reach_of_the_committed_calibration(model: ModelFile) -> None:
    """Its channels are about as large: half of them within a factor of two."""
    from ingest.embedding.build_skeleton import calibrate

    committed = load_calibration()
    measured = calibrate(model, [*PASSAGES, *QUESTIONS])
    assert measured.keys() == committed.keys()
    for name, largest in measured.items():
        ratio = np.median(committed[name] / np.maximum(largest, 1e-6))
        assert 0.9 < ratio < 3.5, name

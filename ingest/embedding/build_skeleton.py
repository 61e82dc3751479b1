"""Makes the two data files of the onnxruntime engine; for developers, as it needs the `onnx` package.

    python -m ingest.embedding.build_skeleton                    writes skeleton.onnx, a graph without weights
    python -m ingest.embedding.build_skeleton --calibrate TEXT   writes calibration.npz too, from a text file

The text is UTF-8 with one passage or question a line (a question ends in a question mark).
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper

from ingest.embedding.embedder import Vectors
from ingest.embedding.model_layout import Shape
from ingest.embedding.onnx_engine import INPUT, OUTPUT, SKELETON, open_session, prepare_input
from ingest.embedding.quantise import CALIBRATION, STEPS, Tensors, dense_layer, norm_tensors
from ingest.embedding.tokenizer import Tokenizer
from ingest.embedding.weights import ModelFile, find_model_file

_CONTRIB = "com.microsoft"  # onnxruntime's own operators
_TYPES = {"weight": TensorProto.INT8}
_OPSET, _IR_VERSION = 17, 8


class GraphBuilder:
    """The encoder as a graph over one sequence: (1, tokens, hidden) -> the mean over its tokens, (1, hidden).

    There is no mask, as there is no padding. With `quantised` the products are 8-bit; without, they are exact
    and their inputs are outputs of the graph, for the calibration.
    """

    def __init__(self, shape: Shape, *, quantised: bool) -> None:
        self._shape = shape
        self._quantised = quantised
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._watched: list[str] = []

    def build(self) -> onnx.ModelProto:
        """The whole model; each of its weights is a name, a type and a size without values."""
        hidden = self._shape.hidden
        stream = self._norm("embedding.norm", INPUT)
        for layer in range(self._shape.layers):
            stream = self._layer(f"layer{layer}", stream)
        self._add("ReduceMean", [stream], [OUTPUT], axes=[1], keepdims=0)
        outputs = [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, hidden])]
        outputs += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in self._watched]
        inputs = [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", hidden])]
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, self._weights)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="kkgpt")

    def _layer(self, name: str, stream: str) -> str:
        hidden, wide = self._shape.hidden, self._shape.feed_forward
        thirds = [f"{name}.{part}" for part in ("query", "key", "value")]
        self._add("Split", [self._product(f"{name}.qkv", stream, hidden, 3 * hidden)], thirds, axis=-1)
        context = f"{name}.context"
        self._add("MultiHeadAttention", thirds, [context], _CONTRIB, num_heads=self._shape.heads)
        attended = self._product(f"{name}.attention", context, hidden, hidden)
        stream = self._norm(f"{name}.attention.norm", self._sum(f"{name}.attention.sum", attended, stream))
        self._add("Gelu", [self._product(f"{name}.up", stream, hidden, wide)], [f"{name}.gelu"], _CONTRIB)
        down = self._product(f"{name}.down", f"{name}.gelu", wide, hidden)
        return self._norm(f"{name}.down.norm", self._sum(f"{name}.down.sum", down, stream))

    def _product(self, name: str, value: str, inputs: int, outputs: int) -> str:
        output = f"{name}.output"
        if not self._quantised:
            self._add("Identity", [value], [f"{name}.input"])
            self._watched.append(f"{name}.input")
            self._add("MatMul", [value, self._weight(f"{name}.dense", inputs, outputs)], [f"{name}.product"])
            self._add("Add", [f"{name}.product", self._weight(f"{name}.bias", outputs)], [output])
            return output
        if not name.endswith("attention"):
            self._add("Mul", [value, self._weight(f"{name}.smooth", inputs)], [f"{name}.smoothed"])
            value = f"{name}.smoothed"
        weight = self._weight(f"{name}.weight", inputs, outputs)
        scale, bias = self._weight(f"{name}.scale", outputs), self._weight(f"{name}.bias", outputs)
        self._add("DynamicQuantizeMatMul", [value, weight, scale, "", bias], [output], _CONTRIB)
        return output

    def _norm(self, name: str, value: str) -> str:
        hidden = self._shape.hidden
        inputs = [value, self._weight(f"{name}.scale", hidden), self._weight(f"{name}.offset", hidden)]
        self._add("LayerNormalization", inputs, [name], axis=-1, epsilon=self._shape.epsilon)
        return name

    def _sum(self, name: str, left: str, right: str) -> str:
        self._add("Add", [left, right], [name])
        return name

    def _add(
        self, operator: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: Any
    ) -> None:
        self._nodes.append(
            helper.make_node(operator, inputs, outputs, outputs[0], domain=domain, **attributes)
        )

    def _weight(self, name: str, *size: int) -> str:
        kind = _TYPES.get(name.rpartition(".")[2], TensorProto.FLOAT)
        tensor = onnx.TensorProto(name=name, data_type=kind, dims=size, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="weights")
        self._weights.append(tensor)
        return name


def dense_tensors(model: ModelFile) -> Tensors:
    """The exact weights, as the graph without quantisation names them."""
    tensors = norm_tensors(model)
    for layer in range(model.shape.layers):
        for step, (weight, bias) in dense_layer(model, layer).items():
            tensors |= {f"layer{layer}.{step}.dense": weight, f"layer{layer}.{step}.bias": bias}
    return tensors


def calibrate(model: ModelFile, lines: list[str]) -> dict[str, Vectors]:
    """The greatest absolute value of each channel of each product's input over some lines of text."""
    skeleton = GraphBuilder(model.shape, quantised=False).build().SerializeToString()
    session = open_session(skeleton, dense_tensors(model))
    names = [f"layer{layer}.{step}" for layer in range(model.shape.layers) for step in STEPS]
    largest: dict[str, Vectors] = {}
    for values in _activations(session, model, lines, names):
        for name, value in zip(names, values, strict=True):
            channels = np.abs(value).max(axis=(0, 1))
            largest[name] = np.maximum(largest.get(name, channels), channels)
    return largest


def _activations(
    session: onnxruntime.InferenceSession, model: ModelFile, lines: list[str], names: list[str]
) -> Iterator[list[NDArray[np.float32]]]:
    tokenizer = Tokenizer(model.vocabulary)
    for line in lines:
        prefix = "query: " if line.endswith("?") else "passage: "
        tokens = tokenizer.encode(prefix + line)[: model.shape.positions - 2]
        yield session.run([f"{name}.input" for name in names], {INPUT: prepare_input(model, tokens)})


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the data files of the onnxruntime embedding engine.")
    parser.add_argument("--calibrate", type=Path, metavar="TEXT", help="measure the activations on it too")
    arguments = parser.parse_args()
    model = ModelFile(find_model_file())
    SKELETON.write_bytes(GraphBuilder(model.shape, quantised=True).build().SerializeToString())
    if arguments.calibrate is not None:
        lines = arguments.calibrate.read_text(encoding="utf-8").splitlines()
        largest = calibrate(model, [line for line in lines if line.strip()])
        rounded = {name: channels.astype(np.float16) for name, channels in largest.items()}
        np.savez_compressed(CALIBRATION, allow_pickle=False, **rounded)


if __name__ == "__main__":
    main()

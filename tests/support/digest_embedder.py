"""An embedder that takes no time, where the meaning of texts does not matter."""

import hashlib
from collections.abc import Sequence

import numpy as np

from ingest.embedding.embedder import Vectors


class DigestEmbedder:
    """Unit vectors that follow from the digest of a text: no meaning, and no time."""

    recipe = "digest"
    dimensions = 384

    def embed_query(self, text: str) -> Vectors:
        """The vector of a text, shape (384,)."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(self.dimensions).astype(np.float32)
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, shape (len(texts), 384)."""
        return np.stack([self.embed_query(text) for text in texts])

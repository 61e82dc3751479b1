"""Text to unit-length vectors: the interface, two engines in process, one for OpenAI-compatible servers."""

from ingest.embedding.embedder import Embedder, EmbeddingError, Vectors
from ingest.embedding.load import load_embedder

__all__ = ["Embedder", "EmbeddingError", "Vectors", "load_embedder"]

"""The vectors of passages in Chroma: derived from SQL, rebuilt from it, never the truth.

Nodes are written through LlamaIndex's Chroma store; searching asks the collection for ids and distances alone, which is
six times faster than having every hit parsed back into a node that is then not used.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import chromadb
from chromadb.config import Settings
from llama_index.core.schema import BaseNode, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from ingest.embedding.embedder import Vectors

_COLLECTION = "passages"
_BATCH = 1000


class VectorStore:
    """Passage vectors by id, searched by cosine.

    Each embedding recipe has a collection of its own, for vectors of two models may differ in length and never mix. The
    collections of former recipes are dropped on opening; `Activator.rebuild_stale` fills the new one.
    """

    def __init__(self, folder: Path, recipe: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        name = f"{_COLLECTION}-{hashlib.sha256(recipe.encode()).hexdigest()[:16]}"
        for former in client.list_collections():
            if former.name.startswith(_COLLECTION) and former.name != name:
                client.delete_collection(former.name)
        self._collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        self._store = ChromaVectorStore.from_collection(self._collection)

    def add(self, ids: Sequence[str], vectors: Vectors, version: str) -> None:
        """Write vectors under new ids, in batches; `version` is the token of the version they belong to."""
        nodes: list[BaseNode] = [
            TextNode(id_=key, text="", embedding=vector.tolist(), metadata={"version": version})
            for key, vector in zip(ids, vectors, strict=True)
        ]
        for start in range(0, len(nodes), _BATCH):
            self._store.add(nodes[start : start + _BATCH])

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not there are passed over."""
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Vectors, most: int) -> dict[str, float]:
        """The ids of the nearest passages with their cosine to `vector`, nearest first."""
        if (total := self.count()) == 0:
            return {}
        found = self._collection.query(
            query_embeddings=vector, n_results=min(most, total), include=["distances"]
        )
        distances = found["distances"] or [[]]
        return {key: 1.0 - distance for key, distance in zip(found["ids"][0], distances[0], strict=True)}

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors there are."""
        total: int = self._collection.count()
        return total

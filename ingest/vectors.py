"""The vectors of passages in Chroma: derived from SQL, rebuilt from it, never the truth.

Nodes are written through LlamaIndex's Chroma store; searching asks the collection for ids and distances alone, which is
six times faster than having every hit parsed back into a node that is then not used.
"""

import hashlib
import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError
from llama_index.core.schema import BaseNode, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from ingest.embedding.embedder import Vectors

_log = logging.getLogger(__name__)
_COLLECTION = "passages"
_BATCH = 1000
_DAMAGED = (1, 11, 26)
"""SQLite's primary result codes for tables that are missing, a malformed file, and a file that is no database."""


class VectorStore:
    """Passage vectors by id, searched by cosine.

    Each embedding recipe has a collection of its own, for vectors of two models may differ in length and never mix.
    `Activator.rebuild_stale` fills a new one, and drops the former ones when it has.

    A folder that is damaged is kept under another name and a new one begun, which `rebuild_stale` fills likewise.
    """

    def __init__(self, folder: Path, recipe: str) -> None:
        self._name = f"{_COLLECTION}-{hashlib.sha256(recipe.encode()).hexdigest()[:16]}"
        try:
            self._client, self._collection = _open(folder, self._name)
        except ChromaError as error:
            if not _is_damage(error):
                raise
            kept = _put_aside(folder)
            _log.warning("Vektorindekset var beskadiget og ligger nu i %s; det bygges op på ny.", kept)
            self._client, self._collection = _open(folder, self._name)
        self._store = ChromaVectorStore.from_collection(self._collection)

    def drop_former(self) -> None:
        """Delete the vectors of all other recipes."""
        for former in self._client.list_collections():
            if former.name.startswith(_COLLECTION) and former.name != self._name:
                self._client.delete_collection(former.name)

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

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those ids that are there."""
        found: dict[str, Vectors] = {}
        for start in range(0, len(ids), _BATCH):
            stored = self._collection.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
            found.update(zip(stored["ids"], np.asarray(stored["embeddings"], np.float32), strict=True))
        return found

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors there are."""
        total: int = self._collection.count()
        return total


def _open(folder: Path, name: str) -> tuple[ClientAPI, chromadb.Collection]:
    """Chroma over a folder, and a collection in it that was read from once, which shows whether it can be."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        collection.count()
    except ChromaError:
        SharedSystemClient.clear_system_cache()  # it keeps what failed to open, by folder
        raise
    return client, collection


def _is_damage(error: ChromaError) -> bool:
    """Whether an error on opening comes from what the files hold, not from the disk, a lock or access to them."""
    code = re.search(r"\(code: (\d+)\)", str(error))
    if code:
        return int(code[1]) & 0xFF in _DAMAGED
    return "(os error" not in str(error)


def _put_aside(folder: Path) -> Path:
    """Rename a damaged folder; returns its new name."""
    kept = folder.with_name(f"{folder.name}-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    return folder.rename(kept)

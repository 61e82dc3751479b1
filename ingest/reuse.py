"""Vectors of a new version: those of texts that did not change are taken over, the rest are embedded."""

import hashlib
from collections.abc import Sequence

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ingest.embedding.embedder import Embedder, Vectors
from ingest.tables import PassageRow, SentenceRow, VersionRow
from ingest.vectors import VectorStore

_BATCH = 500


def with_headings(title: str | None, section: str, text: str) -> str:
    """A passage as the embedding model sees it: title and headings first, each said once."""
    lead = [part for part in (title, *section.split(" > ")) if part and part not in text[: len(part) + 200]]
    return "\n".join([*dict.fromkeys(lead), text])


def digest_of(text: str) -> str:
    """What identifies a text that was embedded."""
    return hashlib.sha256(text.encode()).hexdigest()


def embed_missing(embedder: Embedder, texts: Sequence[str], known: dict[str, Vectors]) -> tuple[Vectors, int]:
    """The vectors of `texts`, of which `known` has some by digest; and how many were computed."""
    digests = [digest_of(text) for text in texts]
    missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
    if missing:
        vectors = embedder.embed_passages(list(missing.values()))
        known = known | dict(zip(missing, vectors, strict=True))
    if not texts:
        return np.zeros((0, 0), np.float32), 0
    return np.stack([known[digest] for digest in digests]), len(missing)


def known_passages(
    engine: Engine, store: VectorStore, digests: Sequence[str], recipe: str
) -> dict[str, Vectors]:
    """The vectors of those texts that an active passage of any document was embedded from: digest -> vector."""
    found: dict[str, str] = {}
    with Session(engine) as session:
        for start in range(0, len(digests), _BATCH):
            query = select(PassageRow.digest, PassageRow.vector).join(VersionRow)
            some = PassageRow.digest.in_(digests[start : start + _BATCH])
            found.update(session.execute(query.where(some, VersionRow.recipe == recipe)).all())
    stored = store.vectors_of(list(found.values()))
    return {digest: stored[vector] for digest, vector in found.items() if vector in stored}


def known_sentences(engine: Engine, document: str | None, recipe: str) -> dict[str, Vectors]:
    """The vectors of the sentences of a document's active version: digest -> vector."""
    if document is None:
        return {}
    with Session(engine) as session:
        version = session.scalar(
            select(VersionRow).where(
                VersionRow.document_id == document, VersionRow.active, VersionRow.recipe == recipe
            )
        )
        if version is None:
            return {}
        rows = session.scalars(select(SentenceRow).where(SentenceRow.version_id == version.id)).all()
        return {
            digest_of(version.text[row.start : row.end]): np.frombuffer(row.vector, np.float16).astype(
                np.float32
            )
            for row in rows
        }

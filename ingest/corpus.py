"""Reading the corpus: documents, versions, passages and sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from ingest import lexical
from ingest.danish.places import municipalities
from ingest.embedding.embedder import Vectors
from ingest.layout import Placed
from ingest.minutes.model import Minutes
from ingest.tables import CorpusRow, DocumentRow, PassageRow, SentenceRow, VersionRow
from ingest.vectors import VectorStore

_BATCH = 500
_KEPT_PASSAGES = 256
"""How many passages keep their sentences in memory, about 60 sentences of 1.5 kB each."""


@dataclass(frozen=True)
class Version:
    """A version of a document with its text and what is known of it (see `ingest.tables.VersionRow`).

    `ocr` is the confidence, from 0 to 1, of each page that was recognised from an image; `redacted`
    counts by rule what was removed before the text was stored.
    """

    id: int
    document: str
    source: str
    number: int
    active: bool
    text: str
    blocks: tuple[Placed, ...]
    dropped: tuple[str, ...]
    title: str | None
    kind: str | None
    municipality: str | None
    body: str | None
    date: str | None
    valid_from: str | None
    valid_to: str | None
    replaces: str | None
    ingested_at: str
    status: str | None = None
    superseded_by: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    minutes: Minutes | None = None
    ocr: Mapping[int, float] = field(default_factory=dict)
    redacted: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """What to call the document: its title, or the name of its file."""
        return self.title or self.source

    @cached_property
    def named_municipalities(self) -> frozenset[str]:
        """The municipalities that the text speaks of."""
        return frozenset(municipalities(self.text, bare=True))

    @cached_property
    def folded(self) -> str:
        """The text without distinction of case, for looking up whether a word stands in it."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of an active version."""

    id: int
    version: int
    start: int
    end: int
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence of an active version and its unit vector."""

    id: int
    version: int
    start: int
    end: int
    block: int
    vector: Vectors


@dataclass(frozen=True, slots=True)
class _Cache:
    """The active versions as they were at a revision, and the revision at which each was touched last."""

    revision: int
    versions: dict[int, Version]
    touched: dict[int, int]


class Corpus:
    """The active versions, as retrieval and the pages see them. Safe to use from several threads."""

    def __init__(self, engine: Engine, vectors: VectorStore) -> None:
        self._engine = engine
        self._vectors = vectors
        self._cache = _Cache(-1, {}, {})
        self._loading = Lock()
        self._read = lru_cache(maxsize=_KEPT_PASSAGES)(self._read_sentences)

    def revision(self) -> int:
        """A number that rises with every change of the corpus."""
        with Session(self._engine) as session:
            return session.scalars(select(CorpusRow.revision)).one()

    def active(self) -> dict[int, Version]:
        """The active versions by id. When the corpus has changed, only what was touched since is read."""
        cache, revision = self._cache, self.revision()
        if cache.revision == revision:
            return cache.versions
        with self._loading, Session(self._engine) as session:
            touched = dict(
                session.execute(select(VersionRow.id, VersionRow.touched).where(VersionRow.active)).all()
            )
            cache = self._cache
            fresh = [key for key, at in touched.items() if cache.touched.get(key) != at]
            versions = {key: v for key, v in cache.versions.items() if cache.touched[key] == touched.get(key)}
            for start in range(0, len(fresh), _BATCH):
                some = VersionRow.id.in_(fresh[start : start + _BATCH])
                query = select(VersionRow, DocumentRow.source).join(DocumentRow).where(some)
                versions.update((row.id, _version(row, name)) for row, name in session.execute(query))
            self._cache = _Cache(revision, versions, touched)
            self._read.cache_clear()
        return versions

    def version(self, document: str, number: int | None = None) -> Version | None:
        """A version of a document; without `number` the active one, or else the newest. Retired ones stay readable."""
        query = select(VersionRow, DocumentRow.source).join(DocumentRow)
        query = query.where(VersionRow.document_id == document)
        if number is not None:
            query = query.where(VersionRow.number == number)
        with Session(self._engine) as session:
            found = session.execute(
                query.order_by(VersionRow.active.desc(), VersionRow.number.desc())
            ).first()
        return _version(*found) if found else None

    def passage_count(self) -> int:
        """How many passages the active versions have."""
        with Session(self._engine) as session:
            return session.scalar(select(func.count(PassageRow.id))) or 0

    def match_dense(self, vector: Vectors, most: int) -> dict[int, float]:
        """The nearest active passages by cosine: passage id -> cosine."""
        near = self._vectors.nearest(vector, most)
        with Session(self._engine) as session:
            query = select(PassageRow.vector, PassageRow.id).where(PassageRow.vector.in_(near))
            ids: dict[str, int] = dict(session.execute(query).all())
        return {ids[key]: score for key, score in near.items() if key in ids}

    def match_lexical(self, query: str, most: int) -> tuple[dict[int, float], dict[int, float]]:
        """BM25 of active passages over words and over character 5-grams: passage id -> score each."""
        with Session(self._engine) as session:
            return lexical.match_words(session, query, most), lexical.match_grams(session, query, most)

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by id; those of versions retired meanwhile are missing."""
        with Session(self._engine) as session:
            rows = session.scalars(select(PassageRow).where(PassageRow.id.in_(list(ids)))).all()
        return {r.id: StoredPassage(r.id, r.version_id, r.start, r.end, r.section, r.page) for r in rows}

    def sentences(self, version: int, start: int, end: int) -> list[StoredSentence]:
        """The sentences of an active version that begin between two offsets, in order."""
        return self._read(version, start, end)

    def all_sentences(self, version: Version) -> list[StoredSentence]:
        """All sentences of an active version, in order; read anew each time, for there may be many."""
        return self._read_sentences(version.id, 0, len(version.text))

    def _read_sentences(self, version: int, start: int, end: int) -> list[StoredSentence]:
        with Session(self._engine) as session:
            query = select(SentenceRow).where(
                SentenceRow.version_id == version,
                SentenceRow.start >= start,
                SentenceRow.start < end,
            )
            rows = session.scalars(query.order_by(SentenceRow.start)).all()
        return [
            StoredSentence(
                r.id,
                r.version_id,
                r.start,
                r.end,
                r.block,
                np.frombuffer(r.vector, np.float16).astype(np.float32),
            )
            for r in rows
        ]

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each stemmed term stands; terms of no passage are missing."""
        with Session(self._engine) as session:
            return lexical.frequencies(session, terms)


def _version(row: VersionRow, source: str) -> Version:
    return Version(
        id=row.id,
        document=row.document_id,
        source=source,
        number=row.number,
        active=row.active,
        text=row.text,
        blocks=tuple(Placed.from_json(block) for block in row.blocks),
        dropped=tuple(row.dropped),
        title=row.title,
        kind=row.kind,
        municipality=row.municipality,
        body=row.body,
        date=row.date,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        replaces=row.replaces,
        ingested_at=row.ingested_at,
        status=row.status,
        superseded_by=row.superseded_by,
        fields=row.fields,
        minutes=Minutes.from_json(row.minutes) if row.minutes else None,
        ocr={int(page): confidence for page, confidence in row.ocr.items()},
        redacted=row.redacted,
    )

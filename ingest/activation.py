"""Making a version of a document visible: vectors first, then everything else in one SQL transaction.

A crash before the transaction leaves vectors that no passage refers to; they are named in `sweep` and removed later. A
crash after it leaves nothing to do but the same sweep. An error before the transaction removes them at once.
"""

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from ingest import lexical
from ingest.blocks import Reading
from ingest.embedding.embedder import Embedder, Vectors
from ingest.layout import Layout, Placed, lay_out
from ingest.metadata import Metadata, read_metadata
from ingest.passages import Passage, SentenceSpan, split_passages, split_sentences
from ingest.tables import CorpusRow, DocumentRow, PassageRow, SentenceRow, SweepRow, VersionRow
from ingest.vectors import VectorStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version ready to be embedded and written."""

    layout: Layout
    dropped: tuple[str, ...]
    metadata: Metadata
    spans: list[SentenceSpan]
    passages: list[Passage]
    sha256: str


@dataclass(frozen=True, slots=True)
class Activator:
    """Writes versions into the corpus."""

    engine: Engine
    vectors: VectorStore
    embedder: Embedder
    count_tokens: Callable[[str], int]

    def prepare(self, reading: Reading) -> Prepared:
        """Lay out, read the metadata of and split a document that was read."""
        layout = lay_out(reading.blocks)
        spans = split_sentences(layout)
        metadata = read_metadata(layout)
        passages = split_passages(layout, spans, self.count_tokens, metadata.title)
        sha256 = hashlib.sha256(layout.text.encode()).hexdigest()
        return Prepared(layout, reading.dropped, metadata, spans, passages, sha256)

    def activate(self, prepared: Prepared, location: Path) -> str:
        """Make `prepared` the active version of the document at `location`; returns "added" or "updated".

        Raises whatever the embedder, Chroma or SQL raise; the former version is then still in force.
        """
        token = uuid.uuid4().hex
        with self._undone_on_error(token):
            vectors, embedded = self._write_vectors(prepared, token)
            with Session(self.engine) as session, session.begin():
                document = session.scalar(select(DocumentRow).where(DocumentRow.location == str(location)))
                if document is None:
                    document = DocumentRow(
                        id=uuid.uuid4().hex[:12],
                        location=str(location),
                        source=location.name,
                        created_at=_now(),
                    )
                    session.add(document)
                    session.flush()
                number = self._retire(session, document.id)
                version = VersionRow(
                    document_id=document.id,
                    number=number + 1,
                    active=True,
                    token=token,
                    sha256=prepared.sha256,
                    recipe=self.embedder.recipe,
                    text=prepared.layout.text,
                    blocks=[block.as_json() for block in prepared.layout.blocks],
                    dropped=list(prepared.dropped),
                    ingested_at=_now(),
                    **asdict(prepared.metadata),
                )
                session.add(version)
                session.flush()
                _write_passages(session, version, prepared, vectors, embedded)
                _finish(session, token)
        self._sweep_retired()
        return "updated" if number else "added"

    def rebuild(self, version_id: int) -> None:
        """Embed an active version again, from its stored text, and replace its passages and vectors."""
        with Session(self.engine) as session:
            version = session.get_one(VersionRow, version_id)
            layout = Layout(version.text, tuple(Placed.from_json(block) for block in version.blocks))
        spans = split_sentences(layout)
        metadata = read_metadata(layout)
        passages = split_passages(layout, spans, self.count_tokens, metadata.title)
        prepared = Prepared(layout, (), metadata, spans, passages, version.sha256)
        token = uuid.uuid4().hex
        with self._undone_on_error(token):
            vectors, embedded = self._write_vectors(prepared, token)
            with Session(self.engine) as session, session.begin():
                version = session.get_one(VersionRow, version_id)
                _clear(session, version)
                version.token, version.recipe = token, self.embedder.recipe
                _write_passages(session, version, prepared, vectors, embedded)
                _finish(session, token)
        self._sweep_retired()

    def rebuild_stale(self) -> int:
        """Bring Chroma in line with SQL; returns how many versions were embedded again.

        Versions whose vectors are missing or of another recipe are rebuilt. Vectors that neither a passage nor
        `sweep` names, as after corpus.db was restored from a backup, are deleted. In the end the collections of
        former recipes are dropped. To be called when no ingestion runs.
        """
        present = self.vectors.ids()
        with Session(self.engine) as session:
            active = session.execute(select(VersionRow.id, VersionRow.recipe).where(VersionRow.active)).all()
            query = select(PassageRow.vector, PassageRow.version_id)
            wanted: dict[str, int] = dict(session.execute(query).all())
            swept = session.scalars(select(SweepRow)).all()
        stale = {row.id for row in active if row.recipe != self.embedder.recipe}
        stale |= {version for vector, version in wanted.items() if vector not in present}
        for version in sorted(stale):
            self.rebuild(version)
        named = {vector for row in swept for vector in _vector_ids(row.token, row.vectors)}
        self.vectors.delete(sorted(present - wanted.keys() - named))
        self.vectors.drop_former()
        return len(stale)

    def sweep(self, abandoned: bool = False) -> None:
        """Delete the vectors of retired versions; with `abandoned`, of never-finished ones too.

        Only the process that holds the home folder may pass `abandoned`, when no ingestion runs.
        """
        with Session(self.engine) as session:
            query = select(SweepRow) if abandoned else select(SweepRow).where(~SweepRow.pending)
            rows = session.scalars(query).all()
        for row in rows:
            self.vectors.delete(_vector_ids(row.token, row.vectors))
            with Session(self.engine) as session, session.begin():
                session.execute(delete(SweepRow).where(SweepRow.token == row.token))

    @contextmanager
    def _undone_on_error(self, token: str) -> Iterator[None]:
        """Remove what was written under `token` when an error keeps its version from becoming visible."""
        try:
            yield
        except Exception:
            try:
                self._undo(token)
            except Exception as error:
                _log.warning("vectors of %s are left for the next start (%s)", token, type(error).__name__)
            raise

    def _undo(self, token: str) -> None:
        with Session(self.engine) as session:
            row = session.get(SweepRow, token)
        if row is None or not row.pending:  # nothing was written, or everything
            return
        self.vectors.delete(_vector_ids(token, row.vectors))
        with Session(self.engine) as session, session.begin():
            session.execute(delete(SweepRow).where(SweepRow.token == token))

    def _sweep_retired(self) -> None:
        """`sweep` after a version has become visible: what fails now is left for the next sweep."""
        try:
            self.sweep()
        except Exception as error:
            _log.warning("vectors of retired versions are left for later (%s)", type(error).__name__)

    def _write_vectors(self, prepared: Prepared, token: str) -> tuple[list[str], Vectors]:
        ids = _vector_ids(token, len(prepared.passages))
        with Session(self.engine) as session, session.begin():
            session.add(SweepRow(token=token, vectors=len(ids), pending=True))
        text, title = prepared.layout.text, prepared.metadata.title or ""
        passages = self.embedder.embed_passages(
            [_with_headings(title, p.section, text[p.start : p.end]) for p in prepared.passages]
        )
        self.vectors.add(ids, passages, token)
        sentences = self.embedder.embed_passages([text[s.start : s.end] for s in prepared.spans])
        return ids, sentences

    def _retire(self, session: Session, document: str) -> int:
        """Retire the active version of a document, if any; returns the highest number used so far."""
        active = session.scalar(
            select(VersionRow).where(VersionRow.document_id == document, VersionRow.active)
        )
        if active:
            _clear(session, active)
            active.active = False
            session.flush()
        numbers = session.scalars(select(VersionRow.number).where(VersionRow.document_id == document)).all()
        return max(numbers, default=0)


def _with_headings(title: str, section: str, text: str) -> str:
    """A passage as the embedding model sees it: title and headings first, each said once."""
    lead = [part for part in (title, *section.split(" > ")) if part and part not in text[: len(part) + 200]]
    return "\n".join([*dict.fromkeys(lead), text])


def _write_passages(
    session: Session, version: VersionRow, prepared: Prepared, vectors: list[str], embedded: Vectors
) -> None:
    for passage, vector in zip(prepared.passages, vectors, strict=True):
        row = PassageRow(version_id=version.id, vector=vector, **asdict(passage))
        session.add(row)
        session.flush()
        text = version.text[passage.start : passage.end]
        lexical.add_passage(session, row.id, version.title or "", passage.section, text)
    half = embedded.astype(np.float16)
    session.add_all(
        SentenceRow(version_id=version.id, vector=vector.tobytes(), **asdict(span))
        for span, vector in zip(prepared.spans, half, strict=True)
    )


def _clear(session: Session, version: VersionRow) -> None:
    """Remove what is derived from a version and name its vectors for the sweep."""
    total = len(session.scalars(select(PassageRow.id).where(PassageRow.version_id == version.id)).all())
    session.add(SweepRow(token=version.token, vectors=total, pending=False))
    lexical.remove_passages(session, version.id)
    session.execute(delete(PassageRow).where(PassageRow.version_id == version.id))
    session.execute(delete(SentenceRow).where(SentenceRow.version_id == version.id))


def _finish(session: Session, token: str) -> None:
    session.execute(delete(SweepRow).where(SweepRow.token == token))
    session.execute(update(CorpusRow).values(revision=CorpusRow.revision + 1))


def _vector_ids(token: str, total: int) -> list[str]:
    return [f"{token}-{number}" for number in range(total)]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

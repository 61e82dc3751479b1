"""Making a version of a document visible: vectors first, then everything else in one SQL transaction.

A crash before the transaction leaves vectors that no passage refers to; they are named in `sweep` and removed later. A
crash after it leaves nothing to do but the same sweep. An error before the transaction removes them at once.
"""

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock

from sqlalchemy import Engine, delete, func, or_, select
from sqlalchemy.orm import Session

from ingest.blocks import Reading
from ingest.embedding.embedder import Embedder
from ingest.overlay import corrected_values, overlay
from ingest.prepare import EDITION, Prepared, prepare, prepare_stored
from ingest.reuse import digest_of, embed_missing, known_passages, known_sentences, with_headings
from ingest.tables import DocumentRow, PassageRow, SweepRow, VersionRow
from ingest.vectors import VectorStore
from ingest.writing import Embedded, clear_derived, raise_revision, write_derived

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Activated:
    """A version that became visible; `embedded` counts the texts whose vectors were computed for it."""

    document: str
    number: int
    embedded: int


Also = Callable[[Session, Activated], None]
"""What else is to be written in the transaction that makes a version visible."""


def _no_progress(_: int, __: int) -> None:
    """Tells nobody."""


def _nothing(_: Session, __: Activated) -> None:
    """Writes nothing."""


class _OutdatedError(Exception):
    """A newer version took the place of the one at work."""


@dataclass(frozen=True, slots=True)
class Activator:
    """Writes versions into the corpus."""

    engine: Engine
    vectors: VectorStore
    embedder: Embedder
    count_tokens: Callable[[str], int]
    exclusive: RLock = field(default_factory=RLock, repr=False, compare=False)
    """Held by whoever writes for longer than one transaction: a run, a verification, an administrator's action."""

    def prepare(self, reading: Reading) -> Prepared:
        """Lay out, understand and split a document that was read."""
        return prepare(reading, self.count_tokens)

    def activate(
        self,
        prepared: Prepared,
        document: str | None,
        source: str,
        run: str | None = None,
        also: Also = _nothing,
    ) -> Activated:
        """Make `prepared` the active version of a document, a new one without its id; `source` is its name for people.

        Raises whatever the embedder, Chroma or SQL raise; the former version is then still in force.
        """
        with (
            self._writing(prepared, document) as (token, embedded),
            Session(self.engine) as session,
            session.begin(),
        ):
            row = session.get(DocumentRow, document) if document else None
            if row is None:
                row = DocumentRow(id=document or uuid.uuid4().hex[:12], source=source, created_at=now())
                session.add(row)
            row.source, row.retired_at, row.retired_because = source, None, None
            session.flush()
            retire_active(session, row.id)
            newest = select(func.max(VersionRow.number)).where(VersionRow.document_id == row.id)
            version = VersionRow(
                document_id=row.id,
                number=(session.scalar(newest) or 0) + 1,
                active=True,
                sha256=prepared.sha256,
                text=prepared.layout.text,
                run_id=run,
                ingested_at=now(),
            )
            self._fill(session, version, prepared, token)
            session.add(version)
            session.flush()
            write_derived(session, version, prepared, embedded)
            activated = Activated(row.id, version.number, embedded.new)
            also(session, activated)
            _finish(session, token)
        self._sweep_retired()
        return activated

    def revive(self, document: str, number: int | None = None, also: Also = _nothing) -> Activated:
        """Make a stored version active again; LookupError when there is none.

        Without `number` it is the one that was active last: the version of a document that was touched last.
        """
        with Session(self.engine) as session:
            query = select(VersionRow).where(VersionRow.document_id == document)
            if number is not None:
                query = query.where(VersionRow.number == number)
            version = session.scalars(
                query.order_by(VersionRow.touched.desc(), VersionRow.number.desc())
            ).first()
        if version is None:
            raise LookupError(document)
        return self._rewrite(version, self._prepare_stored(version), also)

    def rebuild(self, version_id: int, afresh: bool = False) -> None:
        """Understand an active version again, from its stored text, and replace all that is derived from it.

        With `afresh` no vector that is there is taken over. One that is not active any more stays as it is.
        """
        with Session(self.engine) as session:
            version = session.get_one(VersionRow, version_id)
        with suppress(_OutdatedError):
            self._rewrite(version, self._prepare_stored(version), must_be_active=True, afresh=afresh)

    def reread(self, document: str, prepared: Prepared, also: Also = _nothing) -> None:
        """Take over what better readers make of an active version whose text is the same."""
        with Session(self.engine) as session:
            version = session.scalars(
                select(VersionRow).where(VersionRow.document_id == document, VersionRow.active)
            ).one()
        with suppress(_OutdatedError):
            self._rewrite(version, prepared, also, must_be_active=True)

    def rebuild_stale(self, progress: Callable[[int, int], None] = _no_progress) -> int:
        """Bring what is derived in line with the text; returns how many versions were rebuilt.

        Versions whose vectors are missing, or of another recipe, and those that an earlier edition understood are
        rebuilt. Vectors that neither a passage nor `sweep` names, as after corpus.db was restored from a backup, are
        deleted. In the end the collections of former recipes are dropped. To be called when no ingestion runs.
        """
        present = self.vectors.ids()
        with Session(self.engine) as session:
            outdated = or_(VersionRow.recipe != self.embedder.recipe, VersionRow.edition < EDITION)
            stale = set(session.scalars(select(VersionRow.id).where(VersionRow.active, outdated)))
            query = select(PassageRow.vector, PassageRow.version_id)
            wanted = dict(session.execute(query).all())
            swept = session.scalars(select(SweepRow)).all()
        stale |= {version for vector, version in wanted.items() if vector not in present}
        for done, version in enumerate(sorted(stale)):
            progress(done, len(stale))
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

    def _prepare_stored(self, version: VersionRow) -> Prepared:
        with Session(self.engine) as session:
            corrected = corrected_values(session, version.document_id)
        return prepare_stored(version, self.count_tokens, corrected)

    def _rewrite(
        self,
        version: VersionRow,
        prepared: Prepared,
        also: Also = _nothing,
        must_be_active: bool = False,
        afresh: bool = False,
    ) -> Activated:
        """Make a stored version the active one, with all that is derived from it written anew."""
        with (
            self._writing(prepared, version.document_id, afresh) as (token, embedded),
            Session(self.engine) as session,
            session.begin(),
        ):
            _finish(session, token)  # first, so that nobody writes between the look at the row and its change
            row = session.get_one(VersionRow, version.id)
            if must_be_active and not row.active:
                raise _OutdatedError
            retire_active(session, version.document_id)
            document = session.get_one(DocumentRow, version.document_id)
            document.retired_at, document.retired_because = None, None
            row.active = True
            self._fill(session, row, prepared, token)
            session.flush()
            write_derived(session, row, prepared, embedded)
            activated = Activated(row.document_id, row.number, embedded.new)
            also(session, activated)
        self._sweep_retired()
        return activated

    def _fill(self, session: Session, row: VersionRow, prepared: Prepared, token: str) -> None:
        """Write what was read and understood into a version's row, as corrected by the administrator."""
        row.token, row.recipe, row.edition = token, self.embedder.recipe, EDITION
        row.blocks = [block.as_json() for block in prepared.layout.blocks]
        row.dropped, row.ocr = list(prepared.dropped), {str(p): c for p, c in prepared.ocr.items()}
        row.redacted, row.fields = dict(prepared.redacted), prepared.metadata.as_json()
        row.minutes = prepared.minutes.as_json() if prepared.minutes else None
        corrected = overlay(prepared.metadata.columns(), corrected_values(session, row.document_id))
        for name, value in corrected.items():
            setattr(row, name, value)
        row.touched = raise_revision(session)

    @contextmanager
    def _writing(
        self, prepared: Prepared, document: str | None, afresh: bool = False
    ) -> Iterator[tuple[str, Embedded]]:
        """Vectors written under a new token; they are removed when an error keeps them from becoming visible."""
        token = uuid.uuid4().hex
        try:
            yield token, self._write_vectors(prepared, token, document, afresh)
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

    def _write_vectors(self, prepared: Prepared, token: str, document: str | None, afresh: bool) -> Embedded:
        ids = _vector_ids(token, len(prepared.passages))
        with Session(self.engine) as session, session.begin():
            session.add(SweepRow(token=token, vectors=len(ids), pending=True))
            corrected = corrected_values(session, document) if document else {}
        text, title = prepared.layout.text, overlay(prepared.metadata.columns(), corrected)["title"]
        shown = [with_headings(title, p.section, text[p.start : p.end]) for p in prepared.passages]
        digests = [digest_of(part) for part in shown]
        recipe = self.embedder.recipe
        known = {} if afresh else known_passages(self.engine, self.vectors, digests, recipe)
        passages, computed = embed_missing(self.embedder, shown, known)
        self.vectors.add(ids, passages, token)
        spoken = [text[s.start : s.end] for s in prepared.spans]
        said = {} if afresh else known_sentences(self.engine, document, recipe)
        sentences, more = embed_missing(self.embedder, spoken, said)
        return Embedded(ids, digests, sentences, computed + more)


def retire_active(session: Session, document: str) -> None:
    """Retire the active version of a document, if any."""
    active = session.scalar(select(VersionRow).where(VersionRow.document_id == document, VersionRow.active))
    if active:
        clear_derived(session, active)
        active.active = False
        session.flush()


def now() -> str:
    """The time, as it is written into the tables."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _finish(session: Session, token: str) -> None:
    session.execute(delete(SweepRow).where(SweepRow.token == token))


def _vector_ids(token: str, total: int) -> list[str]:
    return [f"{token}-{number}" for number in range(total)]

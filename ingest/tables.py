"""The corpus in SQL. The migrations make these tables; this module reads and writes them."""

from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of the corpus's tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[Any]: JSON}


class CorpusRow(Base):
    """The one row that counts changes: every activation raises `revision` by one."""

    __tablename__ = "corpus"
    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]


class DocumentRow(Base):
    """A document; `source` is what people are shown: the name of its file or its address.

    It is retired when `retired_at` is set; `retired_because` says why: "removed" by an administrator, "vanished" from
    its source, "merged" when its text became that of another document, or "quarantined" when what it says is held back.
    """

    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    created_at: Mapped[str]
    retired_at: Mapped[str | None]
    retired_because: Mapped[str | None]


class PlaceRow(Base):
    """Where a document was found: `location` is an absolute path or an address, a member's follows after "!/".

    Two places may hold the same document. `sha256` is the digest of the file's bytes and `reader` the edition of the
    readers that last read it: while both are the same there is nothing to do. A container (an archive, an e-mail) has
    a place too, with `document_id` empty where it has no text of its own; `container` is its location in its members'
    rows. `fetched` is what an address told with the file (see `ingest.opening`). `gone_at` is set when the file was
    not there any more.
    """

    __tablename__ = "places"
    id: Mapped[int] = mapped_column(primary_key=True)
    location: Mapped[str]
    name: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"))
    source_id: Mapped[str | None] = mapped_column(ForeignKey("sources.id"))
    container: Mapped[str | None]
    sha256: Mapped[str]
    reader: Mapped[int]
    fetched: Mapped[dict[str, Any] | None]
    first_seen: Mapped[str]
    last_seen: Mapped[str]
    gone_at: Mapped[str | None]


class SourceRow(Base):
    """What is ingested again and again: a folder that is watched, or a web address.

    `kind` is "folder", "page", "list" or "sitemap"; `options` holds what the kind needs (hosts, pattern, most).
    `every_minutes` is the schedule (none: only when asked), `next_at` when it is due. `removed_at`: no longer used,
    kept because places refer to it.
    """

    __tablename__ = "sources"
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    address: Mapped[str]
    name: Mapped[str]
    options: Mapped[dict[str, Any]]
    every_minutes: Mapped[int | None]
    paused: Mapped[bool]
    next_at: Mapped[str | None]
    created_at: Mapped[str]
    removed_at: Mapped[str | None]


class VersionRow(Base):
    """A version of a document: its text for ever, its passages only while it is active.

    The columns from `title` to `superseded_by` are what counts: as read, or as an administrator corrected it. `fields`
    holds what was read, each with its basis and place (`ingest.fields.Field`); `minutes` the meeting, its items and
    decisions (`ingest.minutes.model.Minutes`); `ocr` the confidence of pages that were recognised from images;
    `redacted` counts by rule what was removed before the text was stored.
    `edition` is that of the code that understood the text (`ingest.prepare.EDITION`), `touched` the corpus revision of
    the last change to the row.
    """

    __tablename__ = "versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    active: Mapped[bool]
    token: Mapped[str]
    sha256: Mapped[str]
    recipe: Mapped[str]
    text: Mapped[str]
    blocks: Mapped[list[Any]]
    dropped: Mapped[list[Any]]
    title: Mapped[str | None]
    kind: Mapped[str | None]
    municipality: Mapped[str | None]
    body: Mapped[str | None]
    date: Mapped[str | None]
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]
    replaces: Mapped[str | None]
    status: Mapped[str | None]
    superseded_by: Mapped[str | None]
    fields: Mapped[dict[str, Any]]
    minutes: Mapped[dict[str, Any] | None]
    ocr: Mapped[dict[str, Any]]
    redacted: Mapped[dict[str, Any]]
    edition: Mapped[int]
    touched: Mapped[int]
    run_id: Mapped[str | None]
    ingested_at: Mapped[str]


class DecisionRow(Base):
    """A decision of an active version, for looking up; the version's `minutes` hold the same.

    `item` is the index of the agenda item in the minutes; `points` are numbers of the recommendation's points.
    """

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    item: Mapped[int]
    number: Mapped[str | None]
    title: Mapped[str | None]
    case_number: Mapped[str | None]
    subject: Mapped[str]
    outcome: Mapped[str]
    points: Mapped[list[Any]]
    body: Mapped[str | None]
    body_basis: Mapped[str | None]
    date: Mapped[str | None]
    date_basis: Mapped[str | None]
    vote: Mapped[dict[str, Any] | None]
    start: Mapped[int]
    end: Mapped[int]


class CorrectionRow(Base):
    """A field that an administrator corrected; it counts for every later version. An empty value clears the field."""

    __tablename__ = "corrections"
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    note: Mapped[str]
    corrected_at: Mapped[str]


class PassageRow(Base):
    """A passage of an active version; `vector` is its id in Chroma, `digest` that of the text that was embedded."""

    __tablename__ = "passages"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    vector: Mapped[str]
    digest: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    section: Mapped[str]
    page: Mapped[int | None]
    tokens: Mapped[int]


class SentenceRow(Base):
    """A sentence of an active version; `vector` holds its embedding as float16."""

    __tablename__ = "sentences"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    start: Mapped[int]
    end: Mapped[int]
    block: Mapped[int]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class SweepRow(Base):
    """Vectors that may have to go: of a version that is being written (`pending`) or was retired."""

    __tablename__ = "sweep"
    token: Mapped[str] = mapped_column(primary_key=True)
    vectors: Mapped[int]
    pending: Mapped[bool]


class QuarantineRow(Base):
    """A document that is or was held back.

    `status` is "held", "released", "rejected" or "replaced" (its file changed or vanished). `digest` is that of its
    text with what was found (`ingest.inspection.digest_of`), `bytes` that of its file. `reading` is what was read
    (`ingest.reading.messages.encode_reading`), `findings` what was found in it (`ingest.inspection.Finding`),
    `rulings` what administrators decided. `document_id` is the document at its place, or the one it became.
    """

    __tablename__ = "quarantine"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    status: Mapped[str]
    name: Mapped[str]
    title: Mapped[str]
    location: Mapped[str]
    bytes: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"))
    reading: Mapped[list[Any]]
    findings: Mapped[list[Any]]
    policy: Mapped[str]
    run_id: Mapped[str]
    held_at: Mapped[str]
    rulings: Mapped[list[Any]]


class RunRow(Base):
    """One ingestion: what was asked for, how it stands, and in the end its report.

    `status` is "queued", "running", "done", "failed", "cancelled" or "interrupted" (the process ended; it is taken up
    again). `request` says what to ingest (`ingest.requests.Request`).
    """

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    request: Mapped[dict[str, Any]]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("sources.id"))
    requested_at: Mapped[str]
    started_at: Mapped[str | None]
    finished_at: Mapped[str | None]
    report: Mapped[dict[str, Any] | None]


class RunFileRow(Base):
    """What became of one file in a run; files that were unchanged are only counted.

    `outcome` is "added", "updated", "renamed", "joined" (the same text as a document that is there), "restored",
    "removed", "quarantined" (held back for an administrator), "skipped" or "failed".
    """

    __tablename__ = "run_files"
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"))
    name: Mapped[str]
    location: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    document_id: Mapped[str | None]
    version: Mapped[int | None]
    passages: Mapped[int]
    embedded: Mapped[int]
    changes: Mapped[dict[str, Any]]

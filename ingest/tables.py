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
    """A document: `location` identifies it (absolute path), `source` is what people are shown (the file name)."""

    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str]
    source: Mapped[str]
    created_at: Mapped[str]


class VersionRow(Base):
    """A version of a document: its text for ever, its passages only while it is active."""

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
    ingested_at: Mapped[str]


class PassageRow(Base):
    """A passage of an active version; `vector` is its id in Chroma."""

    __tablename__ = "passages"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    vector: Mapped[str]
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


class RunRow(Base):
    """One ingestion and its report."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[str]
    finished_at: Mapped[str | None]
    report: Mapped[dict[str, Any] | None]

"""Errors after which a run does not go on: what failed for one file would fail for all."""

import errno
import logging
import re
import sqlite3
import traceback
from collections.abc import Iterator

from chromadb.errors import ChromaError

from ingest.blocks import UnreadableError
from ingest.embedding.embedder import EmbeddingError

_log = logging.getLogger(__name__)
_NO_VECTORS = "embeddingmodellen gav ingen vektorer. Kontrollér KKGPT_EMBEDDING_URL og tjenesten bag den."
_DISK_FULL = "disken er fuld. Gør plads, og indlæs igen."
_UNEXPECTED = "der skete en uventet fejl; se loggen. En tidligere version er stadig i kraft."
_CHROMA_DISK_FULL = re.compile(r"\(code: 13\)|\(os error (?:28|122)\)")


def reason_of(name: str, error: Exception) -> tuple[str, bool]:
    """What to tell of an error that a file met, and whether it makes sense to try others."""
    if isinstance(error, UnreadableError):
        return str(error), True
    if isinstance(error, EmbeddingError):
        _log.warning("the embedding service failed:\n%s", trace(error))  # its words may quote a document
        return _NO_VECTORS, False
    if is_disk_full(error):
        return _DISK_FULL, False
    _log.error("%s could not be ingested:\n%s", name, trace(error))
    return _UNEXPECTED, True


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, or one that led to it, is that the disk or the quota is used up."""
    return any(
        (isinstance(link, OSError) and link.errno in (errno.ENOSPC, errno.EDQUOT))
        or (isinstance(link, sqlite3.Error) and getattr(link, "sqlite_errorname", "") == "SQLITE_FULL")
        or (isinstance(link, ChromaError) and _CHROMA_DISK_FULL.search(str(link)) is not None)
        for link in _chain(error)
    )


def trace(error: BaseException) -> str:
    """Where an error and those that led to it arose. Their messages, which may quote a document, are left out."""
    return "\n".join(
        f"{type(link).__name__}\n{''.join(traceback.format_tb(link.__traceback__))}".rstrip()
        for link in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it, the last first."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__

"""One ingestion: find the files, read each, and make its new version visible."""

import errno
import logging
import os
import re
import sqlite3
import time
import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chromadb.errors import ChromaError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.activation import Activator, Prepared
from ingest.blocks import UnreadableError
from ingest.embedding.embedder import EmbeddingError
from ingest.readers import SUFFIXES, read_document
from ingest.tables import DocumentRow, RunRow, VersionRow

Progress = Callable[[int, int, str], None]
_log = logging.getLogger(__name__)
_NO_VECTORS = "embeddingmodellen gav ingen vektorer. Kontrollér KKGPT_EMBEDDING_URL og tjenesten bag den."
_DISK_FULL = "disken er fuld. Gør plads, og indlæs igen."
_UNEXPECTED = "der skete en uventet fejl; se loggen. En tidligere version er stadig i kraft."
_NOT_TRIED = "blev ikke forsøgt, da indlæsningen stoppede. Indlæs den igen, når fejlen er rettet."
_CHROMA_DISK_FULL = re.compile(r"\(code: 13\)|\(os error (?:28|122)\)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A source that was not ingested, and why."""

    source: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a run did; `passages` counts those written, `seconds` is wall time."""

    run: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The report as the command line and the journal show it."""
        return asdict(self)


def ingest(activator: Activator, paths: Iterable[Path], progress: Progress, dry_run: bool = False) -> Report:
    """Ingest files and folders; a file that fails is reported and leaves its former version in force.

    When the embedding service fails or the disk is full, the files after it would fail alike: they are reported as not
    tried. `progress` is called with the files done, the files in all and the file at work. With `dry_run` everything is
    read and split, and nothing is written.
    """
    started = time.perf_counter()
    report = Report(run=uuid.uuid4().hex[:12])
    if not dry_run:
        _record_start(activator, report)
    try:
        files = list(_find(paths, report))
        for done, path in enumerate(files):
            progress(done, len(files), path.name)
            if not _ingest_file(activator, path, report, dry_run):
                report.failed += [Problem(left.name, _NOT_TRIED) for left in files[done + 1 :]]
                break
        progress(len(files), len(files), "")
    finally:
        report.seconds = round(time.perf_counter() - started, 2)
        if not dry_run:
            _record_end(activator, report)
    return report


def _find(paths: Iterable[Path], report: Report) -> Iterator[Path]:
    """The readable files under `paths`, once each, by name; the others are entered into the report."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            report.failed.append(Problem(str(path), "findes ikke. Kontrollér stien."))
            continue
        found = [path] if path.is_file() else _files_in(path, report)
        if not found:
            kinds = ", ".join(sorted(SUFFIXES))
            report.failed.append(Problem(path.name, f"mappen har ingen filer, der kan læses ({kinds})."))
        for file in found:
            resolved = file.resolve()
            if resolved in seen:
                continue
            seen.add(resolved)
            if _is_text(str(resolved)):
                yield resolved
            else:
                reason = "filens navn eller mappe har tegn, der ikke er gyldig UTF-8. Omdøb den."
                report.failed.append(Problem(_shown(resolved.name), reason))


def _files_in(folder: Path, report: Report) -> list[Path]:
    files = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            if Path(name).suffix.lower() in SUFFIXES:
                files.append(Path(parent, name))
            else:
                report.skipped.append(Problem(_shown(name), "filtypen understøttes ikke."))
    return files


def _is_text(name: str) -> bool:
    """Whether a name from the file system can be stored: Linux allows bytes that are no text."""
    return _shown(name) == name


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _ingest_file(activator: Activator, path: Path, report: Report, dry_run: bool) -> bool:
    """Ingest one file and enter it into the report; returns whether it makes sense to try others."""
    try:
        _try_file(activator, path, report, dry_run)
    except UnreadableError as error:
        report.failed.append(Problem(path.name, str(error)))
    except EmbeddingError as error:
        _log.warning("%s", error)
        report.failed.append(Problem(path.name, _NO_VECTORS))
        return False
    except Exception as error:
        if _is_disk_full(error):
            report.failed.append(Problem(path.name, _DISK_FULL))
            return False
        _log.error("%s could not be ingested:\n%s", path.name, _trace(error))
        report.failed.append(Problem(path.name, _UNEXPECTED))
    return True


def _try_file(activator: Activator, path: Path, report: Report, dry_run: bool) -> None:
    prepared = activator.prepare(read_document(path))
    if not prepared.passages:
        raise UnreadableError("filen har ingen tekst.")
    outcome, twin = _compare(activator, prepared, path)
    if twin:
        report.skipped.append(Problem(path.name, f"har samme indhold som {twin}."))
        return
    if outcome != "unchanged":
        if not dry_run:
            outcome = activator.activate(prepared, path)
        report.passages += len(prepared.passages)
    setattr(report, outcome, getattr(report, outcome) + 1)


def _is_disk_full(error: BaseException) -> bool:
    """Whether an error, or one that led to it, is that the disk or the quota is used up."""
    return any(
        (isinstance(link, OSError) and link.errno in (errno.ENOSPC, errno.EDQUOT))
        or (isinstance(link, sqlite3.Error) and getattr(link, "sqlite_errorname", "") == "SQLITE_FULL")
        or (isinstance(link, ChromaError) and _CHROMA_DISK_FULL.search(str(link)) is not None)
        for link in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it, the last first."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _trace(error: BaseException) -> str:
    """Where an error and those that led to it arose. Their messages, which may quote a document, are left out."""
    return "\n".join(
        f"{type(link).__name__}\n{''.join(traceback.format_tb(link.__traceback__))}".rstrip()
        for link in _chain(error)
    )


def _compare(activator: Activator, prepared: Prepared, path: Path) -> tuple[str, str | None]:
    """What the file is to the corpus ("added", "updated", "unchanged"), and another document with the same text."""
    with Session(activator.engine) as session:
        query = select(DocumentRow.location, VersionRow.sha256).join(VersionRow).where(VersionRow.active)
        active: dict[str, str] = dict(session.execute(query).all())
    own = active.pop(str(path), None)
    if own == prepared.sha256:
        return "unchanged", None
    twins = [location for location, sha256 in active.items() if sha256 == prepared.sha256]
    if twins and own is None:
        return "added", Path(twins[0]).name
    return ("updated" if own else "added"), None


def _record_start(activator: Activator, report: Report) -> None:
    with Session(activator.engine) as session, session.begin():
        session.add(RunRow(id=report.run, started_at=_now()))


def _record_end(activator: Activator, report: Report) -> None:
    """Write down the report. What keeps it from being written is logged: the report itself matters more."""
    try:
        with Session(activator.engine) as session, session.begin():
            row = session.get_one(RunRow, report.run)
            row.finished_at, row.report = _now(), report.as_json()
    except Exception as error:
        _log.warning("the report of run %s was not written down (%s)", report.run, type(error).__name__)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""One ingestion: find the files, read each, and make its new version visible."""

import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.activation import Activator, Prepared
from ingest.blocks import UnreadableError
from ingest.readers import SUFFIXES, read_document
from ingest.tables import DocumentRow, RunRow, VersionRow

Progress = Callable[[int, int, str], None]


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

    `progress` is called with the files done, the files in all and the file at work. With `dry_run` everything is read
    and split, and nothing is written.
    """
    started = time.perf_counter()
    report = Report(run=uuid.uuid4().hex[:12])
    if not dry_run:
        _record(activator, report, finished=False)
    files = list(_find(paths, report))
    for done, path in enumerate(files):
        progress(done, len(files), path.name)
        _ingest_file(activator, path, report, dry_run)
    progress(len(files), len(files), "")
    report.seconds = round(time.perf_counter() - started, 2)
    if not dry_run:
        _record(activator, report, finished=True)
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


def _ingest_file(activator: Activator, path: Path, report: Report, dry_run: bool) -> None:
    try:
        prepared = activator.prepare(read_document(path))
        if not prepared.passages:
            raise UnreadableError("filen har ingen tekst.")
    except UnreadableError as error:
        report.failed.append(Problem(path.name, str(error)))
        return
    outcome, twin = _compare(activator, prepared, path)
    if twin:
        report.skipped.append(Problem(path.name, f"har samme indhold som {twin}."))
        return
    if outcome != "unchanged":
        report.passages += len(prepared.passages)
        if not dry_run:
            outcome = activator.activate(prepared, path)
    setattr(report, outcome, getattr(report, outcome) + 1)


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


def _record(activator: Activator, report: Report, finished: bool) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with Session(activator.engine) as session, session.begin():
        if finished:
            row = session.get_one(RunRow, report.run)
            row.finished_at, row.report = now, report.as_json()
        else:
            session.add(RunRow(id=report.run, started_at=now))

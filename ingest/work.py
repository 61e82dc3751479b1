"""The work of one run, file by file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from ingest.admission import Admission
from ingest.blocks import UnreadableError
from ingest.intake import Candidate, Unusable, digest
from ingest.ledger import Ledger
from ingest.places import MEMBER, Places
from ingest.readers.archive import has_own_text, is_container
from ingest.reading import MemberFile, ReadingCancelledError, ReadingProcess
from ingest.report import FileResult, Report
from ingest.requests import Request
from ingest.stops import reason_of
from ingest.vanished import Removal, gone_from_source, members_lost, missing_from_folders

_DEEPEST = 3
_TOGETHER = 500
_TOO_DEEP = "filen ligger for dybt: arkiver i arkiver læses i tre lag. Pak den ud først."
_NOT_TRIED = "blev ikke forsøgt, da indlæsningen stoppede. Indlæs den igen, når fejlen er rettet."


class Observer(Protocol):
    """Who follows a run."""

    def progress(self, done: int, total: int, name: str) -> None:
        """Called before each file, and in the end with an empty name."""
        ...

    def recognised(self, page: int, pages: int) -> None:
        """Called as the pages of a scanned file are recognised, one after the other."""
        ...

    def finished(self, file: FileResult) -> None:
        """Called after each file that was not unchanged."""
        ...

    def is_cancelled(self) -> bool:
        """Whether to stop after the file at work."""
        ...


class Intake(Protocol):
    """What a run is to take in; `name` is what to call it. All but that is known when it was iterated to its end.

    `complete` says whether all of it could be read, `folders` which folders were looked into, and `gone` which
    locations the source itself said to be no more.
    """

    @property
    def name(self) -> str: ...

    @property
    def total(self) -> int: ...

    @property
    def complete(self) -> bool: ...

    @property
    def folders(self) -> Sequence[Path]: ...

    @property
    def gone(self) -> Sequence[str]: ...

    def __iter__(self) -> Iterator[Candidate | Unusable]:
        """What was found, in order."""
        ...


@dataclass(slots=True)
class Work:
    """The loop of one run: what was found is taken in, what is missing is taken out."""

    reading: ReadingProcess
    ledger: Ledger
    admission: Admission
    places: Places
    removal: Removal
    report: Report
    observer: Observer
    request: Request
    settled: list[FileResult] = field(default_factory=list)

    def take_in(self, intake: Intake) -> None:
        """Take in all that was found, until it is cancelled or something fails that would fail for all."""
        try:
            self._take_all(intake)
        finally:
            self._flush()

    def _take_all(self, intake: Intake) -> None:
        going_on = True
        for done, found in enumerate(intake):
            if self.observer.is_cancelled():
                self.report.status = "cancelled"
                return
            self.observer.progress(done, max(intake.total, done + 1), found.name)
            if isinstance(found, Unusable):
                self.admission.seen.add(found.location)  # it is there, only not to be had just now
                self._settle(_unusable(found), at_once=False)
            elif going_on:
                try:
                    going_on = self._take(found)
                except ReadingCancelledError:
                    self.report.status = "cancelled"
                    return
            else:
                self._settle(FileResult(found.name, found.location, "failed", _NOT_TRIED))
        if self.observer.is_cancelled():  # a web source ends early when it is
            self.report.status = "cancelled"
            return
        if not going_on:
            self.report.status = "stopped"
        self.observer.progress(intake.total, intake.total, "")

    def take_out(self, intake: Intake) -> None:
        """Take out of use what is not found any more, where that is sure."""
        seen, given_up = (
            self.admission.seen,
            members_lost(self.places, self.admission.unpacked, self.admission.seen),
        )
        if source := self.request.source:
            known = [place for place in self.places.of_source(source) if place not in given_up]
            accepted = self.request.accept_removals
            lost, kept = gone_from_source(known, seen, intake.complete, accepted, intake.gone)
            given_up += lost
            if kept:
                self._count(FileResult(intake.name, source, "kept", kept))
        for result in self.removal.give_up(given_up):
            self._count(result)
        if not source:
            for result in missing_from_folders(self.places, intake.folders, seen):
                self._count(result)

    def _take(self, candidate: Candidate, depth: int = 0) -> bool:
        """Take in a file and what it contains; returns whether it makes sense to try others."""
        try:
            if candidate.path and is_container(candidate.suffix):
                return self._unpack(candidate, depth)
            result = self.admission.admit(candidate)
        except ReadingCancelledError:
            raise
        except Exception as error:
            return self._fail(candidate, error)
        if result is not None:
            self._count(result)
        return True

    def _unpack(self, container: Candidate, depth: int) -> bool:
        """Take in an archive or an e-mail with its members, unless it is as it was."""
        if self.admission.is_known(container):
            self.admission.pass_over(container.location)
            return True
        if depth >= _DEEPEST:
            raise UnreadableError(_TOO_DEEP)
        assert container.path is not None
        path = container.path
        container = replace(container, sha256=container.sha256 or digest(path))
        held = self.reading.members(path, container.member, container.suffix)
        failed = len(self.report.failed)
        for skipped in held.skipped:
            location = f"{container.location}{MEMBER}{skipped.name}"
            self._settle(FileResult(skipped.name, location, "skipped", skipped.reason))
        for member in held.members:
            if not self._take(_inside(container, member), depth + 1):
                return False
        result = self.admission.admit(container) if has_own_text(container.suffix) else None
        if result is not None:
            self._count(result)
        is_same = bool(container.member) or digest(path) == container.sha256
        self.admission.unpack(container, whole=is_same and len(self.report.failed) == failed)
        return True

    def _fail(self, candidate: Candidate, error: Exception) -> bool:
        reason, going_on = reason_of(candidate.name, error)
        self.admission.spare(candidate.location)
        self._settle(FileResult(candidate.name, candidate.location, "failed", reason))
        return going_on

    def _settle(self, result: FileResult, at_once: bool = True) -> None:
        """Count and write down what did not change the corpus; many in a row are written together."""
        self.settled.append(result)
        self._count(result)
        if at_once or len(self.settled) >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        if self.settled and not self.request.dry_run:
            with Session(self.ledger.engine) as session, session.begin():
                for result in self.settled:
                    self.ledger.write(session, result)
        self.settled.clear()

    def _count(self, result: FileResult) -> None:
        self.report.count(result)
        self.observer.finished(result)


def _inside(container: Candidate, member: MemberFile) -> Candidate:
    return Candidate(
        location=f"{container.location}{MEMBER}{member.name}",
        name=member.name.rsplit("/", 1)[-1],
        path=container.path,
        suffix=Path(member.name).suffix.lower(),
        member=(*container.member, member.name),
        container=container.location,
        sha256=member.sha256,
    )


def _unusable(found: Unusable) -> FileResult:
    return FileResult(found.name, found.location, "failed" if found.failed else "skipped", found.reason)

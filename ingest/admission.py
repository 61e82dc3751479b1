"""What one file is to the corpus: new, changed, moved, the same as another, or nothing new at all.

A file is recognised by the digest of its bytes, a document by the digest of its text. What is recognised is neither
read nor embedded again.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.activation import Activated, Activator
from ingest.blocks import Reading, UnreadableError
from ingest.changes import Citing, Told, compare_decisions, concerned
from ingest.holding import Holder
from ingest.inspection import Inspect
from ingest.intake import UPLOAD, Candidate, digest
from ingest.known import Known
from ingest.ledger import Ledger, numbered
from ingest.lifecycle import retire_in
from ingest.minutes.model import Minutes
from ingest.places import MEMBER, Place, Places
from ingest.prepare import EDITION, Prepared
from ingest.quarantine import Quarantine
from ingest.report import FileResult
from ingest.tables import DocumentRow, VersionRow

Read = Callable[[Candidate], Reading]
_REMOVED = "dokumentet er taget ud af brug af en administrator. Gendan det under Administration, hvis det skal bruges."


@dataclass(frozen=True, slots=True)
class Eyes:
    """What a run reads files with, inspects what was read with, and looks up earlier answers with."""

    read: Read
    inspect: Inspect
    citing: Citing


class Admission:
    """Takes the files of one run into the corpus, one after the other.

    `seen` are the locations that were met, `unchanged` those where nothing was new, `unpacked` the containers that were
    opened to their end. With `dry_run` everything is read and compared, and nothing is written.
    """

    def __init__(
        self, activator: Activator, places: Places, ledger: Ledger, eyes: Eyes, dry_run: bool
    ) -> None:
        self.seen: set[str] = set()
        self.unchanged: list[str] = []
        self.unpacked: list[str] = []
        self._activator = activator
        self._places = places
        self._ledger = ledger
        self._eyes = eyes
        self._known = Known(activator.engine)
        self._quarantine = Quarantine(activator.engine)
        self._holder = Holder(ledger, places, self._quarantine, dry_run)
        self._dry_run = dry_run
        self._tried: dict[str, str] = {}

    def admit(self, candidate: Candidate) -> FileResult | None:
        """Take a file in; None when nothing is new. UnreadableError, or what the embedder, Chroma or SQL raise."""
        self.seen.add(candidate.location)
        place = self._places.at(candidate.location)
        sha256 = candidate.sha256 or (digest(candidate.path) if candidate.path else "")
        if candidate.path is None or (place and self._is_known(place, sha256)):
            self.unchanged.append(candidate.location)
            if place and candidate.fetched and not self._dry_run:
                self._ledger.remember(place, candidate.fetched)
            return None
        return self._by_bytes(candidate, place, sha256) or self._by_text(candidate, place, sha256)

    def is_known(self, candidate: Candidate) -> bool:
        """Whether a file, a container say, is as it was when it was last read, by the same readers."""
        place = self._places.at(candidate.location)
        if place is None or candidate.path is None:
            return place is not None
        return self._is_known(place, candidate.sha256 or digest(candidate.path))

    def pass_over(self, location: str) -> None:
        """Count a container and what it held as met and unchanged, without opening it."""
        self.seen.add(location)
        within = [place.location for place in self._places.under(f"{location}{MEMBER}")]
        for known in (location, *within):
            place = self._places.at(known)
            self.seen.add(known)
            if place and place.document:
                self.unchanged.append(known)

    def spare(self, location: str) -> None:
        """Count a file and what it held as met: it cannot be read, so nobody knows what it holds now."""
        self.seen.add(location)
        self.seen |= {place.location for place in self._places.under(f"{location}{MEMBER}")}

    def unpack(self, container: Candidate, whole: bool) -> None:
        """Write down that a container was opened to its end; one of which not all could be read is opened again."""
        self.seen.add(container.location)
        self.unpacked.append(container.location)
        if self._dry_run or container.path is None:
            return
        place = self._places.at(container.location)
        sha256 = (container.sha256 or "") if whole else ""
        with Session(self._activator.engine) as session, session.begin():
            self._ledger.place(session, container, sha256, place.document if place else None)
        self._places.reload(container.location)

    def _is_known(self, place: Place, sha256: str) -> bool:
        return bool(sha256) and place.sha256 == sha256 and place.reader == EDITION and not place.gone

    def _by_bytes(self, candidate: Candidate, place: Place | None, sha256: str) -> FileResult | None:
        """What can be told without reading: a file that moved, that is back, or that lies in two places."""
        if not sha256 or self._quarantine.keeps_out(sha256):
            return None
        if place and place.gone and place.document and place.sha256 == sha256 and place.reader == EDITION:
            return self._return(candidate, place, sha256)
        if place and place.document:
            return None
        same = [other for other in self._places.of_bytes(sha256) if other.location != candidate.location]
        moved = next((other for other in same if other.document and not _is_there(other)), None)
        if moved and place is None:
            return self._rename(candidate, moved)
        twin = next((other for other in same if other.active), None)
        return self._join(candidate, None, sha256, twin.document) if twin and twin.document else None

    def _by_text(self, candidate: Candidate, place: Place | None, sha256: str) -> FileResult | None:
        inspection = self._eyes.inspect(self._eyes.read(candidate))
        prepared = self._activator.prepare(inspection.reading)
        if not prepared.passages:
            raise UnreadableError("filen har ingen tekst.")
        own = place.document if place else None
        if self._holder.must_hold(prepared, inspection):
            self._refuse_removed(own, prepared)
            return self._holder.hold(candidate, place, sha256, self._alone(own), prepared, inspection)
        if place and own and place.active == prepared.sha256:
            self._confirm(candidate, prepared, sha256, own)
            return None
        twin = self._known.in_use(prepared.sha256)
        if (twin and twin != own) or prepared.sha256 in self._tried:
            return self._join(candidate, place, sha256, twin)
        self._refuse_removed(own, prepared)
        return self._activate(candidate, place, prepared, sha256, self._alone(own))

    def _refuse_removed(self, own: str | None, prepared: Prepared) -> None:
        if (own and self._known.retired(own) == "removed") or self._known.is_removed(prepared.sha256):
            raise UnreadableError(_REMOVED)

    def _alone(self, own: str | None) -> str | None:
        """The document of a place, unless other places still hold what it said."""
        return None if own and len(self._places.of_document(own)) > 1 else own

    def _activate(
        self, candidate: Candidate, place: Place | None, prepared: Prepared, sha256: str, own: str | None
    ) -> FileResult:
        outcome = "added" if own is None else "restored" if place and place.gone else "updated"
        result = FileResult(
            candidate.name, candidate.location, outcome, document=own, passages=len(prepared.passages)
        )
        if own:
            result = replace(result, changes=self._changes(own, prepared))
        title = prepared.metadata.value("title") or candidate.name
        if self._dry_run:
            self._tried[prepared.sha256] = candidate.name
            return numbered(result, own or "", 0, 0, title) if own else result
        written: list[FileResult] = []

        def also(session: Session, activated: Activated) -> None:
            written.append(numbered(result, activated.document, activated.number, activated.embedded, title))
            self._ledger.place(session, candidate, sha256, activated.document)
            self._ledger.write(session, written[0])

        self._activator.activate(prepared, own, candidate.name, self._ledger.run, also)
        self._places.reload(candidate.location)
        return written[0]

    def _confirm(self, candidate: Candidate, prepared: Prepared, sha256: str, own: str) -> None:
        """Other bytes, or better readers, and the same text: the version stays, and what is new about it is kept."""
        self.unchanged.append(candidate.location)
        if self._dry_run:
            return
        if self._is_read_better(own, prepared):
            self._activator.reread(
                own, prepared, lambda session, _: self._ledger.place(session, candidate, sha256, own)
            )
        else:
            with Session(self._activator.engine) as session, session.begin():
                self._ledger.place(session, candidate, sha256, own)
        self._places.reload(candidate.location)

    def _return(self, candidate: Candidate, place: Place, sha256: str) -> FileResult | None:
        """A file that was gone and is back as it was."""
        document = place.document or ""
        retired = self._known.retired(document)
        twin = self._known.in_use(self._known.last_text(document)) if retired == "vanished" else None
        if twin:
            return self._join(candidate, place, sha256, twin)
        result = FileResult(candidate.name, candidate.location, "restored", document=document)

        def write(session: Session) -> None:
            self._ledger.place(session, candidate, sha256, document)
            if retired == "vanished":
                self._ledger.write(session, result)

        if self._dry_run:
            return result if retired == "vanished" else None
        if retired == "vanished":
            self._activator.revive(document, also=lambda session, _: write(session))
        else:
            self.unchanged.append(candidate.location)
            with Session(self._activator.engine) as session, session.begin():
                write(session)
        self._places.reload(candidate.location)
        return result if retired == "vanished" else None

    def _rename(self, candidate: Candidate, moved: Place) -> FileResult:
        was = f"hed før {moved.location.rsplit('/', 1)[-1]}."
        result = FileResult(candidate.name, candidate.location, "renamed", was, moved.document)
        self.seen.add(moved.location)
        if self._dry_run:
            return result

        def write(session: Session) -> None:
            self._ledger.move(session, moved, candidate)
            self._ledger.write(session, result)

        if self._known.retired(moved.document or "") == "vanished":
            self._activator.revive(moved.document or "", also=lambda session, _: write(session))
        else:
            with Session(self._activator.engine) as session, session.begin():
                write(session)
        self._places.reload(moved.location)
        self._places.reload(candidate.location)
        return result

    def _join(
        self, candidate: Candidate, place: Place | None, sha256: str, document: str | None
    ) -> FileResult:
        """A file with the same text as a document that is there: one document with two places."""
        if document is None:  # met earlier in this dry run
            return FileResult(candidate.name, candidate.location, "joined", "har samme indhold som en anden.")
        with Session(self._activator.engine) as session, session.begin():
            named = session.get_one(DocumentRow, document).source
            result = FileResult(
                candidate.name, candidate.location, "joined", f"har samme indhold som {named}.", document
            )
            if self._dry_run:
                return result
            former = place.document if place else None
            self._ledger.place(session, candidate, sha256, document)
            self._ledger.write(session, result)
            if former and len(self._places.of_document(former)) == 1:
                retire_in(session, former, "merged")
        self._places.reload(candidate.location)
        return result

    def _is_read_better(self, document: str, prepared: Prepared) -> bool:
        with Session(self._activator.engine) as session:
            row = session.scalars(
                select(VersionRow).where(VersionRow.document_id == document, VersionRow.active)
            ).one()
        minutes = prepared.minutes.as_json() if prepared.minutes else None
        blocks = [block.as_json() for block in prepared.layout.blocks]
        now = (blocks, list(prepared.dropped), prepared.metadata.as_json(), minutes)
        return json.dumps(now) != json.dumps((row.blocks, row.dropped, row.fields, row.minutes))

    def _changes(self, document: str, prepared: Prepared) -> dict[str, list[dict[str, object]]]:
        with Session(self._activator.engine) as session:
            row = session.scalar(
                select(VersionRow).where(VersionRow.document_id == document, VersionRow.active)
            )
        before = Told(row.text, Minutes.from_json(row.minutes) if row.minutes else None) if row else None
        after = Told(prepared.layout.text, prepared.minutes)
        return {
            "decisions": compare_decisions(before, after),
            "answers": concerned(self._eyes.citing(document), before.text, after.text) if before else [],
        }


def _is_there(place: Place) -> bool:
    """Whether a place's file is still where it was, as far as can be told without fetching it."""
    if place.gone:
        return False
    outermost = place.location.split(MEMBER)[0]
    return outermost.startswith(UPLOAD) or "://" in outermost or Path(outermost).exists()

"""Holding back what an inspection found something in: it becomes no version, and the former one stays in force."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ingest.inspection import Inspection, digest_of
from ingest.intake import Candidate
from ingest.ledger import Ledger
from ingest.lifecycle import retire_in
from ingest.places import Place, Places
from ingest.prepare import Prepared
from ingest.quarantine import Holding, Quarantine, Status, hold
from ingest.report import FileResult

NUMBER = "quarantine"
"""Under which name a result's changes hold the number in the quarantine."""
_REASONS: dict[Status, str] = {
    "held": "er sat i karantæne: {what}. Se den under Administration, Karantæne (nr. {number}).",
    "rejected": "er afvist i karantænen (nr. {number}) og holdes ude, til filen ændres.",
}
_WHAT = {
    "instruction": "tekst, der er rettet til en AI",
    "hidden": "skjult tekst",
    "link": "links, der kan sende data ud",
    "personal": "personoplysninger",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Writes down what one run holds back; with `dry_run` it only tells."""

    ledger: Ledger
    places: Places
    quarantine: Quarantine
    dry_run: bool

    def must_hold(self, prepared: Prepared, inspection: Inspection) -> bool:
        """Whether something was found that nobody has released yet."""
        if not inspection.findings:
            return False
        return self.quarantine.status_of(digest_of(prepared.sha256, inspection.findings)) != "released"

    def hold(
        self,
        candidate: Candidate,
        place: Place | None,
        sha256: str,
        own: str | None,
        prepared: Prepared,
        inspection: Inspection,
    ) -> FileResult:
        """Hold a file back; `own` is the document whose new version it would be."""
        result = FileResult(candidate.name, candidate.location, "quarantined", document=own)
        if self.dry_run:
            return _told(result, "held", inspection, None)
        holding = Holding(
            digest=digest_of(prepared.sha256, inspection.findings),
            bytes=sha256,
            name=candidate.name,
            title=prepared.metadata.value("title") or candidate.name,
            location=candidate.location,
            document=own,
            run=self.ledger.run,
            inspection=inspection,
        )
        with Session(self.ledger.engine) as session, session.begin():
            number, status = hold(session, holding)
            result = _told(result, status, inspection, number)
            self.ledger.place(session, candidate, sha256, own)
            self.ledger.write(session, result)
            if own and place and place.active == prepared.sha256 and _stands_in_text(inspection):
                retire_in(session, own, "quarantined")  # what is in force is the very text that is held back
        self.places.reload(candidate.location)
        return result


def _stands_in_text(inspection: Inspection) -> bool:
    return any(finding.kind != "hidden" for finding in inspection.findings)


def _told(result: FileResult, status: Status, inspection: Inspection, number: int | None) -> FileResult:
    kinds = dict.fromkeys(finding.kind for finding in inspection.findings)
    what = " og ".join(_WHAT[kind] for kind in kinds)
    reason = _REASONS[status].format(what=what, number=number) if number else f"sættes i karantæne: {what}."
    changes = {NUMBER: number} if number else {}
    return FileResult(result.name, result.location, result.outcome, reason, result.document, changes=changes)

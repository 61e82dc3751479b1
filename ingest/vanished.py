"""Documents that are not found any more where they were: taken out of use, never deleted, and not on a mere suspicion.

A source that could not be read as a whole, or that lost everything or most of it at once, is more likely to be out of
order than emptied on purpose: its documents stay in use, and the report says so.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.changes import Citing, concerned
from ingest.ledger import Ledger, with_place
from ingest.places import MEMBER, Place, Places
from ingest.report import FileResult
from ingest.tables import DocumentRow, VersionRow

_FEW = 3
"""Up to so many documents may vanish at once without suspicion, if they are not all that there were."""
_LISTED = 20
_INCOMPLETE = (
    "kilden kunne ikke læses helt; {count} dokumenter, der ikke blev fundet, er stadig i brug. "
    "De bliver taget ud, når kilden igen kan læses, hvis de stadig mangler."
)
_SUSPICIOUS = (
    "{count} af {total} dokumenter blev ikke fundet. Det ligner en fejl i kilden, så de er stadig i brug. "
    "Er de fjernet med vilje, så kør indlæsningen igen med »Godkend fjernelser« (--accept-removals)."
)
_NOT_WATCHED = "findes ikke længere i mappen, men er stadig i brug. Tag det ud med »kkgpt documents remove«."
_MORE = "yderligere {count} dokumenter findes ikke længere i mappen, men er stadig i brug."


def gone_from_source(
    known: Sequence[Place], seen: set[str], complete: bool, accepted: bool, gone: Sequence[str]
) -> tuple[list[Place], str | None]:
    """The places of a source to give up, and else the reason why those that are missing are kept.

    `gone` are locations of which the source itself said that they are no more.
    """
    said = [place for place in known if place.location in gone]
    missing = [place for place in known if place.location not in seen and place not in said]
    if not missing:
        return said, None
    if not complete:
        return said, _INCOMPLETE.format(count=len(missing))
    many = len(missing) == len(known) or (len(missing) > _FEW and 2 * len(missing) > len(known))
    if many and not accepted:
        return said, _SUSPICIOUS.format(count=len(missing), total=len(known))
    return said + missing, None


class Removal:
    """Takes out of use what a run did not find; with `dry_run` it only tells."""

    def __init__(self, ledger: Ledger, places: Places, citing: Citing, dry_run: bool) -> None:
        self._ledger = ledger
        self._places = places
        self._citing = citing
        self._dry_run = dry_run

    def give_up(self, given_up: Sequence[Place]) -> Iterator[FileResult]:
        """Write down that places are empty; what is held by no other place is retired and told."""
        left = {place.location for place in given_up}
        for place in given_up:
            left.discard(place.location)
            held = {other.location for other in self._places.of_document(place.document or "")}
            others = (
                bool(held - {place.location}) if not self._dry_run else bool(held - {place.location} - left)
            )
            result = self._result(place)
            retires = place.document is not None and place.active is not None and not others
            if not self._dry_run:
                with Session(self._ledger.engine) as session, session.begin():
                    self._ledger.leave(session, place, others)
                    if retires:
                        self._ledger.write(session, result)
                self._places.reload(place.location)
            if retires:
                yield result

    def _result(self, place: Place) -> FileResult:
        name = place.location.rsplit("/", 1)[-1]
        if place.document is None or place.active is None:
            return FileResult(name, place.location, "removed")
        with Session(self._ledger.engine) as session:
            document = session.get_one(DocumentRow, place.document)
            version = session.scalars(
                select(VersionRow).where(VersionRow.document_id == place.document, VersionRow.active)
            ).one()
        answers = concerned(self._citing(place.document), version.text, None)
        changes = with_place({"answers": answers}, document.id, version.title or name, version.number)
        reason = "findes ikke længere i kilden."
        return FileResult(
            name, place.location, "removed", reason, document.id, version.number, changes=changes
        )


def missing_from_folders(places: Places, folders: Sequence[Path], seen: set[str]) -> Iterator[FileResult]:
    """What is no longer in folders that are not watched: it stays in use, and that is told."""
    missing = [
        place
        for folder in folders
        for place in places.under(f"{folder}/")
        if place.active and place.location not in seen and not Path(place.location.split(MEMBER)[0]).exists()
    ]
    for place in missing[:_LISTED]:
        yield FileResult(place.location.rsplit("/", 1)[-1], place.location, "kept", _NOT_WATCHED)
    if len(missing) > _LISTED:
        more = _MORE.format(count=len(missing) - _LISTED)
        yield FileResult(str(folders[0]), str(folders[0]), "kept", more)


def members_lost(places: Places, unpacked: Sequence[str], seen: set[str]) -> list[Place]:
    """The members that were in containers when they were last unpacked, and are not any more, with what they held."""
    lost = [
        place
        for container in unpacked
        for place in places.under(f"{container}{MEMBER}")
        if place.container == container and place.location not in seen
    ]
    nested = [inner for place in lost for inner in places.under(f"{place.location}{MEMBER}")]
    return list({place.location: place for place in (*lost, *nested)}.values())

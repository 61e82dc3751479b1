"""Where documents were found: what was there, and what is to be made of what is there now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from ingest.prepare import EDITION
from ingest.tables import DocumentRow, PlaceRow, VersionRow

MEMBER = "!/"
"""What stands between the location of a container and the name of a member."""
_BATCH = 500
_PLACES = (
    select(PlaceRow, DocumentRow.retired_because, VersionRow.sha256)
    .outerjoin(DocumentRow, DocumentRow.id == PlaceRow.document_id)
    .outerjoin(VersionRow, (VersionRow.document_id == DocumentRow.id) & VersionRow.active)
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was when a run began; `active` is the digest of its document's active text, if it has one."""

    id: int
    location: str
    document: str | None
    source: str | None
    container: str | None
    sha256: str
    reader: int
    gone: bool
    fetched: dict[str, str | None]
    retired: str | None
    active: str | None


class Places:
    """All places, by location, as they were when a run began and as the run changes them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._by_location: dict[str, Place] = {}
        self._by_sha256: dict[str, set[str]] = defaultdict(set)
        self._by_document: dict[str, set[str]] = defaultdict(set)
        with Session(engine) as session:
            for row in session.execute(_PLACES):
                self._put(_place(*row))

    def at(self, location: str) -> Place | None:
        """The place of a location."""
        return self._by_location.get(location)

    def reload(self, location: str) -> None:
        """Take over what a transaction made of a place."""
        former = self._by_location.pop(location, None)
        if former:
            self._by_sha256[former.sha256].discard(location)
            self._by_document[former.document or ""].discard(location)
        with Session(self._engine) as session:
            row = session.execute(_PLACES.where(PlaceRow.location == location)).first()
        if row:
            self._put(_place(*row))

    def of_document(self, document: str) -> list[Place]:
        """The places where a document is, without those where it is gone."""
        found = [self._by_location[location] for location in sorted(self._by_document[document])]
        return [place for place in found if not place.gone]

    def of_bytes(self, sha256: str) -> list[Place]:
        """The places with documents made of the same bytes by the same readers, gone ones too."""
        found = [self._by_location[location] for location in sorted(self._by_sha256[sha256])]
        return [place for place in found if place.reader == EDITION and place.document is not None]

    def of_source(self, source: str) -> list[Place]:
        """The places that a source is known to have, without those where a document is gone."""
        return [p for p in self._by_location.values() if p.source == source and not p.gone]

    def under(self, folder: str) -> list[Place]:
        """The places whose location begins so, without those where a document is gone."""
        return [p for p in self._by_location.values() if p.location.startswith(folder) and not p.gone]

    def _put(self, place: Place) -> None:
        self._by_location[place.location] = place
        self._by_sha256[place.sha256].add(place.location)
        self._by_document[place.document or ""].add(place.location)

    def saw(self, locations: Iterable[str], at: str, source: str | None) -> None:
        """Write down that places were there, and unchanged; from now on they belong to the source that has them."""
        seen = {"last_seen": at} | ({"source_id": source} if source else {})
        found = (self._by_location.get(location) for location in locations)
        ids = [place.id for place in found if place]
        with Session(self._engine) as session, session.begin():
            for start in range(0, len(ids), _BATCH):
                some = PlaceRow.id.in_(ids[start : start + _BATCH])
                session.execute(update(PlaceRow).where(some).values(**seen))


def _place(row: PlaceRow, retired: str | None, active: str | None) -> Place:
    return Place(
        id=row.id,
        location=row.location,
        document=row.document_id,
        source=row.source_id,
        container=row.container,
        sha256=row.sha256,
        reader=row.reader,
        gone=row.gone_at is not None,
        fetched=row.fetched or {},
        retired=retired,
        active=active,
    )

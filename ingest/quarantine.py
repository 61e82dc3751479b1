"""Documents that are held back: what was read of them is kept here, and nothing of them anywhere else.

A held document is no version: it has no passages, vectors or sentences, and its place refers to the document that was
there before, or to none. Releasing it activates what was read, as if it had been ingested just now. An administrator's
rulings are kept with time, name and reason.
"""

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session, defer, load_only

from ingest.activation import Activated, Activator, now
from ingest.blocks import Reading
from ingest.inspection import Finding, Inspection
from ingest.reading.messages import decode_reading, encode_reading
from ingest.tables import DocumentRow, PlaceRow, QuarantineRow, VersionRow

Status = Literal["held", "released", "rejected", "replaced"]
KEPT_OUT = ("held", "rejected")
LONGEST_REASON = 2_000


class NotHeldError(LookupError):
    """There is nothing in quarantine under this number."""


class AlreadyRuledError(Exception):
    """What was asked for does not fit how a held document stands; `status` says how that is."""

    def __init__(self, status: Status) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an administrator decided, when and why."""

    action: Literal["release", "reject", "reopen"]
    at: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A document in quarantine as a line in the list of them.

    `status` is "replaced" when the file changed or vanished, so that there is nothing to decide any more. `document` is
    the one whose new version this is, or which it became when it was released.
    """

    id: int
    status: Status
    name: str
    title: str
    location: str
    document: str | None
    run: str
    held_at: str
    policy: str
    findings: tuple[Finding, ...]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A document in quarantine with what was read of it; `former` names the version that is in force meanwhile."""

    line: HeldLine
    reading: Reading
    former: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """What is to be held: where it was found, the digests of its bytes and of its text with the findings."""

    digest: str
    bytes: str
    name: str
    title: str
    location: str
    document: str | None
    run: str
    inspection: Inspection


class Quarantine:
    """The documents that are or were held back. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def status_of(self, digest: str) -> Status | None:
        """How a text with what was found in it stands; None when it was never held."""
        with Session(self._engine) as session:
            row = session.scalar(
                select(QuarantineRow)
                .options(load_only(QuarantineRow.status))
                .where(QuarantineRow.digest == digest)
            )
            return _status(row) if row else None

    def keeps_out(self, sha256: str) -> bool:
        """Whether a file with these bytes is held or was rejected."""
        query = select(QuarantineRow.id).where(QuarantineRow.bytes == sha256)
        with Session(self._engine) as session:
            return session.scalar(query.where(QuarantineRow.status.in_(KEPT_OUT)).limit(1)) is not None

    def count(self) -> int:
        """How many documents wait for a ruling."""
        with Session(self._engine) as session:
            query = select(func.count()).select_from(QuarantineRow).where(QuarantineRow.status == "held")
            return session.scalar(query) or 0

    def lines(self, status: Status | None = None) -> list[HeldLine]:
        """All that is or was held, or what stands so, the newest first."""
        query = select(QuarantineRow).options(defer(QuarantineRow.reading))
        if status:
            query = query.where(QuarantineRow.status == status)
        with Session(self._engine) as session:
            return [_line(row) for row in session.scalars(query.order_by(QuarantineRow.id.desc()))]

    def get(self, number: int) -> Held:
        """One of them with what was read; NotHeldError."""
        with Session(self._engine) as session:
            row = _row(session, number)
            former = session.scalar(
                select(VersionRow.title).where(VersionRow.document_id == row.document_id, VersionRow.active)
            )
            document = session.get(DocumentRow, row.document_id) if row.document_id else None
            named = document.source if document and not document.retired_at else None
            return Held(_line(row), decode_reading(row.reading), former or named)

    def reject(self, number: int, by: str, reason: str) -> None:
        """Keep a held document out until its file changes; NotHeldError, AlreadyRuledError."""
        self._rule(number, Ruling("reject", now(), by, reason), ("held",), "rejected")

    def reopen(self, number: int, by: str, reason: str) -> None:
        """Take a rejection back: the document is held again; NotHeldError, AlreadyRuledError."""
        self._rule(number, Ruling("reopen", now(), by, reason), ("rejected",), "held")

    def release(self, activator: Activator, number: int, by: str, reason: str) -> str:
        """Take a document into use as it was read; returns its id. NotHeldError, AlreadyRuledError.

        Raises whatever activating raises; the document is then still held. Other places with the same file are taken up
        by the next run, for they are not known to hold anything yet.
        """
        ruling = Ruling("release", now(), by, reason)
        with Session(self._engine) as session:
            row = _row(session, number)
            _require(row, KEPT_OUT)
            prepared = activator.prepare(decode_reading(row.reading))
            same = select(VersionRow.document_id).where(
                VersionRow.active, VersionRow.sha256 == prepared.sha256
            )
            twin = session.scalars(same).first()
            former = _former(session, row)

        def written(session: Session, document: str) -> None:
            _decide(session, number, ruling, KEPT_OUT, "released").document_id = document
            here = PlaceRow.location == row.location
            session.execute(
                update(PlaceRow).where(here, PlaceRow.sha256 == row.bytes).values(document_id=document)
            )
            session.execute(update(PlaceRow).where(~here, PlaceRow.sha256 == row.bytes).values(sha256=""))

        if twin:
            with Session(self._engine) as session, session.begin():
                written(session, twin)
            return twin

        def also(session: Session, activated: Activated) -> None:
            written(session, activated.document)

        return activator.activate(prepared, former, row.name, row.run_id, also).document

    def _rule(
        self, number: int, ruling: Ruling, expected: tuple[str, ...], status: Literal["held", "rejected"]
    ) -> None:
        with Session(self._engine) as session, session.begin():
            _decide(session, number, ruling, expected, status)


def hold(session: Session, holding: Holding) -> tuple[int, Status]:
    """Enter a document within a transaction; returns its number and how it stands.

    One that is known stays as it was ruled; one whose file had changed or vanished, and is back, is held again.
    """
    row = session.scalar(select(QuarantineRow).where(QuarantineRow.digest == holding.digest))
    if row is None or row.status == "replaced":
        row = row or QuarantineRow(digest=holding.digest, rulings=[])
        row.status, row.held_at = "held", now()
        session.add(row)
    row.name, row.title, row.location = holding.name, holding.title, holding.location
    row.bytes, row.run_id, row.document_id = holding.bytes, holding.run, holding.document
    row.reading = encode_reading(holding.inspection.reading)
    row.findings = [finding.as_json() for finding in holding.inspection.findings]
    row.policy = holding.inspection.policy
    session.flush()
    return row.id, _status(row)


def replace_at(session: Session, location: str, sha256: str | None) -> None:
    """Note that a file has other bytes now, or is gone: what was held of it needs no ruling any more."""
    query = update(QuarantineRow).where(
        QuarantineRow.location == location, QuarantineRow.status.in_(KEPT_OUT)
    )
    if sha256 is not None:
        query = query.where(QuarantineRow.bytes != sha256)
    session.execute(query.values(status="replaced"))


def move(session: Session, location: str, to: str, name: str) -> None:
    """Note that a file has another location now."""
    moved = update(QuarantineRow).where(QuarantineRow.location == location)
    session.execute(moved.values(location=to, name=name))


def _decide(
    session: Session, number: int, ruling: Ruling, expected: tuple[str, ...], status: Status
) -> QuarantineRow:
    row = _row(session, number)
    _require(row, expected)
    row.status = status
    row.rulings = [*row.rulings, asdict(ruling)]
    return row


def _row(session: Session, number: int) -> QuarantineRow:
    row = session.get(QuarantineRow, number)
    if row is None:
        raise NotHeldError(number)
    return row


def _require(row: QuarantineRow, expected: tuple[str, ...]) -> None:
    if row.status not in expected:
        raise AlreadyRuledError(_status(row))


def _former(session: Session, row: QuarantineRow) -> str | None:
    """The document whose version a held one becomes: the one at its place, unless other places hold that too."""
    if row.document_id is None:
        return None
    others = select(func.count()).select_from(PlaceRow).where(
        PlaceRow.document_id == row.document_id,
        PlaceRow.location != row.location,
        PlaceRow.gone_at.is_(None),
    )  # fmt: skip
    return None if session.scalar(others) else row.document_id


def _status(row: QuarantineRow) -> Status:
    known: dict[str, Status] = {"held": "held", "released": "released", "rejected": "rejected"}
    return known.get(row.status, "replaced")


def _line(row: QuarantineRow) -> HeldLine:
    return HeldLine(
        id=row.id,
        status=_status(row),
        name=row.name,
        title=row.title,
        location=row.location,
        document=row.document_id,
        run=row.run_id,
        held_at=row.held_at,
        policy=row.policy,
        findings=tuple(map(Finding.from_json, row.findings)),
        rulings=tuple(Ruling(**ruling) for ruling in row.rulings),
    )

"""Which policy is in force, which are proposed, and which were: change control over the policy's text.

The policy in force is the one that was activated last. A changed file does not take effect by itself: it becomes a
proposal, which runs in shadow (`assistant.shadow`) before somebody activates it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Literal

from pydantic import JsonValue
from sqlalchemy import Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.audit import SYSTEM, Audit, now
from assistant.journal import Base
from assistant.refusals import RefusedError
from guardrails.policy import Policy, PolicyError, parse_policy

Status = Literal["proposed", "live", "former", "discarded"]
SHADOW_HOURS = 24
"""How old the shadow run may be on which an activation is based."""


class PolicyRow(Base):
    """A policy that is or was in force or proposed; `from_file` when it was read from the policy's file at a start."""

    __tablename__ = "policies"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str]
    source: Mapped[str]
    status: Mapped[str]
    from_file: Mapped[bool]
    proposed_by: Mapped[str]
    proposed_at: Mapped[str]
    reason: Mapped[str]
    activated_by: Mapped[str | None]
    activated_at: Mapped[str | None]
    ended_by: Mapped[str | None]
    ended_at: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A policy with its history: who proposed it and why, who activated it, and who replaced or discarded it.

    Times are UTC, ISO 8601.
    """

    id: int
    version: str
    source: str
    status: Status
    proposed_by: str
    proposed_at: str
    reason: str
    activated_by: str | None
    activated_at: str | None
    ended_by: str | None
    ended_at: str | None

    def parsed(self) -> Policy:
        """The policy itself; PolicyError when this version of the product cannot read it."""
        return parse_policy(self.source)


@dataclass(frozen=True, slots=True)
class Started:
    """What became of the policy's file at a start: what the person who starts should be told.

    `proposed` is the file's policy when its content is new, `unreadable` why the stored or the file's policy was left
    alone.
    """

    proposed: StoredPolicy | None = None
    unreadable_file: PolicyError | None = None
    unreadable_live: PolicyError | None = None


class Policies:
    """The policies of an installation. Safe to use from several threads.

    `adopt` is called with each policy that goes live. `has_shadow` says whether a policy (its id) ran in shadow against
    the live one (its id) since a time.
    """

    def __init__(
        self,
        engine: Engine,
        audit: Audit,
        adopt: Callable[[Policy], None],
        has_shadow: Callable[[int, int, str], bool],
    ) -> None:
        self._engine = engine
        self._audit = audit
        self._adopt = adopt
        self._has_shadow = has_shadow
        self._changing = Lock()

    def start(self, load: Callable[[], Policy]) -> Started:
        """Put the stored policy in force; `load` reads the policy's file.

        With no policy stored the file's goes live at once. Else a file whose content is neither the live one nor what
        the file held at the last start becomes a proposal. A live policy that this version of the product cannot read
        is replaced by the file's. PolicyError when neither can be read.
        """
        with self._changing:
            return self._start(load)

    def _start(self, load: Callable[[], Policy]) -> Started:
        live = self._live()
        try:
            file = load()
        except PolicyError as error:
            if live is None:
                raise
            self._adopt(live.parsed())
            return Started(unreadable_file=error)
        if live is None:
            self._put_live(file, "policy.first", "")
            return Started()
        try:
            self._adopt(live.parsed())
        except PolicyError as error:
            self._put_live(file, "policy.replace", "the stored policy cannot be read by this version")
            return Started(unreadable_live=error)
        if file.version in (live.version, self._version_of_last_file()):
            return Started()
        return Started(proposed=self._add(file, SYSTEM, "", from_file=True))

    def _put_live(self, policy: Policy, action: str, why: str) -> None:
        added = self._add(policy, SYSTEM, why, from_file=True)
        self._go_live(added, policy, SYSTEM, action)

    def _version_of_last_file(self) -> str | None:
        query = select(PolicyRow.version).where(PolicyRow.from_file).order_by(PolicyRow.id.desc()).limit(1)
        with Session(self._engine) as session:
            return session.scalar(query)

    @property
    def live(self) -> StoredPolicy:
        """The policy in force."""
        live = self._live()
        if live is None:
            raise RuntimeError("start() must be called first")
        return live

    def _live(self) -> StoredPolicy | None:
        with Session(self._engine) as session:
            row = session.scalar(select(PolicyRow).where(PolicyRow.status == "live"))
            return _stored(row) if row else None

    def proposals(self) -> list[StoredPolicy]:
        """What is proposed, the newest first."""
        return [one for one in self.history() if one.status == "proposed"]

    def history(self) -> list[StoredPolicy]:
        """Every policy, the newest first."""
        with Session(self._engine) as session:
            return [_stored(row) for row in session.scalars(select(PolicyRow).order_by(PolicyRow.id.desc()))]

    def get(self, policy: int) -> StoredPolicy:
        """A policy by its id; RefusedError when there is none."""
        with Session(self._engine) as session:
            row = session.get(PolicyRow, policy)
            if row is None:
                raise RefusedError("policy_not_found", id=policy)
            return _stored(row)

    def proposal(self, policy: int | None) -> StoredPolicy:
        """A proposal by its id, or without one the only one there is."""
        if policy is not None:
            found = self.get(policy)
            if found.status != "proposed":
                raise RefusedError("policy_not_proposed", id=policy)
            return found
        proposals = self.proposals()
        if len(proposals) != 1:
            raise RefusedError("policy_which" if proposals else "policy_none_proposed")
        return proposals[0]

    def propose(self, source: str, by: str, why: str) -> StoredPolicy:
        """Propose a policy; PolicyError when it is not one, RefusedError when it is live or proposed already."""
        policy, name, words = parse_policy(source), self._audit.by(by), self._audit.because(why)
        with self._changing:
            for stored in [self.live, *self.proposals()]:
                if stored.version == policy.version:
                    raise RefusedError(f"policy_is_{stored.status}", id=stored.id)
            return self._add(policy, name, words, from_file=False)

    def may_activate(self, stored: StoredPolicy) -> bool:
        """Whether a proposal ran in shadow against the live policy, since it was made and within the last day."""
        since = max(stored.proposed_at, _hours_ago(SHADOW_HOURS))
        return stored.status == "proposed" and self._has_shadow(stored.id, self.live.id, since)

    def activate(self, policy: int, by: str) -> StoredPolicy:
        """Put a proposal in force; RefusedError unless it `may_activate`."""
        name = self._audit.by(by)
        with self._changing:
            stored = self.proposal(policy)
            if not self.may_activate(stored):
                raise RefusedError("shadow_needed", id=policy, hours=SHADOW_HOURS)
            return self._go_live(stored, stored.parsed(), name, "policy.activate")

    def discard(self, policy: int, by: str) -> StoredPolicy:
        """Take a proposal back."""
        name = self._audit.by(by)
        with self._changing:
            stored = self.proposal(policy)
            with Session(self._engine) as session, session.begin():
                row = session.get_one(PolicyRow, stored.id)
                row.status, row.ended_by, row.ended_at = "discarded", name, now()
                self._audit.add(session, name, "policy.discard", str(row.id), {"version": row.version})
                return _stored(row)

    def _add(self, policy: Policy, by: str, why: str, from_file: bool) -> StoredPolicy:
        row = PolicyRow(
            version=policy.version,
            source=policy.source,
            status="proposed",
            from_file=from_file,
            proposed_by=by,
            proposed_at=now(),
            reason=why,
        )
        with Session(self._engine) as session, session.begin():
            session.add(row)
            session.flush()
            detail: dict[str, JsonValue] = {"version": row.version, "reason": why, "from_file": from_file}
            self._audit.add(session, by, "policy.propose", str(row.id), detail)
            return _stored(row)

    def _go_live(self, stored: StoredPolicy, policy: Policy, by: str, action: str) -> StoredPolicy:
        """Write the change and adopt it; the transaction fails when another policy went live meanwhile."""
        with Session(self._engine) as session, session.begin():
            at = now()
            former = session.scalar(select(PolicyRow).where(PolicyRow.status == "live"))
            if former:
                former.status, former.ended_by, former.ended_at = "former", by, at
                session.flush()
            row = session.get_one(PolicyRow, stored.id)
            row.status, row.activated_by, row.activated_at = "live", by, at
            detail = {"version": row.version, "former": former.version if former else None}
            self._audit.add(session, by, action, str(row.id), detail)
            session.flush()
            result = _stored(row)
        self._adopt(policy)
        return result


def _hours_ago(hours: int) -> str:
    moment = datetime.fromisoformat(now()) - timedelta(hours=hours)
    return moment.isoformat(timespec="milliseconds")


def _stored(row: PolicyRow) -> StoredPolicy:
    status: Status = next(known for known in _STATUSES if known == row.status)
    return StoredPolicy(
        row.id,
        row.version,
        row.source,
        status,
        row.proposed_by,
        row.proposed_at,
        row.reason,
        row.activated_by,
        row.activated_at,
        row.ended_by,
        row.ended_at,
    )


_STATUSES: tuple[Status, ...] = ("proposed", "live", "former", "discarded")

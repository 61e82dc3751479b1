from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from assistant.audit import Audit
from assistant.policies import Policies, PolicyRow
from assistant.refusals import RefusedError
from assistant.shadow import Shadows
from guardrails.guard import Guard
from guardrails.policy import Policy, PolicyError, parse_policy
from tests.support.governance import SOURCE, journal_engine, plain_guard, with_threshold

FIRST = parse_policy(SOURCE)
OTHER = with_threshold("decision", 0.7)
THIRD = with_threshold("decision", 0.9)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return journal_engine(tmp_path)


@pytest.fixture
def guard() -> Guard:
    return plain_guard(FIRST)


@pytest.fixture
def audit(engine: Engine) -> Audit:
    return Audit(engine, str)


@pytest.fixture
def shadows(engine: Engine, guard: Guard, audit: Audit) -> Shadows:
    return Shadows(engine, guard, audit)


@pytest.fixture
def policies(engine: Engine, guard: Guard, audit: Audit, shadows: Shadows) -> Policies:
    return Policies(engine, audit, guard.adopt, shadows.has_run)


def broken() -> Policy:
    return parse_policy("version: 1\n")


def started(policies: Policies, *files: Policy) -> list[str | None]:
    """The versions that starts with these files proposed."""
    told = [policies.start(lambda file=file: file) for file in files]  # type: ignore[misc]  # the loop's own value
    return [one.proposed.version if one.proposed else None for one in told]


def test_the_first_file_goes_live_at_once(policies: Policies, guard: Guard, audit: Audit) -> None:
    assert started(policies, OTHER) == [None]

    assert policies.live.version == guard.policy.version == OTHER.version
    assert [entry.action for entry in audit.page().entries] == ["policy.first", "policy.propose"]


@pytest.mark.parametrize(
    ("files", "proposed"),
    [
        ([FIRST, FIRST], [None, None]),
        ([FIRST, OTHER], [None, OTHER.version]),
        ([FIRST, OTHER, OTHER], [None, OTHER.version, None]),
        ([FIRST, OTHER, FIRST], [None, OTHER.version, None]),
        ([FIRST, OTHER, THIRD], [None, OTHER.version, THIRD.version]),
        ([FIRST, OTHER, THIRD, OTHER], [None, OTHER.version, THIRD.version, OTHER.version]),
    ],
)
def test_a_changed_file_is_proposed_once_and_does_not_go_live(
    policies: Policies, guard: Guard, files: list[Policy], proposed: list[str | None]
) -> None:
    assert started(policies, *files) == proposed
    assert policies.live.version == guard.policy.version == FIRST.version


def test_a_stored_policy_is_in_force_at_the_next_start(
    policies: Policies, shadows: Shadows, guard: Guard
) -> None:
    started(policies, FIRST)
    proposal = policies.propose(OTHER.source, "Bo Bang", "for mange stop")
    shadows.run(proposal, policies.live)
    policies.activate(proposal.id, "Ida")
    guard.adopt(FIRST)

    assert started(policies, FIRST) == [None]

    assert guard.policy.version == OTHER.version


def test_a_file_that_cannot_be_read_leaves_the_live_policy_alone(policies: Policies, guard: Guard) -> None:
    started(policies, OTHER)
    guard.adopt(FIRST)

    told = policies.start(broken)

    assert told.unreadable_file
    assert guard.policy.version == OTHER.version


def test_without_any_readable_policy_nothing_starts(policies: Policies) -> None:
    with pytest.raises(PolicyError):
        policies.start(broken)


def test_a_live_policy_of_another_edition_is_replaced_by_the_file(
    policies: Policies, engine: Engine, guard: Guard, audit: Audit
) -> None:
    started(policies, OTHER)
    with Session(engine) as session, session.begin():
        session.execute(update(PolicyRow).values(source="version: 1\n"))

    told = policies.start(lambda: FIRST)

    assert told.unreadable_live
    assert policies.live.version == guard.policy.version == FIRST.version
    assert audit.page("policy.replace").total == 1


def test_a_proposal_goes_live_after_a_shadow_run(
    policies: Policies, shadows: Shadows, guard: Guard, audit: Audit
) -> None:
    started(policies, FIRST)
    proposal = policies.propose(OTHER.source, " Bo  Bang ", "for mange stop")
    assert (proposal.proposed_by, proposal.reason, proposal.status) == (
        "Bo Bang",
        "for mange stop",
        "proposed",
    )

    shadows.run(proposal, policies.live)
    live = policies.activate(proposal.id, "Ida")

    assert (live.status, live.activated_by) == ("live", "Ida")
    assert guard.policy.version == OTHER.version
    assert [(one.version, one.status, one.ended_by) for one in policies.history()] == [
        (OTHER.version, "live", None),
        (FIRST.version, "former", "Ida"),
    ]
    entry = audit.page("policy.activate").entries[0]
    assert (entry.actor, entry.detail) == ("Ida", {"version": OTHER.version, "former": FIRST.version})


def age_shadows(engine: Engine, at: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE shadows SET at = ?", (at,))


def test_activation_needs_a_shadow_run(policies: Policies, guard: Guard) -> None:
    started(policies, FIRST)
    proposal = policies.propose(OTHER.source, "Bo", "prøve")

    with pytest.raises(RefusedError, match="shadow_needed"):
        policies.activate(proposal.id, "Ida")

    assert guard.policy.version == FIRST.version


def test_activation_needs_a_fresh_shadow_run(policies: Policies, shadows: Shadows, engine: Engine) -> None:
    started(policies, FIRST)
    proposal = policies.propose(OTHER.source, "Bo", "prøve")
    shadows.run(proposal, policies.live)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE policies SET proposed_at = '2020-01-01T00:00:00.000+00:00'")
    age_shadows(engine, "2020-01-02T00:00:00.000+00:00")

    with pytest.raises(RefusedError, match="shadow_needed"):
        policies.activate(proposal.id, "Ida")


def test_activation_needs_a_shadow_run_against_what_is_live_now(policies: Policies, shadows: Shadows) -> None:
    started(policies, FIRST)
    first = policies.propose(OTHER.source, "Bo", "prøve")
    second = policies.propose(THIRD.source, "Bo", "prøve")
    shadows.run(first, policies.live)
    shadows.run(second, policies.live)
    policies.activate(first.id, "Ida")

    with pytest.raises(RefusedError, match="shadow_needed"):
        policies.activate(second.id, "Ida")


def test_a_proposal_can_be_discarded_and_proposed_again(policies: Policies) -> None:
    started(policies, FIRST)
    proposal = policies.propose(OTHER.source, "Bo", "prøve")

    discarded = policies.discard(proposal.id, "Ida")

    assert (discarded.status, discarded.ended_by) == ("discarded", "Ida")
    assert policies.proposals() == []
    with pytest.raises(RefusedError, match="policy_not_proposed"):
        policies.activate(proposal.id, "Ida")
    assert policies.propose(OTHER.source, "Bo", "igen").status == "proposed"


@pytest.mark.parametrize(
    ("source", "by", "why", "code"),
    [
        (SOURCE, "Bo", "prøve", "policy_is_live"),
        (OTHER.source, "Bo", "prøve", "policy_is_proposed"),
        (THIRD.source, "  ", "prøve", "name_needed"),
        (THIRD.source, "1", "prøve", "name_needed"),
        (THIRD.source, "B" * 81, "prøve", "name_needed"),
        (THIRD.source, "Bo", " ", "reason_needed"),
        (THIRD.source, "Bo", "x" * 1001, "reason_needed"),
    ],
)
def test_what_cannot_be_proposed(policies: Policies, source: str, by: str, why: str, code: str) -> None:
    started(policies, FIRST)
    policies.propose(OTHER.source, "Bo", "prøve")

    with pytest.raises(RefusedError, match=code):
        policies.propose(source, by, why)

    assert len(policies.history()) == 2


def test_which_proposal_is_meant(policies: Policies) -> None:
    started(policies, FIRST)
    with pytest.raises(RefusedError, match="policy_none_proposed"):
        policies.proposal(None)
    first = policies.propose(OTHER.source, "Bo", "prøve")
    assert policies.proposal(None) == policies.proposal(first.id) == first
    policies.propose(THIRD.source, "Bo", "prøve")
    with pytest.raises(RefusedError, match="policy_which"):
        policies.proposal(None)
    with pytest.raises(RefusedError, match="policy_not_found"):
        policies.proposal(99)

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.audit import Audit
from assistant.pauses import Kind, Pauses
from assistant.refusals import RefusedError
from guardrails.policy import RULES, parse_policy
from guardrails.verdict import Message, Stage
from tests.support.governance import CPR, SOURCE, Days, journal_engine, plain_guard


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return journal_engine(tmp_path)


@pytest.fixture
def audit(engine: Engine) -> Audit:
    return Audit(engine, str)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def pauses(engine: Engine, audit: Audit, days: Days) -> Pauses:
    return Pauses(engine, audit, lambda kind, target: target in (RULES if kind == "rule" else ("d1",)), days)


def actions(audit: Audit) -> list[tuple[str, str]]:
    return [(entry.action, entry.actor) for entry in audit.page("pause").entries[::-1]]


def test_a_pause_is_in_force_when_a_second_person_confirmed_it(pauses: Pauses, audit: Audit) -> None:
    asked = pauses.ask("rule", "decision", "Bo", "stopper for meget")
    assert (asked.state, pauses.rules()) == ("asked", frozenset())

    confirmed = pauses.confirm(asked.id, "Ida")
    assert (confirmed.state, pauses.rules()) == ("active", frozenset({"decision"}))

    ended = pauses.end(asked.id, "Kim")
    assert (ended.state, pauses.rules()) == ("ended", frozenset())
    assert actions(audit) == [("pause.ask", "Bo"), ("pause.confirm", "Ida"), ("pause.end", "Kim")]


@pytest.mark.parametrize("name", ["Bo Bang", "bo bang", "  BO   BANG "])
def test_nobody_confirms_their_own_pause(pauses: Pauses, name: str) -> None:
    asked = pauses.ask("rule", "decision", "Bo Bang", "prøve")

    with pytest.raises(RefusedError, match="pause_same_person"):
        pauses.confirm(asked.id, name)

    assert pauses.rules() == frozenset()


def test_what_was_asked_for_can_be_withdrawn(pauses: Pauses, audit: Audit) -> None:
    asked = pauses.ask("document", "d1", "Bo", "forældet")

    assert pauses.end(asked.id, "Bo").state == "withdrawn"

    with pytest.raises(RefusedError, match="pause_over"):
        pauses.confirm(asked.id, "Ida")
    assert actions(audit) == [("pause.ask", "Bo"), ("pause.withdraw", "Bo")]


def test_documents_are_paused_apart_from_rules(pauses: Pauses) -> None:
    pauses.confirm(pauses.ask("document", "d1", "Bo", "forældet").id, "Ida")

    assert (pauses.rules(), pauses.documents()) == (frozenset(), frozenset({"d1"}))


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_pause_ends_by_itself_after_its_last_day(
    pauses: Pauses, days: Days, audit: Audit, is_confirmed: bool
) -> None:
    asked = pauses.ask("rule", "decision", "Bo", "prøve", date(2026, 11, 27))
    if is_confirmed:
        pauses.confirm(asked.id, "Ida")
    days.today = date(2026, 11, 27)
    assert pauses.rules() == (frozenset({"decision"}) if is_confirmed else frozenset())

    days.today = date(2026, 11, 28)

    assert pauses.rules() == frozenset()
    assert pauses.list()[0].state == "expired"
    assert actions(audit)[-1] == ("pause.expire", "kkgpt")
    assert pauses.ask("rule", "decision", "Bo", "igen").state == "asked"


def test_pauses_outlast_the_process(pauses: Pauses, engine: Engine, audit: Audit, days: Days) -> None:
    pauses.confirm(pauses.ask("rule", "decision", "Bo", "prøve").id, "Ida")

    assert Pauses(engine, audit, lambda *_: True, days).rules() == frozenset({"decision"})


@pytest.mark.parametrize(
    ("kind", "target", "by", "why", "until", "code"),
    [
        ("rule", "unknown", "Bo", "prøve", None, "pause_no_rule"),
        ("document", "d2", "Bo", "prøve", None, "pause_no_document"),
        ("rule", "decision", "", "prøve", None, "name_needed"),
        ("rule", "decision", "Bo", "", None, "reason_needed"),
        ("rule", "decision", "Bo", "prøve", date(2026, 11, 24), "pause_past"),
        ("rule", "cpr", "Bo", "prøve", None, "pause_exists"),
    ],
)
def test_what_cannot_be_asked_for(
    pauses: Pauses, kind: Kind, target: str, by: str, why: str, until: date | None, code: str
) -> None:
    pauses.ask("rule", "cpr", "Bo", "prøve")

    with pytest.raises(RefusedError, match=code):
        pauses.ask(kind, target, by, why, until)

    assert len(pauses.list()) == 1


def test_a_pause_is_confirmed_once(pauses: Pauses) -> None:
    asked = pauses.ask("rule", "decision", "Bo", "prøve")
    pauses.confirm(asked.id, "Ida")

    with pytest.raises(RefusedError, match="pause_confirmed"):
        pauses.confirm(asked.id, "Kim")
    with pytest.raises(RefusedError, match="pause_not_found"):
        pauses.confirm(99, "Kim")


STAGES: list[tuple[Stage, bool]] = [("question", False), ("answer", False), ("log", True)]


@pytest.mark.parametrize(("stage", "is_redacted"), STAGES)
def test_redaction_of_what_is_written_down_never_stops(
    pauses: Pauses, stage: Stage, is_redacted: bool
) -> None:
    guard = plain_guard(parse_policy(SOURCE), pauses.rules)
    pauses.confirm(pauses.ask("rule", "cpr", "Bo", "prøve").id, "Ida")

    verdict = guard.check(Message(f"borgeren {CPR}", stage))

    assert (CPR not in verdict.text) == is_redacted
    assert (guard.acts("cpr", stage) != "pass") == is_redacted
    assert CPR not in guard.redacted(f"borgeren {CPR}")

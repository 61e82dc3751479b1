from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.audit import Audit
from assistant.handovers import Handovers
from assistant.refusals import RefusedError
from guardrails.policy import parse_policy
from tests.support.governance import CPR, SOURCE, journal_engine, plain_guard, record


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return journal_engine(tmp_path)


@pytest.fixture
def audit(engine: Engine) -> Audit:
    return Audit(engine, str)


@pytest.fixture
def handovers(engine: Engine, audit: Audit) -> Handovers:
    return Handovers(engine, audit, plain_guard(parse_policy(SOURCE)).redacted)


def test_a_hand_over_keeps_what_the_person_sent_along(engine: Engine, handovers: Handovers) -> None:
    answer = record(engine, "[ikke gemt]", "blocked", rule="sensitive-person")

    added = handovers.add(answer, " Må jeg spørge? ", "Har Bo søgt hjælp?")

    assert handovers.get(added.id) == added
    assert (added.answer, added.rule, added.status) == (answer, "sensitive-person", "open")
    assert (added.note, added.question) == ("Må jeg spørge?", "Har Bo søgt hjælp?")


def test_identifiers_are_removed_before_anything_is_written(
    engine: Engine, handovers: Handovers, tmp_path: Path
) -> None:
    added = handovers.add(record(engine, "x"), f"borgeren {CPR}", f"Må {CPR} få hjælp?")
    handovers.close(added.id, "Ida", f"ringet til {CPR}")

    assert "[CPR-nummer fjernet]" in added.note
    assert all(CPR.encode() not in file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize("question", [None, "", "  "])
def test_without_a_question_none_is_kept(engine: Engine, handovers: Handovers, question: str | None) -> None:
    assert handovers.add(record(engine, "x"), "", question).question is None


def test_sending_twice_is_one_hand_over(engine: Engine, handovers: Handovers) -> None:
    answer = record(engine, "x")

    assert handovers.add(answer, "a").id == handovers.add(answer, "a").id
    assert handovers.add(answer, "a").id != handovers.add(answer, "b").id


def test_hand_overs_are_listed_newest_first_and_closed(
    engine: Engine, handovers: Handovers, audit: Audit
) -> None:
    first = handovers.add(record(engine, "Hvad med A?"))
    second = handovers.add(record(engine, "Hvad med B?"))

    closed = handovers.close(first.id, "Ida", "svaret pr. telefon")

    assert (closed.status, closed.closed_by, closed.closing_note) == ("closed", "Ida", "svaret pr. telefon")
    cases, total = handovers.page()
    assert ([case.answer.question for case in cases], total) == (["Hvad med B?", "Hvad med A?"], 2)
    assert [case.handover.id for case in handovers.page("open")[0]] == [second.id]
    assert [case.handover.id for case in handovers.page(most=1, offset=1)[0]] == [first.id]
    assert [(e.actor, e.action, e.target) for e in audit.page().entries] == [
        ("Ida", "handover.close", first.id)
    ]
    with pytest.raises(RefusedError, match="handover_closed"):
        handovers.close(first.id, "Ida")


WISHES: list[tuple[Callable[[Handovers], object], str]] = [
    (lambda handovers: handovers.add("nothing"), "answer_not_found"),
    (lambda handovers: handovers.get("nothing"), "handover_not_found"),
    (lambda handovers: handovers.close("nothing", "Ida"), "handover_not_found"),
]


@pytest.mark.parametrize(("wish", "code"), WISHES)
def test_what_is_unknown_is_refused(
    handovers: Handovers, wish: Callable[[Handovers], object], code: str
) -> None:
    with pytest.raises(RefusedError, match=code):
        wish(handovers)

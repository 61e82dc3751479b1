from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.audit import Audit
from assistant.policies import Policies
from assistant.shadow import Shadow, Shadows
from guardrails.policy import Policy, parse_policy
from tests.support.governance import CPR, SOURCE, changed, journal_engine, plain_guard, record, with_threshold

LIVE = parse_policy(SOURCE)
STRICT = parse_policy(changed("decision", "question: route", "question: block"))
LENIENT = with_threshold("decision", 0.7)
OFF = parse_policy(changed("hr-ranking", "question: route", "question: pass"))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return journal_engine(tmp_path)


def run(engine: Engine, proposed: Policy, days: int = 28, **more: Any) -> Shadow:
    """A shadow run of a proposal."""
    guard, audit = plain_guard(LIVE), Audit(engine, str)
    shadows = Shadows(engine, guard, audit)
    policies = Policies(engine, audit, guard.adopt, shadows.has_run)
    policies.start(lambda: LIVE)
    return shadows.run(policies.propose(proposed.source, "Bo", "prøve"), policies.live, days, **more)


ROUTED = {"decision": "route"}
CASES = [
    (
        LENIENT,
        [("Kan du afgør det?", "route", "pass", ROUTED, {})],
        {"decision": [1, 0], "hr-ranking": [1, 1]},
    ),
    (
        STRICT,
        [("Kan du afgør det?", "route", "block", ROUTED, {"decision": "block"})],
        {"decision": [1, 1], "hr-ranking": [1, 1]},
    ),
    (
        OFF,
        [("Hvilken ansøger?", "route", "pass", {"hr-ranking": "route"}, {})],
        {"decision": [1, 1], "hr-ranking": [1, 0]},
    ),
    (parse_policy(SOURCE + "\n# kun en bemærkning\n"), [], {"decision": [1, 1], "hr-ranking": [1, 1]}),
]


@pytest.mark.parametrize(("proposed", "changes", "rules"), CASES)
def test_what_would_change(
    engine: Engine, proposed: Policy, changes: list[Any], rules: dict[str, Any]
) -> None:
    for question in ("Kan du afgør det?", "Hvilken ansøger?", "Hvad siger strategien?"):
        record(engine, question)

    found = run(engine, proposed)

    assert found.outcome.questions == 3
    told = [
        (found.texts[c.answer], c.before, c.after, c.rules_before, c.rules_after)
        for c in found.outcome.changes
    ]
    assert told == changes
    assert found.outcome.rules == rules


@pytest.mark.parametrize(("days", "questions"), [(28, 2), (7, 1), (60, 3)])
def test_only_questions_of_the_last_days_are_run(engine: Engine, days: int, questions: int) -> None:
    for age in (1, 20, 50):
        record(engine, "Kan du afgør det?", days_ago=age)

    assert run(engine, LENIENT, days).outcome.questions == questions


@pytest.mark.parametrize(
    ("scores", "is_released"),
    [
        ({"decision": 0.6}, True),
        ({"decision": 0.8}, False),
        ({"decision": 0.6, "hr-ranking": 0.9}, False),
        ({}, False),
    ],
)
def test_questions_that_were_stopped_are_counted_and_judged_by_their_scores(
    engine: Engine, scores: dict[str, float], is_released: bool
) -> None:
    stopped = record(engine, "[ikke gemt]", "routed", scores=scores)

    outcome = run(engine, LENIENT).outcome

    assert (outcome.questions, outcome.stopped) == (0, 1)
    assert outcome.released == ([stopped] if is_released else [])


def test_what_is_kept_of_a_run_holds_no_question(engine: Engine) -> None:
    record(engine, "Kan du afgør det?")
    run(engine, LENIENT)

    with engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT outcome FROM shadows").scalar()
        audited = connection.exec_driver_sql("SELECT group_concat(detail) FROM audit").scalar()

    assert "Kan du" not in f"{kept}{audited}"


def test_questions_before_in_the_conversation_are_seen_too(engine: Engine) -> None:
    seen: list[tuple[str, ...]] = []
    guard = plain_guard(LIVE)
    original = guard.under

    def under(policy: Policy) -> Any:
        inner = original(policy)
        look = inner.check

        def check(message: Any) -> Any:
            seen.append(message.before)
            return look(message)

        inner.check = check  # type: ignore[method-assign]  # listens in
        return inner

    guard.under = under  # type: ignore[method-assign]  # listens in
    for age, question in ((3, "første"), (2, "anden"), (1, "tredje")):
        record(engine, question, days_ago=age, conversation="c1")
    record(engine, "alene")
    audit = Audit(engine, str)
    shadows = Shadows(engine, guard, audit)
    policies = Policies(engine, audit, guard.adopt, shadows.has_run)
    policies.start(lambda: LIVE)

    shadows.run(policies.propose(LENIENT.source, "Bo", "prøve"), policies.live)

    assert seen[::2] == [(), ("første",), ("første", "anden"), ()]


def test_five_thousand_questions_are_run_with_word_of_how_far_it_is(engine: Engine) -> None:
    asked = [record(engine, "Kan du afgør det?", conversation="c1") for _ in range(3)]
    rows = ", ".join(f"('a{number}')" for number in range(4_997))
    with engine.begin() as connection:
        columns = (
            "conversation_id, as_of, question, status, confidence, corpus_revision, policy_version, model"
        )
        connection.exec_driver_sql(
            f"WITH numbers(id) AS (VALUES {rows}) "
            f"INSERT INTO answers (id, asked_at, milliseconds, answer, scores, {columns}) "
            f"SELECT numbers.id, asked_at, milliseconds, answer, scores, {columns} "
            "FROM numbers, answers WHERE answers.id = ?",
            (asked[0],),
        )
    told: list[tuple[int, int]] = []

    found = run(engine, LENIENT, progress=lambda done, total: told.append((done, total)))

    assert len(found.outcome.changes) == len(found.texts) == 5_000
    assert (told[0], told[-1]) == ((0, 5_000), (5_000, 5_000))


def test_the_newest_run_is_given(engine: Engine) -> None:
    first = run(engine, LENIENT)
    record(engine, "Kan du afgør det?")
    guard, audit = plain_guard(LIVE), Audit(engine, str)
    shadows = Shadows(engine, guard, audit)
    policies = Policies(engine, audit, guard.adopt, shadows.has_run)

    shadows.run(policies.get(first.policy), policies.live)

    newest = shadows.newest(first.policy)
    assert newest
    assert newest.outcome.questions == 1
    assert shadows.newest(policies.live.id) is None
    assert shadows.has_run(first.policy, policies.live.id, first.at)
    assert not shadows.has_run(first.policy, 99, first.at)


def test_cpr_numbers_in_names_and_reasons_are_not_kept(engine: Engine) -> None:
    guard = plain_guard(LIVE)
    audit = Audit(engine, guard.redacted)
    shadows = Shadows(engine, guard, audit)
    policies = Policies(engine, audit, guard.adopt, shadows.has_run)
    policies.start(lambda: LIVE)

    policies.propose(LENIENT.source, "Bo", f"på grund af borgeren {CPR}")

    with engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT group_concat(reason) FROM policies").scalar()
    assert CPR not in f"{kept}{audit.page().entries}"

from pathlib import Path

import pytest
from pydantic import JsonValue
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

import assistant
from assistant.audit import Audit
from ingest.database import open_database


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'journal.db'}", Path(assistant.__path__[0]) / "migrations")


@pytest.fixture
def audit(engine: Engine) -> Audit:
    return Audit(engine, lambda written: written.replace("150385-1004", "[fjernet]"))


LINES: list[tuple[str, str, str, dict[str, JsonValue]]] = [
    ("Bo", "policy.propose", "p1", {"reason": "ny paragraf"}),
    ("Bo", "pause.ask", "cpr", {"until": None}),
    ("Ida", "policy.activate", "p1", {"changed": 3}),
    ("Ida", "policyholder.greet", "x", {}),
]


def test_lines_are_read_newest_first_with_all_that_was_written(audit: Audit) -> None:
    for line in LINES:
        audit.write(*line)

    page = audit.page()

    assert page.total == 4
    assert [(e.actor, e.action, e.target, e.detail) for e in page.entries] == LINES[::-1]
    assert page.entries[0].at.endswith("+00:00")
    assert audit.actions() == ["pause.ask", "policy.activate", "policy.propose", "policyholder.greet"]


@pytest.mark.parametrize(
    ("action", "most", "offset", "targets", "total"),
    [
        ("policy", 50, 0, ["p1", "p1"], 2),
        ("policy.activate", 50, 0, ["p1"], 1),
        ("", 2, 0, ["x", "p1"], 4),
        ("", 2, 2, ["cpr", "p1"], 4),
        ("nothing", 50, 0, [], 0),
        ("pol%", 50, 0, [], 0),
    ],
)
def test_lines_are_found_by_action_and_page(
    audit: Audit, action: str, most: int, offset: int, targets: list[str], total: int
) -> None:
    for line in LINES:
        audit.write(*line)

    page = audit.page(action, most, offset)

    assert ([entry.target for entry in page.entries], page.total) == (targets, total)


def test_identifiers_are_removed_wherever_they_stand_in_a_line(audit: Audit) -> None:
    audit.write(
        "Bo 150385-1004", "pause.ask", "cpr", {"reason": "150385-1004", "more": [{"a": "150385-1004"}]}
    )

    entry = audit.page().entries[0]

    assert entry.actor == "Bo [fjernet]"
    assert entry.detail == {"reason": "[fjernet]", "more": [{"a": "[fjernet]"}]}


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'En anden'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_a_line(engine: Engine, audit: Audit, change: str) -> None:
    audit.write(*LINES[0])

    with engine.begin() as connection, pytest.raises(DatabaseError, match="append only"):
        connection.execute(text(change))

    assert audit.page().entries[0].actor == "Bo"


def test_a_line_belongs_to_the_change_it_tells_of(engine: Engine, audit: Audit) -> None:
    with Session(engine) as session:
        audit.add(session, *LINES[0])
        session.rollback()

    assert audit.page().total == 0

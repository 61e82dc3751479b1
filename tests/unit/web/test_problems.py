"""What people are told when something fails, and the exit status that goes with it."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from assistant.case_files import CaseFileError
from ingest.embedding.embedder import EmbeddingError
from ingest.home import HomeError
from web.errors import ExpectedError
from web.problems import explain
from web.settings import SettingsError


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ExpectedError("question_empty", "Skriv et spørgsmål.", 422), 2, "Skriv et spørgsmål."),
        (ExpectedError("document_not_found", "Findes ikke.", 404), 1, "Findes ikke."),
        (SettingsError("KKGPT_PORT"), 2, "KKGPT_PORT"),
        (CaseFileError("linje 1"), 2, "linje 1"),
        (HomeError("i brug"), 1, "i brug"),
        (EmbeddingError("secret"), 1, "KKGPT_EMBEDDING_URL"),
        (OSError(errno.ENOSPC, "No space left", "/data/x"), 1, "/data/x kan ikke skrives: disken er fuld"),
        (OSError(errno.EROFS, "Read-only", "/data/x"), 1, "skrivebeskyttet drev"),
    ],
)
def test_an_expected_failure_is_told(error: Exception, status: int, said: str) -> None:
    problem = explain(error)
    assert problem is not None
    assert problem.status == status
    assert said in problem.message


@pytest.mark.parametrize("error", [RuntimeError("x"), ValueError("x"), OSError("without a number")])
def test_a_failure_that_nobody_expected_is_not_explained_away(error: Exception) -> None:
    assert explain(error) is None


def test_a_full_disk_under_a_database_is_told(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'full.db'}")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        connection.execute(text("PRAGMA max_page_count = 3"))
        with pytest.raises(DatabaseError) as caught:
            connection.execute(text("INSERT INTO t VALUES (zeroblob(100000))"))
    engine.dispose()
    problem = explain(caught.value)
    assert problem is not None
    assert "Disken er fuld" in problem.message


def test_a_read_only_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE t (x)")
    engine = create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with engine.connect() as connection, pytest.raises(DatabaseError) as caught:
        connection.execute(text("INSERT INTO t VALUES (1)"))
    engine.dispose()
    problem = explain(caught.value)
    assert problem is not None
    assert "skrivebeskyttet" in problem.message

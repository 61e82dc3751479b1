from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

import assistant
import ingest
from assistant.journal import Base as Journal
from ingest.database import open_database
from ingest.tables import Base as Corpus

CORPUS = Path(ingest.__path__[0]) / "migrations"
JOURNAL = Path(assistant.__path__[0]) / "migrations"


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


@pytest.mark.parametrize(("migrations", "tables"), [(CORPUS, Corpus), (JOURNAL, Journal)])
def test_the_migrations_make_the_tables_that_the_code_uses(
    tmp_path: Path, migrations: Path, tables: type[Corpus] | type[Journal]
) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}", migrations)
    made = inspect(engine)
    for name, table in tables.metadata.tables.items():
        columns = {column["name"]: column for column in made.get_columns(name)}
        assert columns.keys() == {column.name for column in table.columns}, name
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, (name, column.name)


def test_sqlite_is_set_up_for_readers_beside_a_writer(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}", CORPUS)
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "foreign_keys") == 1
    assert pragma(engine, "synchronous") == 2


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with open_database(url, CORPUS).begin() as connection:
        connection.execute(text("UPDATE corpus SET revision = 7"))
    with open_database(url, CORPUS).connect() as connection:
        assert connection.execute(text("SELECT revision FROM corpus")).scalar() == 7


def test_a_folder_with_a_percent_sign_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "100 % ære"
    folder.mkdir()
    assert open_database(f"sqlite:///{folder / 'a.db'}", CORPUS)


def test_a_document_has_at_most_one_active_version(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}", CORPUS)
    version = text(
        "INSERT INTO versions (document_id, number, active, token, sha256, recipe, text, blocks, dropped, ingested_at) "
        "VALUES ('d', :number, :active, :number, '', '', '', '[]', '[]', '')"
    )
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO documents (id, source, created_at) VALUES ('d', 'kilde', '')"))
        connection.execute(version, [{"number": 1, "active": False}, {"number": 2, "active": True}])
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(version, {"number": 3, "active": True})

"""Opening a SQL database and bringing its tables up to date."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MILLISECONDS = 15_000


def open_database(url: str, migrations: Path, overwrite: bool = False) -> Engine:
    """An engine on `url` whose tables are those of the newest migration in `migrations`.

    What is written stays out of error messages, and so out of logs. SQLite runs in WAL mode, so that readers never wait
    for a writer, and survives a power cut (synchronous FULL). With `overwrite` it overwrites what is deleted or
    replaced with zeros, for databases with personal data.
    """
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        if overwrite:
            event.listen(engine, "connect", _overwrite_deleted)
    _migrate(engine, migrations)
    return engine


def _migrate(engine: Engine, migrations: Path) -> None:
    """Bring the tables up to date in one transaction: an interrupted migration has not happened.

    In SQLite a table is changed by making it anew, which foreign keys stand in the way of; they are checked at the end.
    Python's driver begins no transaction before a change of tables, so it is begun by hand.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"the migration would leave {len(broken)} rows that refer to nothing")
        connection.commit()
        connection.invalidate()  # the next one has foreign keys on again


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _overwrite_deleted(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.execute("PRAGMA secure_delete=ON")

"""`kkgpt ingest`: what it reports, and what is left after files, processes and disks have failed."""

import os
import shutil
import signal
import socket
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.home import Home
from ingest.vectors import VectorStore
from tests.support.bad_files import READABLE, TEXT, UNREADABLE, huge_text
from tests.support.product import SAMPLE, Server, run, start, wait_until


def _rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "corpus.db")) as connection:
        return connection.execute(query).fetchall()


def _documents(home: Path) -> int:
    if not (home / "corpus.db").exists():
        return 0
    try:
        found: int = _rows(home, "SELECT count(*) FROM versions WHERE active")[0][0]
    except sqlite3.OperationalError:  # the tables are not made yet
        return 0
    return found


def _is_consistent(home: Path) -> bool:
    """Whether each active version has passages, and the vectors are those of the passages and no others."""
    wanted = {row[0] for row in _rows(home, "SELECT vector FROM passages")}
    recipe = _rows(home, "SELECT recipe FROM versions WHERE active")[0][0]
    bare = "SELECT count(*) FROM versions WHERE active AND id NOT IN (SELECT version_id FROM passages)"
    twice = (
        "SELECT count(*) FROM (SELECT 1 FROM versions WHERE active GROUP BY document_id HAVING count(*) > 1)"
    )
    return (
        wanted == VectorStore(home / "vectors", recipe).ids()
        and _rows(home, bare)[0][0] == _rows(home, twice)[0][0] == 0
    )


def test_a_second_ingestion_does_nothing_and_says_so(home: Path) -> None:
    result = run(home, "ingest", str(SAMPLE / "documents"))
    assert result.status == 0
    assert result.out == "12 uændrede – intet at gøre.\n"


def test_a_changed_file_becomes_a_new_version_and_the_old_one_stays_readable(
    server: Server, tmp_path: Path
) -> None:
    home = server.home
    file = tmp_path / "referat.txt"
    file.write_text("Byrådet\n\nByrådet drøftede isbjergsalat og vedtog den.\n", encoding="utf-8")
    assert run(home, "ingest", str(file), "--json").json()["added"] == 1
    file.write_text("Byrådet\n\nByrådet drøftede hjertesalat og vedtog den.\n", encoding="utf-8")
    assert run(home, "ingest", str(file), "--json").json()["updated"] == 1
    listed = run(home, "documents", "list", "--json").json()["documents"]
    row = next(row for row in listed if row["source"] == "referat.txt")
    assert row["version"] == 2
    first = run(home, "documents", "show", row["document"], "--version", "1", "--json").json()
    assert "isbjergsalat" in first["text"]
    assert not first["active"]
    assert server.stop() == 0
    assert _is_consistent(home)


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    result = run(home, "ingest", str(SAMPLE / "documents"), "--dry-run")
    assert result.status == 0
    assert "12 tilføjet" in result.out
    assert "intet er gemt" in result.out
    assert _documents(home) == 0


def test_bad_files_get_a_line_each_and_the_others_are_ingested(tmp_path: Path) -> None:
    folder, home = tmp_path / "folder", tmp_path / "home"
    folder.mkdir()
    bad = [make(folder) for make in (*UNREADABLE, huge_text)]
    good = [make(folder) for make in READABLE]
    for number, path in enumerate(good):  # the same words in three encodings would be one document
        path.write_bytes(path.read_bytes().replace("3".encode("latin-1"), str(4 + number).encode("latin-1")))
    missing = folder / "findes-ikke.txt"
    empty = tmp_path / "tom-mappe"
    empty.mkdir()
    result = run(home, "ingest", str(folder), str(missing), str(empty))
    assert result.status == 1
    lines = result.out.splitlines()
    for name in (*(path.name for path in bad), missing.name, empty.name):
        about = [line for line in lines if name in line]
        assert len(about) == 1, name
        assert about[0].startswith("Fejl: ")
        assert len(about[0].split(": ", 2)[2]) > 10
    assert "Traceback" not in result.err
    assert lines[-1].startswith(f"{len(good)} tilføjet, {len(bad) + 2} fejlede")
    assert _documents(home) == len(good)
    assert _is_consistent(home)
    assert "æbler, øl og å" in run(home, "documents", "show", _first_document(home), "--json").json()["text"]


def _first_document(home: Path) -> str:
    return str(_rows(home, "SELECT id FROM documents ORDER BY source LIMIT 1")[0][0])


def test_a_version_that_cannot_be_read_leaves_the_former_one_in_force(server: Server, tmp_path: Path) -> None:
    home = server.home
    file = tmp_path / "notat.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(home, "ingest", str(file)).status == 0
    file.write_bytes(b"")
    assert run(home, "ingest", str(file)).status == 1
    listed = run(home, "documents", "list", "--json").json()["documents"]
    assert [row["version"] for row in listed if row["source"] == "notat.txt"] == [1]


def _many_files(folder: Path, total: int) -> Path:
    folder.mkdir()
    text = (SAMPLE / "documents" / "byraadet-2024-12-05.txt").read_text(encoding="utf-8")
    for number in range(total):
        (folder / f"referat-{number:02}.txt").write_text(
            f"{text}\nBilag nummer {number}.\n", encoding="utf-8"
        )
    return folder


def test_after_kill_9_in_mid_ingestion_search_works_and_a_later_ingestion_completes(tmp_path: Path) -> None:
    folder, home = _many_files(tmp_path / "folder", 30), tmp_path / "home"
    with start(home, "ingest", str(folder)) as process:
        wait_until(lambda: _documents(home) >= 3)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    done = _documents(home)
    assert 3 <= done < 30
    found = run(home, "search", "takster for fritidstilbud", "--json")
    assert found.status == 0
    assert found.json()["results"]
    report = run(home, "ingest", str(folder), "--json").json()
    assert (report["unchanged"], report["added"], report["failed"]) == (0, 30, []), "the run went on"
    assert _documents(home) == 30
    assert _is_consistent(home)


def test_a_second_ingestion_at_once_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with Home(tmp_path).hold("kkgpt ingest"):
        second = run(tmp_path, "ingest", str(SAMPLE / "documents"))
    assert second.status == 1
    expected = f"er i brug af proces {os.getpid()} (kkgpt ingest). Vent til den er færdig."
    assert expected in second.err
    assert len(second.err.splitlines()) == 1


def test_commands_at_once_wait_for_each_other(tmp_path: Path) -> None:
    folder, home = _many_files(tmp_path / "folder", 3), tmp_path / "home"
    with start(home, "ingest", str(folder)) as first:
        wait_until((home / "holder.json").exists)
        second = run(home, "ingest", str(folder), "--json")
        first.communicate(timeout=60)
    assert first.returncode == second.status == 0, second.err
    assert second.json()["unchanged"] == 3
    assert _documents(home) == 3
    assert _is_consistent(home)


def test_the_files_of_a_folder_that_was_there_are_their_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    former = os.umask(0o022)
    try:
        file = tmp_path / "notat.txt"
        file.write_text(TEXT, encoding="utf-8")
        assert run(home, "ingest", str(file)).status == 0
        assert run(home, "ask", "Hvad står der i notatet?").status == 0
    finally:
        os.umask(former)
    found = [path for path in home.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert not found
    assert stat.S_IMODE((home / "journal.db").stat().st_mode) == 0o600


def test_a_damaged_vector_folder_is_put_aside_and_rebuilt(home: Path) -> None:
    (home / "vectors" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    result = run(home, "search", "takster for fritidstilbud", "--json")
    assert result.status == 0, result.err
    assert result.json()["results"]
    assert "vectors-damaged-" in result.err
    assert "12 dokumenter blev indekseret på ny" in result.err
    assert "Traceback" not in result.err
    assert len(list(home.glob("vectors-damaged-*"))) == 1
    assert _is_consistent(home)


def test_a_mistyped_embedding_setting_leaves_the_index_as_it_was(home: Path) -> None:
    with closing(socket.socket()) as closed:  # bound, but nobody listens
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        wrong = run(home, "search", "post", KKGPT_EMBEDDING_URL=url, KKGPT_EMBEDDING_MODEL="e5")
    assert wrong.status == 1
    assert "KKGPT_EMBEDDING_URL gav ingen vektorer" in wrong.err.splitlines()[-1]
    right = run(home, "search", "post", "--json")
    assert right.status == 0
    assert "indekseret på ny" not in right.err


@pytest.mark.parametrize("name", ["file", "file/home"])
def test_a_home_that_cannot_be_a_folder_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run(tmp_path / name, "ingest", str(SAMPLE / "documents"))
    assert result.status == 1
    assert len(result.err.splitlines()) == 1
    assert "KKGPT_HOME" in result.err


def test_a_home_that_may_not_be_written_is_told_in_one_line() -> None:
    result = run(Path("/proc/kkgpt"), "documents", "list")
    assert result.status == 1
    assert len(result.err.splitlines()) == 1


def test_a_damaged_database_is_told_in_one_line_and_left_alone(home: Path) -> None:
    (home / "corpus.db").write_bytes(b"no database" * 1000)
    shutil.rmtree(home / "vectors")
    result = run(home, "documents", "list", "--json")
    assert result.status == 1
    assert "beskadiget" in result.json()["error"]["message"]
    assert "Traceback" not in result.err


def test_an_embedding_service_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    with closing(socket.socket()) as closed:  # bound, but nobody listens
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        settings = {"KKGPT_EMBEDDING_URL": url, "KKGPT_EMBEDDING_MODEL": "e5"}
        result = run(
            tmp_path / "home", "ingest", str(SAMPLE / "documents" / "vejledning-generativ-ai.md"), **settings
        )
    assert result.status == 1
    [line, _] = result.out.splitlines()
    assert line.startswith("Fejl: vejledning-generativ-ai.md: ")
    assert "KKGPT_EMBEDDING_URL" in line
    assert "Traceback" not in result.err
    assert _documents(tmp_path / "home") == 0


def test_a_setting_that_is_wrong_is_bad_usage(tmp_path: Path) -> None:
    result = run(tmp_path / "home", "documents", "list", "--json", KKGPT_PORT="abc")
    assert result.status == 2
    assert "KKGPT_PORT" in result.json()["error"]["message"]

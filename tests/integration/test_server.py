"""The server and the command line together: who holds the home folder, and what happens when either one ends."""

import json
import re
import signal
import socket
import sqlite3
import stat
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.support.product import SAMPLE, Reply, Server, copy_home, run, serving, start, wait_until

QUESTION = "Hvem er AI-koordinator i kommunen?"
NOT_FOUND = "Hvor mange borgere i Odense Kommune er fritaget for Digital Post?"
COMMANDS = [
    ["ask", QUESTION, "--json"],
    ["ask", NOT_FOUND, "--as-of", "2025-06-01"],
    ["ask", ""],
    ["search", "fritagelse for Digital Post", "--json"],
    ["documents", "list"],
    ["documents", "show", "findes-ikke", "--json"],
    ["ingest", str(SAMPLE / "documents"), "findes-ikke.txt", "--dry-run"],
]
_CHANGING = [
    (r'"milliseconds": (\{[^}]*\}|[\d.]+)', '"milliseconds": 0'),
    (r'"(id|conversation|run)": "[0-9a-f]+"', r'"\1": ""'),
    (r'"seconds": [\d.]+', '"seconds": 0'),
    (r"på \d+,\d sekunder", "på 0,0 sekunder"),
]


def _comparable(text: str) -> str:
    """The output without times and ids, which differ from run to run."""
    for pattern, replacement in _CHANGING:
        text = re.sub(pattern, replacement, text)
    return text


def test_a_running_server_carries_out_commands_with_the_same_output(home: Path) -> None:
    alone = [run(home, *arguments) for arguments in COMMANDS]
    with serving(home):
        served = [run(home, *arguments) for arguments in COMMANDS]
    for arguments, first, second in zip(COMMANDS, alone, served, strict=True):
        assert (second.status, _comparable(second.out), second.err) == (
            first.status,
            _comparable(first.out),
            first.err,
        ), arguments


def test_the_address_file_is_the_owners_alone_and_goes_with_the_server(server: Server) -> None:
    file = server.home / "server.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text(encoding="utf-8"))["port"] == server.port
    assert server.stop() == 0
    assert not file.exists()
    assert run(server.home, "documents", "list").status == 0


def test_after_kill_9_of_the_server_a_command_works(server: Server) -> None:
    server.kill()
    assert (server.home / "server.json").exists()
    result = run(server.home, "ask", QUESTION, "--json")
    assert result.status == 0
    assert result.json()["status"] == "answered"
    assert not (server.home / "server.json").exists()


def test_a_command_waits_for_a_server_that_is_starting(home: Path) -> None:
    with start(home, "serve", "--port", "0") as process:
        wait_until((home / "holder.json").exists)
        result = run(home, "ask", QUESTION, "--json")
        process.terminate()
        process.communicate(timeout=60)
    assert result.status == 0, result.err
    assert result.json()["status"] == "answered"


def test_a_second_server_is_told_that_one_is_running(server: Server) -> None:
    result = run(server.home, "serve", "--port", "0")
    assert result.status == 1
    assert f"er i brug af proces {server.process.pid} (kkgpt serve)" in result.err
    assert len(result.err.splitlines()) == 1


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        result = run(tmp_path / "home", "serve", "--port", str(port))
    assert result.status == 1
    assert str(port) in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "127.0.0.2"])
def test_the_network_is_refused_until_there_is_a_sign_in(tmp_path: Path, host: str) -> None:
    result = run(tmp_path / "home", "serve", "--host", host)
    assert result.status == 2
    assert "kun køre på denne maskine" in result.err
    assert len(result.err.splitlines()) == 1


def test_answers_that_run_finish_when_the_server_is_asked_to_end(server: Server) -> None:
    replies: list[Reply] = []
    asking = [
        threading.Thread(
            target=lambda: replies.append(
                server.post("/api/ask", {"question": QUESTION}, Accept="text/event-stream")
            )
        )
        for _ in range(6)
    ]
    for thread in asking:
        thread.start()
    time.sleep(0.1)
    assert server.stop() == 0
    for thread in asking:
        thread.join()
    assert [reply.events()[-1][0] for reply in replies] == ["answer"] * 6


def test_a_reader_who_goes_away_leaves_an_answer_in_the_journal(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    connection.request("POST", "/api/ask", json.dumps({"question": QUESTION}), headers)
    response = connection.getresponse()
    response.read(10)
    response.close()
    connection.close()

    def journalled() -> bool:
        with closing(sqlite3.connect(server.home / "journal.db")) as journal:
            return bool(journal.execute("SELECT count(*) FROM answers").fetchone()[0])

    wait_until(journalled)
    assert server.post("/api/ask", {"question": QUESTION}).status == 200


def _folder(folder: Path, total: int) -> Path:
    folder.mkdir()
    text = (SAMPLE / "documents" / "byraadet-2024-12-05.txt").read_text(encoding="utf-8")
    for number in range(total):
        (folder / f"{folder.name}-{number:02}.txt").write_text(f"{text}\n{folder.name} {number}.\n", "utf-8")
    return folder


def test_questions_are_answered_while_the_server_ingests_and_ingestions_take_turns(
    server: Server, tmp_path: Path
) -> None:
    first, second = _folder(tmp_path / "bilag", 12), _folder(tmp_path / "noter", 3)
    with start(server.home, "ingest", str(first), "--json") as one:
        wait_until(lambda: len(server.get("/api/documents").json()["documents"]) > 12)
        with start(server.home, "ingest", str(second), "--json") as two:
            times = []
            while one.poll() is None:
                started = time.perf_counter()
                answer = server.post("/api/ask", {"question": QUESTION}).json()
                times.append(time.perf_counter() - started)
                assert answer["status"] == "answered"
            out_one, _ = one.communicate(timeout=60)
            out_two, err_two = two.communicate(timeout=60)
    assert json.loads(out_one)["added"] == 12
    assert json.loads(out_two)["added"] == 3
    assert "En anden indlæsning er i gang" in err_two
    assert max(times) < 5


def test_an_ingestion_is_stopped_between_files_when_the_server_ends(server: Server, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "bilag", 25)
    with start(server.home, "ingest", str(folder)) as ingesting:
        wait_until(lambda: len(server.get("/api/documents").json()["documents"]) > 12)
        assert server.stop() == 0
        _, err = ingesting.communicate(timeout=60)
    assert ingesting.returncode == 1
    assert "indlæsningen blev afbrudt" in err
    assert run(server.home, "ingest", str(folder), "--json").json()["failed"] == []
    assert len(run(server.home, "documents", "list", "--json").json()["documents"]) == 37


def test_ctrl_c_ends_the_server_as_sigterm_does(ingested: Path, tmp_path: Path) -> None:
    with serving(copy_home(ingested, tmp_path / "home")) as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
        assert not (server.home / "server.json").exists()

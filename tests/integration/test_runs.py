"""Ingestion in the background of a real server: uploads, watched folders, cancelling, and crashes in mid-run."""

import json
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.support.forms import BOUNDARY, form_of
from tests.support.product import Reply, Server, run, serving, start, wait_until

KIND = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


def text_about(number: int) -> str:
    return f"# Sag {number}\n\nByrådet besluttede at give {number} kr. til bibliotek nummer {number}.\n" * 8


def folder_of(folder: Path, total: int) -> Path:
    folder.mkdir()
    for number in range(total):
        (folder / f"sag-{number:02}.md").write_text(text_about(number), encoding="utf-8")
    return folder


def send(server: Server, files: dict[str, bytes], headers: dict[str, str]) -> Reply:
    return server.request("POST", "/api/uploads", form_of(files), KIND | headers)


def told_of(server: Server, wanted: str) -> Any:
    return server.get(f"/api/runs/{wanted}").json()


def wait_for(server: Server, wanted: str) -> Any:
    wait_until(lambda: told_of(server, wanted)["finished_at"])
    return told_of(server, wanted)


def newest(server: Server) -> Any:
    return server.get("/api/runs?limit=1").json()["runs"][0]


def ask_for(server: Server, folder: Path) -> str:
    token = json.loads((server.home / "server.json").read_text(encoding="utf-8"))["token"]
    reply = server.post("/api/runs", {"paths": [str(folder)]}, Authorization=f"Bearer {token}")
    assert reply.status == 200, reply.body
    asked: str = reply.json()["run"]
    return asked


def test_uploads_at_once_are_ingested_and_a_foreign_page_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        refused = send(server, {"a.md": b"a"}, {"Origin": "https://evil.example"})
        assert (refused.status, refused.json()["error"]["code"]) == (403, "foreign_origin")
        files = [
            {"møde.md": text_about(1).encode(), "program.exe": b"MZ"},
            {"x/møde.md": text_about(2).encode(), "møde.md": text_about(3).encode()},
        ]
        with ThreadPoolExecutor(2) as pool:
            replies = list(pool.map(lambda sent: send(server, sent, OWN_PAGE), files))
        first, second = [wait_for(server, reply.json()["run"]) for reply in replies]
        assert (first["status"], second["status"]) == ("done", "done")
        assert [file["name"] for file in first["files"] if file["outcome"] == "failed"] == ["program.exe"]
        assert first["counts"]["added"] + second["counts"]["added"] >= 2
        wait_until(lambda: not list((server.home / "uploads").iterdir()))
        assert server.stop() == 0


def test_a_killed_server_goes_on_with_its_run_and_its_queue_after_a_restart(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", folder_of(tmp_path / "sager", 20)
    with serving(home) as server:
        asked = ask_for(server, folder)
        sent = send(server, {"upload.md": text_about(99).encode()}, OWN_PAGE).json()["run"]
        wait_until(lambda: told_of(server, asked)["files_total"] >= 3)
        server.kill()
    left = run(home, "runs", "list", "--json").json()["runs"]
    assert {told["run"]: told["status"] for told in left} == {asked: "interrupted", sent: "queued"}
    with serving(home) as server:
        done = wait_for(server, asked)
        assert (done["status"], done["counts"]["added"], done["counts"]["failed"]) == ("done", 20, 0)
        assert wait_for(server, sent)["counts"]["added"] == 1
        assert len(server.get("/api/documents").json()["documents"]) == 21
        assert server.stop() == 0


def test_a_run_is_cancelled_after_its_file_and_can_be_asked_for_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "sager", 20)
    with serving(tmp_path / "home") as server:
        asked = ask_for(server, folder)
        wait_until(lambda: told_of(server, asked)["files_total"] >= 2)
        server.post(f"/api/runs/{asked}/cancel", {})
        cancelled = wait_for(server, asked)
        assert cancelled["status"] == "cancelled"
        done = cancelled["counts"]["added"]
        assert 2 <= done < 20
        again = wait_for(server, ask_for(server, folder))
        assert (again["counts"]["unchanged"], again["counts"]["added"]) == (done, 20 - done)


def test_a_run_goes_on_when_the_command_that_asked_for_it_is_gone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "sager", 10)
    with serving(tmp_path / "home") as server:
        with start(server.home, "ingest", str(folder)) as command:
            wait_until(
                lambda: server.get("/api/runs").json()["runs"] and newest(server)["status"] == "running"
            )
            command.kill()
        assert wait_for(server, newest(server)["run"])["counts"]["added"] == 10


def test_ctrl_c_leaves_a_run_that_the_same_command_goes_on_with(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", folder_of(tmp_path / "sager", 20)
    with start(home, "ingest", str(folder), "--json") as command:
        wait_until(lambda: (home / "corpus.db").exists() and _begun(home))
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=60)
    assert command.returncode == 1
    assert json.loads(out)["error"]["code"] == "ingestion_interrupted"
    assert "Kør den igen" in err
    [interrupted] = run(home, "runs", "list", "--json").json()["runs"]
    assert interrupted["status"] == "interrupted"
    report = run(home, "ingest", str(folder), "--json").json()
    assert (report["run"], report["added"], report["failed"]) == (interrupted["run"], 20, [])


def _begun(home: Path) -> bool:
    try:
        with closing(sqlite3.connect(home / "corpus.db")) as corpus:
            return bool(corpus.execute("SELECT count(*) FROM run_files").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are not made yet
        return False


def test_a_watched_folder_is_ingested_whenever_it_changes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "sager", 2)
    with serving(tmp_path / "home") as server:
        watched = run(server.home, "ingest", str(folder), "--watch", "--json")
        assert watched.status == 0, watched.err
        source = f"/api/sources/{watched.json()['source']}"
        wait_until(lambda: server.get(source).json()["documents"] == 2)
        folder_of(folder / "nye", 0)
        (folder / "nye" / "sag.md").write_text(text_about(50), encoding="utf-8")
        wait_until(lambda: server.get(source).json()["documents"] == 3)
        paused = run(server.home, "sources", "pause", source.rsplit("/", 1)[1])
        assert "sat på pause" in paused.out


def test_watching_without_a_server_stays_until_ctrl_c(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", folder_of(tmp_path / "sager", 2)
    with start(home, "ingest", str(folder), "--watch", "--json") as command:
        assert command.stdout is not None
        assert json.loads(command.stdout.readline())["watch"]
        assert json.loads(command.stdout.readline())["counts"]["added"] == 2
        command.send_signal(signal.SIGINT)
        _, err = command.communicate(timeout=60)
    assert (command.returncode, err) == (0, "")


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.putrequest("POST", "/api/uploads")
        for name, value in (KIND | OWN_PAGE | {"Content-Length": "100000"}).items():
            connection.putheader(name, value)
        connection.endheaders(form_of({"a.md": b"a" * 10_000})[:5_000])
        wait_until(lambda: list((server.home / "uploads").glob("*/a.md")))
        connection.close()
        wait_until(lambda: not list((server.home / "uploads").iterdir()))
        assert server.get("/api/runs").json()["runs"] == []

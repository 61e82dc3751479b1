"""The home folder: one process at a time, and nothing that a dead process left is believed."""

import json
import stat
import threading
import time
from pathlib import Path

import pytest

from ingest.home import SERVE, Home, HomeError, HomeInUseError, ServerAddress

SERVER = ServerAddress("127.0.0.1", 8321, "secret")


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "a" / "b")
    with home.hold("kkgpt ask"):
        assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
        assert not home.is_served()


def test_whoever_comes_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        Home(tmp_path).hold("kkgpt ingest"),
        pytest.raises(HomeInUseError, match=r"proces \d+ \(kkgpt ingest\)"),
    ):
        Home(tmp_path).hold("kkgpt ask").__enter__()
    with Home(tmp_path).hold("kkgpt ask"):
        pass


def test_a_command_that_ends_soon_is_waited_for(tmp_path: Path) -> None:
    held, order = threading.Event(), []

    def first() -> None:
        with Home(tmp_path).hold("kkgpt ask"):
            held.set()
            time.sleep(0.3)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    held.wait()
    with Home(tmp_path).hold("kkgpt search", patience=30):
        order.append("second")
        assert json.loads((tmp_path / "holder.json").read_text())["command"] == "kkgpt search"
    thread.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize(("command", "least", "most"), [("kkgpt ingest", 0.3, 5), (SERVE, 0, 0.25)])
def test_patience_ends_and_a_server_is_not_waited_for(
    tmp_path: Path, command: str, least: float, most: float
) -> None:
    with Home(tmp_path).hold(command):
        started = time.monotonic()
        with pytest.raises(HomeInUseError, match=command):
            Home(tmp_path).hold("kkgpt ask", patience=0.3).__enter__()
        assert least <= time.monotonic() - started < most


def test_it_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Home(tmp_path).hold("kkgpt ask"):
        raise RuntimeError
    with Home(tmp_path).hold("kkgpt ask"):
        pass


def test_a_server_announces_itself_to_the_owner_alone_and_is_forgotten(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.hold(SERVE):
        assert home.is_served()
        assert home.server() is None
        home.announce(SERVER)
        assert stat.S_IMODE((tmp_path / "server.json").stat().st_mode) == 0o600
        assert Home(tmp_path).server() == SERVER
    assert home.server() is None
    assert not home.is_served()


def test_what_a_killed_server_left_is_gone_once_the_folder_is_held_again(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text(json.dumps({"host": "127.0.0.1", "port": 1, "token": "old"}))
    with Home(tmp_path).hold("kkgpt ingest"):
        assert Home(tmp_path).server() is None


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"host": "a", "port": "x", "token": "t"}'])
def test_a_damaged_address_file_is_no_address(tmp_path: Path, content: str) -> None:
    (tmp_path / "server.json").write_text(content)
    assert Home(tmp_path).server() is None


@pytest.mark.parametrize(("name", "said"), [("file", "er en fil"), ("file/below", "er ikke en mappe")])
def test_a_path_that_is_a_file_is_refused(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match=said):
        Home(tmp_path / name).hold("kkgpt ask").__enter__()

"""The product as people run it: the command in a process of its own, and a real server on loopback."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

import ingest

ROOT = Path(__file__).parents[2]
SAMPLE = Path(ingest.__path__[0]) / "sample"
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server replied."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, which is JSON."""
        return json.loads(self.body)

    def events(self) -> list[tuple[str, Any]]:
        """The server-sent events of the body: name and data."""
        blocks = [block for block in self.body.decode().split("\n\n") if block.startswith("event: ")]
        parts = [block.removeprefix("event: ").split("\ndata: ") for block in blocks]
        return [(name, json.loads(data)) for name, data in parts]


@dataclass(frozen=True, slots=True)
class Server:
    """A running `kkgpt serve`."""

    process: subprocess.Popen[str]
    home: Path
    port: int

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_SECONDS)

    def stop(self) -> int:
        """Ask it to end; returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)

    def post(self, path: str, body: Any, **headers: str) -> Reply:
        """Send JSON; `body` is sent as it is when it is bytes."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("POST", path, data, {"Content-Type": "application/json", **named})

    def get(self, path: str) -> Reply:
        """Fetch a path."""
        return self.request("GET", path, None, {})

    def request(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        """Send a request as it stands."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, named, response.read())
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    status: int
    out: str
    err: str = field(repr=True)

    def json(self) -> Any:
        """What it printed with --json: one object and nothing else."""
        return json.loads(self.out)


def start(home: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start `kkgpt` over a home folder, with `settings` as variables of its environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KKGPT_")}
    return subprocess.Popen(
        [sys.executable, "-m", "kkgpt", *arguments],
        env={**environment, "KKGPT_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(home: Path, *arguments: str, **settings: str) -> Result:
    """Run `kkgpt` over a home folder to its end."""
    with start(home, *arguments, **settings) as process:
        out, err = process.communicate(timeout=2 * PATIENCE_SECONDS)
    return Result(process.returncode, out, err)


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """A server over a home folder, once it has told its address; it is ended afterwards, if it still runs."""
    with start(home, "serve", "--port", "0") as process:
        try:
            yield Server(process, home, _port(process))
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=PATIENCE_SECONDS)


def copy_home(home: Path, target: Path) -> Path:
    """A copy of a home folder that nobody holds, to be changed by a test."""
    shutil.copytree(home, target)
    return target


def wait_until(condition: Any, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until `condition()` is true; fails the test when it does not come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("what was waited for did not happen")
        time.sleep(0.02)


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that holds the sample corpus, ingested by the command. Nobody changes it: copy it."""
    home = tmp_path_factory.mktemp("ingested") / "home"
    result = run(home, "ingest", str(SAMPLE / "documents"))
    assert result.status == 0, result.err
    return home


@pytest.fixture
def home(ingested: Path, tmp_path: Path) -> Path:
    """A home folder of the test's own that holds the sample corpus."""
    return copy_home(ingested, tmp_path / "home")


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    """A server of the test's own over the sample corpus."""
    with serving(home) as running:
        yield running


@pytest.fixture(scope="session")
def shared_server(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the sample corpus for tests that only ask and look."""
    with serving(copy_home(ingested, tmp_path_factory.mktemp("shared") / "home")) as running:
        yield running


@pytest.fixture(scope="session")
def site(shared_server: Server) -> str:
    """The address of a server over the sample corpus."""
    return shared_server.url


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    line = process.stdout.readline()
    if "http://127.0.0.1:" not in line:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
        pytest.fail(f"the server did not start: {line}{err}")
    return int(line.split("http://127.0.0.1:")[1].split("/")[0])

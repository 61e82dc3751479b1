"""The command line's way to a server that holds the home folder; it starts fast, so it imports little."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingest.home import Home
from web.errors import ExpectedError

Json = dict[str, Any]
_ALIVE_SECONDS = 5.0
_ANSWER_SECONDS = 120.0


class Client:
    """Has the server at `host` and `port` carry out commands; `token` is the secret of its server.json.

    Every method raises ExpectedError: with the server's own message, or when the connection is lost.
    """

    def __init__(self, host: str, port: int, token: str) -> None:
        self._host = host.strip("[]")
        self._port = port
        self._token = token

    def is_alive(self) -> bool:
        """Whether it is our server that answers there."""
        try:
            return self._get("/api/health", _ALIVE_SECONDS).get("product") == "kkgpt"
        except ExpectedError:
            return False

    def ask(self, question: str, as_of: str | None) -> Json:
        """The answer to a question."""
        return self._post("/api/ask", {"question": question, "as_of": as_of})

    def rehearse(self, question: str, as_of: str | None) -> Json:
        """The answer to a question; a server writes it into its journal like any other."""
        return self.ask(question, as_of)

    def search(self, query: str, most: int) -> Json:
        """The passages nearest to a query."""
        return self._post("/api/search", {"query": query, "k": most})

    def documents(self) -> Json:
        """The documents that answers are built on."""
        return self._get("/api/documents", _ANSWER_SECONDS)

    def version(self, document: str, number: int | None) -> Json:
        """A version of a document, the active one without a number."""
        path = f"/api/documents/{quote(document, safe='')}"
        return self._get(path if number is None else f"{path}/versions/{number}", _ANSWER_SECONDS)

    def ingest(
        self,
        paths: list[Path],
        dry_run: bool,
        progress: Callable[[int, int, str], None],
        waiting: Callable[[str], None],
    ) -> Json:
        """Have files and folders ingested; `progress` and `waiting` are told what the server tells."""
        body = {"paths": [str(path) for path in paths], "dry_run": dry_run}
        with self._request("POST", "/api/ingest", body, _ANSWER_SECONDS) as response:
            for event, data in _events(response):
                if event == "progress":
                    progress(data["done"], data["total"], data["name"])
                elif event == "waiting":
                    waiting(data["message"])
                elif event == "report":
                    return data
                elif event == "error":
                    raise ExpectedError(data["code"], data["message"], 500)
        raise _lost()

    def _get(self, path: str, seconds: float) -> Json:
        with self._request("GET", path, None, seconds) as response:
            return _parse(response.read())

    def _post(self, path: str, body: Json) -> Json:
        with self._request("POST", path, body, _ANSWER_SECONDS) as response:
            return _parse(response.read())

    @contextmanager
    def _request(self, method: str, path: str, body: Json | None, seconds: float) -> Iterator[HTTPResponse]:
        """The response to a request, if it is a success; its connection is closed in the end."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        connection = HTTPConnection(self._host, self._port, timeout=seconds)
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            response = connection.getresponse()
            if response.status != 200:
                error = _parse(response.read()).get("error", {})
                raise ExpectedError(
                    error.get("code", "server"),
                    error.get("message", "Serveren svarede ikke som ventet."),
                    response.status,
                )
            yield response
        except (OSError, HTTPException) as error:
            raise _lost() from error
        finally:
            connection.close()


def connect(home: Home, seconds: float = 30.0) -> Client | None:
    """The server that holds the home folder, if one does; one that is starting is waited for."""
    deadline = time.monotonic() + seconds
    while True:
        server = home.server()
        client = Client(server.host, server.port, server.token) if server else None
        if client and client.is_alive():
            return client
        if not home.is_served() or time.monotonic() > deadline:
            return None
        time.sleep(0.1)


def _events(response: HTTPResponse) -> Iterator[tuple[str, Json]]:
    """The server-sent events of a response: name and data. Comments are passed over."""
    name, data = "", ""
    for raw in response:
        line = raw.decode("utf-8").rstrip("\r\n")
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data = line.removeprefix("data: ")
        elif not line and data:
            yield name, _parse(data.encode())
            name, data = "", ""


def _parse(content: bytes) -> Json:
    try:
        parsed = json.loads(content)
    except ValueError:
        parsed = None
    return parsed if isinstance(parsed, dict) else {}


def _lost() -> ExpectedError:
    return ExpectedError("connection_lost", "Forbindelsen til serveren blev afbrudt. Prøv igen.", 503)

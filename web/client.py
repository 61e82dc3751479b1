"""The command line's way to a server that holds the home folder; it starts fast, so it imports little."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import quote

from ingest.home import Home
from web.client_control import ControlClient
from web.client_quarantine import QuarantineClient
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

    def check(
        self, text: str, stage: str = "question", before: Sequence[str] = (), language: str | None = None
    ) -> Json:
        """What the rules say of a text."""
        sent = {"text": text, "stage": stage, "before": list(before), "language": language}
        return self._post("/api/check", sent)

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

    def correct(self, document: str, field: str, value: str | None, note: str) -> Json:
        """Have a field of a document hold `value`, or nothing without one."""
        return self._send("PUT", _correction(document, field), {"value": value, "note": note})

    def undo_correction(self, document: str, field: str) -> Json:
        """Have a field of a document hold again what was read."""
        return self._send("DELETE", _correction(document, field), {})

    def retire(self, document: str) -> Json:
        """Take a document out of use."""
        return self._post(f"/api/documents/{quote(document, safe='')}/retire", {})

    def restore(self, document: str, version: int | None) -> Json:
        """Take a document into use again, in its newest version or the one named."""
        path = f"/api/documents/{quote(document, safe='')}"
        if version is None:
            return self._post(f"{path}/restore", {})
        return self._post(f"{path}/roll_back", {"version": version})

    def verify(self, repair: bool, progress: Callable[[int, int, str], None]) -> Json:
        """Have all that is stored compared, and repaired if asked to."""
        return self._follow("/api/verify", {"repair": repair}, progress, lambda _: None)

    def ingest(
        self, wish: Json, progress: Callable[[int, int, str], None], waiting: Callable[[str], None]
    ) -> Json:
        """Have what `web.administration_models.RunRequest` says ingested; the report of the run.

        `progress` and `waiting` are told what the server tells.
        """
        return self._follow("/api/ingest", wish, progress, waiting)

    def _follow(
        self,
        path: str,
        wish: Json,
        progress: Callable[[int, int, str], None],
        waiting: Callable[[str], None],
    ) -> Json:
        """The report at the end of a stream of events."""
        with self._request("POST", path, wish, _ANSWER_SECONDS) as response:
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

    def stay(self, _: Callable[[Json], None]) -> bool:
        """The server looks after the sources; returns that this process does not."""
        return False

    def runs(self, most: int) -> Json:
        """The newest runs."""
        return self._get(f"/api/runs?limit={most}", _ANSWER_SECONDS)

    def run(self, run: str) -> Json:
        """One run with its files."""
        return self._get(f"/api/runs/{quote(run, safe='')}", _ANSWER_SECONDS)

    def cancel_run(self, run: str) -> Json:
        """Cancel a run."""
        return self._post(f"/api/runs/{quote(run, safe='')}/cancel", {})

    def sources(self) -> Json:
        """The sources that are in use."""
        return self._get("/api/sources", _ANSWER_SECONDS)

    def add_source(self, wish: Json) -> Json:
        """Register a source."""
        return self._post("/api/sources", wish)

    def change_source(self, source: str, change: Json) -> Json:
        """Change what is given of a source."""
        return self._send("PATCH", f"/api/sources/{quote(source, safe='')}", change)

    def remove_source(self, source: str) -> Json:
        """Ingest a source no more."""
        return self._send("DELETE", f"/api/sources/{quote(source, safe='')}", {})

    @property
    def quarantine(self) -> QuarantineClient:
        """The documents that are held back."""
        return QuarantineClient(lambda path: self._get(path, _ANSWER_SECONDS), self._send)

    @property
    def control(self) -> ControlClient:
        """Change control: policies, pauses, the audit log."""

        def fetch(path: str) -> Json:
            return self._get(path, _ANSWER_SECONDS)

        def follow(path: str, wish: Json, progress: Callable[[int, int, str], None]) -> Json:
            return self._follow(path, wish, progress, lambda _: None)

        return ControlClient(fetch, self._send, follow)

    def _get(self, path: str, seconds: float) -> Json:
        with self._request("GET", path, None, seconds) as response:
            return _parse(response.read())

    def _post(self, path: str, body: Json) -> Json:
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: Json) -> Json:
        with self._request(method, path, body, _ANSWER_SECONDS) as response:
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


def _correction(document: str, field: str) -> str:
    from web.correcting import field_named  # one command alone needs it

    return f"/api/documents/{quote(document, safe='')}/corrections/{quote(field_named(field), safe='')}"


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

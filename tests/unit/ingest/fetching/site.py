"""A website on loopback whose pages the tests write, and fetchers that may ask it."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from ingest.fetching import Fetched, Fetcher, FetchSettings, Harvest, Known, WebSource
from ingest.fetching.asking import Delivery
from ingest.fetching.fetcher import Errand
from ingest.fetching.pace import Pace
from ingest.fetching.public_internet import IPAddress

HTML = "text/html; charset=utf-8"
QUICK = FetchSettings(
    contact="drift@kommune.example",
    version="1.2",
    delay_seconds=0,
    backoff_seconds=0.5,
    read_seconds=5,
    limit_bytes=200_000,
)


@dataclass(slots=True)
class Answer:
    """What a path answers; `parts` follow the body one by one, each after a short while."""

    body: bytes | str = b""
    kind: str | None = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    parts: Iterator[bytes] | None = None
    announces_length: bool = True


Page = Answer | Callable[["Request"], Answer]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, and how many times that path was asked before."""

    path: str
    headers: Mapping[str, str]
    before: int


class Site(ThreadingHTTPServer):
    """A server on loopback that answers with `pages` and notes what it was asked."""

    daemon_threads = True

    def __init__(self, pages: Mapping[str, Page] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Page] = dict(pages or {})
        self.requests: list[Request] = []
        self.stopping = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up in the middle are what some tests are about."""

    @property
    def host(self) -> str:
        """The host as allow-lists name it."""
        return f"127.0.0.1:{self.server_port}"

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def asked(self) -> list[str]:
        """The paths that were asked for, robots.txt apart."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def last(self, path: str) -> Mapping[str, str]:
        """The headers of the last request for a path."""
        return next(request.headers for request in reversed(self.requests) if request.path == path)


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        before = sum(request.path == self.path for request in self.server.requests)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, before)
        self.server.requests.append(request)
        page = self.server.pages.get(self.path, Answer(status=404))
        self._send(page if isinstance(page, Answer) else page(request))

    def _send(self, answer: Answer) -> None:
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        if answer.kind is not None:
            self.send_header("Content-Type", answer.kind)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.parts is None and answer.announces_length and answer.status != 304:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.close_connection = True
        self.end_headers()
        try:
            self.wfile.write(body)
            for part in answer.parts or ():
                if self.server.stopping:
                    break
                self.wfile.write(part)
                time.sleep(0.01)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


@contextmanager
def served(pages: Mapping[str, Page] | None = None) -> Iterator[Site]:
    """A site that answers until the end of the block."""
    with Site(pages) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        site.stopping = True
        site.shutdown()
        thread.join()


def on_loopback(ip: IPAddress) -> bool:
    """The addresses that the tests may connect to."""
    return ip.is_loopback


def quick_fetcher(settings: FetchSettings = QUICK, waits: list[float] | None = None) -> Fetcher:
    """A fetcher that may ask loopback and does not really wait; how long it would have is noted in `waits`."""
    return Fetcher(
        settings,
        is_permitted=on_loopback,
        pace=Pace((waits if waits is not None else []).append, lambda: 0.0),
    )


def sent(
    fetcher: Fetcher, site: Site, path: str, known: Mapping[str, Known] | None = None
) -> tuple[Delivery, bytes]:
    """Fetch one path of a site: what was delivered, and its body."""
    body = BytesIO()
    delivery = fetcher.fetch(site.at(path), body, Errand(frozenset({site.host}), known or {}, lambda: False))
    return delivery, body.getvalue()


@dataclass(frozen=True, slots=True)
class Run:
    """What fetching a source gave."""

    documents: list[Fetched]
    complete: bool
    problem: str | None

    def paths(self) -> list[str]:
        """The paths of the documents, in the order in which they came."""
        return ["/" + document.address.split("/", 3)[3] for document in self.documents]


def fetch(
    source: WebSource,
    folder: Path,
    known: Mapping[str, Known] | None = None,
    settings: FetchSettings = QUICK,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Run:
    """Fetch a source of the tests' sites to the end."""
    with quick_fetcher(settings) as fetcher:
        harvest = Harvest(fetcher, source, known or {}, folder, lambda *_: None, is_cancelled)
        return Run(list(harvest), harvest.complete, harvest.problem)

"""One address fetched: checked at every hop, at the host's pace, tried again when that may help."""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from types import TracebackType
from typing import BinaryIO, Self

import httpx

from ingest.fetching import problems
from ingest.fetching.addresses import canonical, check, host_of, resolve
from ingest.fetching.asking import Delivery, ask, standing_headers
from ingest.fetching.connecting import CheckedBackend, CheckedTransport, Watch
from ingest.fetching.pace import Pace
from ingest.fetching.problems import HiccupError, UnfetchableError
from ingest.fetching.public_internet import Permission, Resolver, is_public, look_up
from ingest.fetching.robots import Robots
from ingest.fetching.web_source import Known

_PRODUCT = "kkgpt"
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERS = frozenset({200, 304, 404, 410})


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How hosts are asked, and how much is taken.

    `contact` is where their owners can complain, a web or mail address; it and `version`, the product's, are shown to
    them. `attempts` are those for one address, with `backoff_seconds` after the first and twice as long after each
    further one, unless the server names a time up to `longest_wait_seconds`. The connection, each step of reading and
    one whole attempt have their limits.
    """

    contact: str = ""
    version: str = "0"
    delay_seconds: float = 1.0
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    whole_seconds: float = 120.0
    attempts: int = 3
    backoff_seconds: float = 2.0
    longest_wait_seconds: float = 120.0
    limit_bytes: int = 40 * 2**20


@dataclass(frozen=True, slots=True)
class Errand:
    """What an address is fetched for: the hosts that may be asked, what is known, and whether it is still wanted."""

    hosts: frozenset[str]
    known: Mapping[str, Known]
    is_cancelled: Callable[[], bool]

    def unconditional(self) -> "Errand":
        """The same, for content that is needed even if it did not change."""
        return replace(self, known={})


class Fetcher:
    """Fetches addresses, one after the other; for one run and one thread.

    Proxies and `.netrc` of the environment are not used: behind a proxy nobody could check which IP address is
    connected to. `is_permitted`, `find`, `pace` and `tls` replace the check of IP addresses, the look-up of names,
    the waiting and the trusted certificates.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        is_permitted: Permission = is_public,
        find: Resolver = look_up,
        pace: Pace | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.settings = settings
        self._watch = Watch()
        self._pace = pace or Pace()
        self._robots = Robots(_PRODUCT)
        self._client = httpx.Client(
            transport=CheckedTransport(CheckedBackend(find, is_permitted, self._watch), tls),
            headers=standing_headers(_PRODUCT, settings.version, settings.contact),
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str, into: BinaryIO, errand: Errand) -> Delivery:
        """Follow an address to its document and write that into the file `into`.

        The answer's status is 200, 304 (only to a request made conditional by what is known), 404 or 410. Raises
        `UnfetchableError` for everything else, and `CancelledError`.
        """
        self._client.cookies.clear()  # they serve a chain of redirects, and must not change what later pages show
        delivery = self._follow(address, into, errand, asks_robots=True)
        if delivery.status not in _ANSWERS:
            raise UnfetchableError(problems.status(delivery.status))
        return delivery

    def _load_robots(self, address: str, errand: Errand) -> bytes:
        body = BytesIO()
        delivery = self._follow(address, body, errand.unconditional(), asks_robots=False)
        return body.getvalue() if delivery.status == 200 else b""

    def _follow(self, address: str, into: BinaryIO, errand: Errand, asks_robots: bool) -> Delivery:
        for _ in range(_MOST_REDIRECTS + 1):
            check(address, errand.hosts)
            if asks_robots:
                self._robots.check(address, lambda place: self._load_robots(place, errand))
            delivery = self._insist(address, into, errand)
            if delivery.status not in _REDIRECTS:
                return delivery
            address = _next_hop(delivery)
        raise UnfetchableError(problems.REDIRECTS)

    def _insist(self, address: str, into: BinaryIO, errand: Errand) -> Delivery:
        """Ask, and ask again after a while when that may help."""
        host = host_of(address)
        delay = max(self.settings.delay_seconds, self._robots.delay_seconds(address))
        attempt = 1
        while True:
            self._pace.before(host, delay, errand.is_cancelled)
            try:
                delivery = self._attempt(address, into, errand)
                self._pace.worked(host)
                return delivery
            except UnfetchableError as error:
                wait = self._wait_after(error, attempt)
                if wait is None:
                    self._note_failure(host, error)
                    raise
            finally:
                self._pace.after(host)
            self._pace.wait(wait, errand.is_cancelled)
            attempt += 1

    def _attempt(self, address: str, into: BinaryIO, errand: Errand) -> Delivery:
        self._watch.start(self.settings.whole_seconds, errand.is_cancelled)
        known = errand.known.get(canonical(address))
        return ask(self._client, address, into, known, self.settings.limit_bytes)

    def _wait_after(self, error: UnfetchableError, attempt: int) -> float | None:
        """The seconds before the next attempt, or None if there is none."""
        if not isinstance(error, HiccupError) or attempt == self.settings.attempts:
            return None
        if error.wait_seconds is None:
            return float(self.settings.backoff_seconds * 2 ** (attempt - 1))
        return error.wait_seconds if error.wait_seconds <= self.settings.longest_wait_seconds else None

    def _note_failure(self, host: str, error: UnfetchableError) -> None:
        if error.is_passing:
            asked_for_peace = isinstance(error, HiccupError) and error.wait_seconds is not None
            self._pace.failed(host, asked_for_peace)


def _next_hop(delivery: Delivery) -> str:
    """Where a redirect leads; raises `UnfetchableError` if that is nowhere, or out of the encrypted web."""
    following = resolve(delivery.address, delivery.headers.get("Location", ""))
    if following is None or not delivery.headers.get("Location"):
        raise UnfetchableError(problems.REDIRECT_LOST)
    if delivery.address.startswith("https:") and following.startswith("http:"):
        raise UnfetchableError(problems.DOWNGRADE)
    return following

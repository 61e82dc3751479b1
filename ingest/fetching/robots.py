"""What hosts allow programs to fetch: robots.txt as RFC 9309 reads it, asked for once a run."""

from collections.abc import Callable

import httpx
from protego import Protego

from ingest.fetching import problems
from ingest.fetching.addresses import host_of
from ingest.fetching.problems import UnfetchableError

_LIMIT_BYTES = 500 * 1024
_LONGEST_DELAY_SECONDS = 60.0


class Robots:
    """The rules of the hosts met so far, for the program named `agent`."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._rules: dict[str, Protego | UnfetchableError] = {}

    def check(self, address: str, load: Callable[[str], bytes]) -> None:
        """Raise `UnfetchableError` unless the address may be fetched.

        `load` gives what lies at the address of a robots.txt, nothing if there is none, or raises `UnfetchableError`
        when that cannot be known; then nothing of the host is fetched.
        """
        origin = _origin(address)
        if origin not in self._rules:
            self._rules[origin] = _read(origin, load)
        rules = self._rules[origin]
        if isinstance(rules, UnfetchableError):
            raise UnfetchableError(str(rules), rules.is_passing)
        if not rules.can_fetch(address, self._agent):
            raise UnfetchableError(problems.forbidden_by_robots(host_of(address)))

    def delay_seconds(self, address: str) -> float:
        """The seconds between two requests that the host asks for, within reason."""
        rules = self._rules.get(_origin(address))
        asked = rules.crawl_delay(self._agent) if isinstance(rules, Protego) else None
        return min(asked or 0.0, _LONGEST_DELAY_SECONDS)


def _read(origin: str, load: Callable[[str], bytes]) -> Protego | UnfetchableError:
    try:
        data = load(f"{origin}/robots.txt")[:_LIMIT_BYTES]
    except UnfetchableError as error:
        if error.is_passing:
            return UnfetchableError(problems.robots_unreadable(host_of(origin)), is_passing=True)
        return error
    return Protego.parse(data.decode("utf-8-sig", errors="replace"))


def _origin(address: str) -> str:
    return f"{httpx.URL(address).scheme}://{host_of(address)}"

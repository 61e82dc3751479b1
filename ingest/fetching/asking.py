"""One request and its answer, with every failure told in the words of `problems`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

import httpcore
import httpx

from ingest.fetching import problems
from ingest.fetching.body import save_body
from ingest.fetching.problems import HiccupError, UnfetchableError
from ingest.fetching.web_source import Known

_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_PLAIN = 0x20, 0x7E


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an address answered; its body was written only if the status is 200."""

    address: str
    status: int
    headers: httpx.Headers


def standing_headers(product: str, version: str, contact: str) -> dict[str, str]:
    """What goes with every request: who asks, and what is wanted. Only gzip, the one packing that can be bounded."""
    shown = "".join(sign for sign in contact if _PLAIN[0] <= ord(sign) <= _PLAIN[1] and sign not in "()")
    return {
        "User-Agent": f"{product}/{version}" + (f" (+{shown})" if shown else ""),
        "Accept": "text/html, application/pdf, application/xml;q=0.9, */*;q=0.8",
        "Accept-Language": "da, en;q=0.5",
        "Accept-Encoding": "gzip",
    }


def ask(
    client: httpx.Client, address: str, into: BinaryIO, known: Known | None, limit_bytes: int
) -> Delivery:
    """Send one request; raises `HiccupError` for what may work at once, else `UnfetchableError`."""
    conditions = _conditions(known)
    with _failures_told(), client.stream("GET", address, headers=conditions) as response:
        status = response.status_code
        if status in _BUSY or status > 504:
            raise HiccupError(problems.status(status), _wait_seconds(response.headers.get("Retry-After", "")))
        if status == 304 and not conditions:
            raise UnfetchableError(problems.status(status))
        if status == 200:
            save_body(response, into, limit_bytes)
        return Delivery(address, status, response.headers)


def _conditions(known: Known | None) -> Mapping[str, str]:
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    return {name: value for name, value in stated.items() if value}


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException:
        raise HiccupError(problems.SILENT) from None
    except httpcore.ConnectError as error:
        raise HiccupError(problems.UNREACHABLE) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise HiccupError(problems.BROKEN_OFF) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:  # a redirect to what is no address
        raise UnfetchableError(problems.REDIRECT_LOST) from error


def _wait_seconds(retry_after: str) -> float | None:
    """What a Retry-After header asks for: seconds, or a date."""
    if retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())

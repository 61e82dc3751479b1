"""Connections that go only to an IP address that was checked, and that end when their time is up.

A name is looked up once, for the connection itself: a name server that answers differently the second time is never
asked. TLS still verifies the host's name, because only the socket is given the IP address.
"""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_address
from typing import Any

import httpcore
import httpx

from ingest.fetching import problems
from ingest.fetching.problems import CancelledError, HiccupError, UnfetchableError
from ingest.fetching.public_internet import IPAddress, Permission, Resolver

_MOST_ADDRESSES = 4
_IDLE_SECONDS = 30.0


class Watch:
    """How long what is under way may still take, and whether it is still wanted."""

    def __init__(self) -> None:
        self._until = float("inf")
        self._is_cancelled: Callable[[], bool] = lambda: False

    def start(self, seconds: float, is_cancelled: Callable[[], bool]) -> None:
        """From now on, no more than so many seconds."""
        self._until, self._is_cancelled = time.monotonic() + seconds, is_cancelled

    def limit(self, timeout: float | None) -> float:
        """The seconds that the next step may take; raises when there are none, or when it is not wanted."""
        if self._is_cancelled():
            raise CancelledError
        left = self._until - time.monotonic()
        if left <= 0:
            raise UnfetchableError(problems.TOO_SLOW, is_passing=True)
        return left if timeout is None else min(left, timeout)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the IP address that was looked up and found to be permitted."""

    def __init__(self, find: Resolver, is_permitted: Permission, watch: Watch) -> None:
        self._find, self._is_permitted, self._watch = find, is_permitted, watch
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers; none is tried if one is not permitted."""
        failure: Exception = HiccupError(problems.unknown_host(host))
        for ip in self._permitted(host, port)[:_MOST_ADDRESSES]:
            try:
                stream = self._sockets.connect_tcp(
                    str(ip), port, self._watch.limit(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _WatchedStream(stream, self._watch)
        raise failure

    def _permitted(self, host: str, port: int) -> list[IPAddress]:
        try:
            found = [ip_address(ip) for ip in self._find(host, port)]
        except (OSError, ValueError):  # a name that IDNA cannot encode is a ValueError
            raise HiccupError(problems.unknown_host(host)) from None
        if not all(map(self._is_permitted, found)):
            raise UnfetchableError(problems.internal(host))
        return found


class _WatchedStream(httpcore.NetworkStream):
    """A stream each step of which keeps to the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream, watch: Watch) -> None:
        self._stream, self._watch = stream, watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, self._watch.limit(timeout))
        except httpcore.ReadTimeout:
            self._watch.limit(timeout)  # was it this step that took too long, or all of them together?
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._watch.limit(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._watch.limit(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise UnfetchableError(problems.CERTIFICATE) from error
            raise
        return _WatchedStream(secured, self._watch)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """httpx over a `CheckedBackend`: no proxy, no HTTP/2, and the exceptions of httpcore."""

    def __init__(self, backend: CheckedBackend, tls: ssl.SSLContext | None = None) -> None:
        context = tls or httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(context, keepalive_expiry=_IDLE_SECONDS, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; its body is read from the response as it comes."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, extensions=dict(request.extensions)
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of a response as it comes from the network."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()

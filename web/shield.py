"""What every request passes and every response carries, whatever route it takes."""

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.messages import message
from web.models import error_body
from web.uploads import MEGABYTE
from web.uploads import MOST_BYTES as MOST_BYTES_OF_FILES

MOST_BYTES = 256 * 1024
_MOST_BYTES_OF_PATHS = 4 * 1024 * 1024  # the shell's limit for a command with its arguments is 2 MB
_FORM = "multipart/form-data"
_FORM_PATH = "/api/uploads"
_MOST_BYTES_OF_FORM = MOST_BYTES_OF_FILES + MOST_BYTES  # what takes it says better that it is too large
HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_READING = ("GET", "HEAD", "OPTIONS")


class Shield:
    """Refuses foreign host names, large bodies and writes that are not JSON; adds the security headers.

    A foreign host name is how a web page elsewhere reaches a server on this machine (DNS rebinding). A form
    on such a page cannot send JSON, so writes that are not JSON are refused (cross-site request forgery). Files are
    sent by a form all the same: there the browser has to say that it comes from our own page, or the sender shows
    the `token`.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                headers = MutableHeaders(scope=sent)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(sent)

        await (_refusal(scope, self._token) or self._app)(
            scope, _limited(receive, _most(scope)), send_with_headers
        )


def _refusal(scope: Scope, token: str) -> ASGIApp | None:
    headers = Headers(scope=scope)
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if host_name(headers.get("host", "")) not in HOSTS:
        return _error(421, "wrong_host")
    if int(headers.get("content-length", "0")) > _most(scope):
        if scope["path"] == _FORM_PATH:
            return _error(413, "upload_too_large", megabytes=MOST_BYTES_OF_FILES // MEGABYTE)
        return _error(413, "too_large", kilobytes=_most(scope) // 1024)
    if scope["method"] in _READING:
        return None
    if scope["path"] == _FORM_PATH:
        if kind != _FORM:
            return _error(415, "not_multipart")
        return None if is_own(headers, token) else _error(403, "foreign_origin")
    return None if kind == "application/json" else _error(415, "not_json")


def is_own(headers: Headers, token: str) -> bool:
    """Whether a request comes from one of our own pages, as its browser says, or from who knows the token.

    No page can set `Sec-Fetch-Site` or `Origin` itself.
    """
    if secrets.compare_digest(headers.get("authorization", "").encode(), f"Bearer {token}".encode()):
        return True
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return headers.get("origin", "") == f"http://{headers.get('host', '')}"


def _most(scope: Scope) -> int:
    """The most bytes that the body of a request may have."""
    if scope["path"] == _FORM_PATH:
        return _MOST_BYTES_OF_FORM
    return _MOST_BYTES_OF_PATHS if scope["path"] in ("/api/ingest", "/api/runs") else MOST_BYTES


def _limited(receive: Receive, most: int) -> Receive:
    """`receive`, failing with status 413 when a body that did not tell its size turns out too large."""
    total = 0

    async def receive_some() -> Message:
        nonlocal total
        received = await receive()
        total += len(received.get("body", b""))
        if total > most:
            raise HTTPException(413)
        return received

    return receive_some


def _error(status: int, code: str, **values: object) -> JSONResponse:
    return JSONResponse(error_body(code, message(code, "da", **values)), status_code=status)


def host_name(host: str) -> str:
    """The name without its port."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()

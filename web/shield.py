"""What every request passes and every response carries, whatever route it takes."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.messages import message
from web.models import error_body

MOST_BYTES = 256 * 1024
_MOST_BYTES_OF_PATHS = 4 * 1024 * 1024  # the shell's limit for a command with its arguments is 2 MB
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
    on such a page cannot send JSON, so writes that are not JSON are refused (cross-site request forgery).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

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

        await (_refusal(scope) or self._app)(scope, _limited(receive, _most(scope)), send_with_headers)


def _refusal(scope: Scope) -> ASGIApp | None:
    headers = Headers(scope=scope)
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if host_name(headers.get("host", "")) not in HOSTS:
        return _error(421, "wrong_host")
    if int(headers.get("content-length", "0")) > _most(scope):
        return _error(413, "too_large", kilobytes=_most(scope) // 1024)
    if scope["method"] not in _READING and kind != "application/json":
        return _error(415, "not_json")
    return None


def _most(scope: Scope) -> int:
    """The most bytes that the body of a request may have."""
    return _MOST_BYTES_OF_PATHS if scope["path"] == "/api/ingest" else MOST_BYTES


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

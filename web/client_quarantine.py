"""The quarantine by way of a server: the same methods as `web.quarantine_commands.QuarantineCommands`."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]


class QuarantineClient:
    """Has a server carry out commands; `fetch` gives what a GET replies, `send` what a request with a body replies."""

    def __init__(self, fetch: Callable[[str], Json], send: Callable[[str, str, Json], Json]) -> None:
        self._fetch = fetch
        self._send = send

    def list(self, status: str | None) -> Json:
        """What is or was held back."""
        return self._fetch(f"/api/quarantine?status={status}" if status else "/api/quarantine")

    def show(self, number: int) -> Json:
        """One document with what was read and found."""
        return self._fetch(f"/api/quarantine/{number}")

    def rule(self, action: str, number: int, ruling: Json) -> Json:
        """Carry out a ruling: release, reject or reopen."""
        return self._send("POST", f"/api/quarantine/{number}/{action}", ruling)

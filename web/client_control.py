"""Change control by way of a server: the same methods as `web.control_commands.ControlCommands`."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

Json = dict[str, Any]
Told = Callable[[int, int, str], None]


class ControlClient:
    """Has a server carry out commands of change control.

    `fetch` gives what a GET replies, `send` what a request with a body replies, `follow` the report at the end of a
    stream of events.
    """

    def __init__(
        self,
        fetch: Callable[[str], Json],
        send: Callable[[str, str, Json], Json],
        follow: Callable[[str, Json, Told], Json],
    ) -> None:
        self._fetch = fetch
        self._send = send
        self._follow = follow

    def show(self) -> Json:
        """The policy in force."""
        return self._fetch("/api/policy")

    def history(self) -> Json:
        """Every policy."""
        return self._fetch("/api/policy/history")

    def propose(self, source: str, by: str, reason: str) -> Json:
        """Propose a policy."""
        return self._send("POST", "/api/policy", {"source": source, "by": by, "reason": reason})

    def shadow(self, policy: int | None, days: int, progress: Told) -> Json:
        """Run a proposal in shadow."""
        return self._follow("/api/policy/shadow", {"policy": policy, "days": days}, progress)

    def activate(self, policy: int, by: str) -> Json:
        """Put a proposal in force."""
        return self._send("POST", f"/api/policy/{policy}/activate", {"by": by})

    def discard(self, policy: int, by: str) -> Json:
        """Take a proposal back."""
        return self._send("POST", f"/api/policy/{policy}/discard", {"by": by})

    def decide_clause(self, rule: str, wish: Json) -> Json:
        """Settle a clause's passage."""
        return self._send("PUT", f"/api/clauses/{quote(rule, safe='')}", wish)

    def pauses(self) -> Json:
        """The pauses."""
        return self._fetch("/api/pauses")

    def ask_pause(self, wish: Json) -> Json:
        """Ask for a pause."""
        return self._send("POST", "/api/pauses", wish)

    def confirm_pause(self, pause: int, by: str) -> Json:
        """Confirm a pause."""
        return self._send("POST", f"/api/pauses/{pause}/confirm", {"by": by})

    def end_pause(self, pause: int, by: str) -> Json:
        """End a pause."""
        return self._send("POST", f"/api/pauses/{pause}/end", {"by": by})

    def audit(self, action: str, most: int) -> Json:
        """Lines of the audit log."""
        return self._fetch(f"/api/audit?{urlencode({'action': action, 'limit': most})}")

    def record_figures(self, figures: Json) -> Json:
        """Have the figures of an evaluation of the rules kept; the notice page shows them."""
        return self._send("POST", "/api/measurements", figures)

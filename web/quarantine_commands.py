"""The commands of the quarantine, in this process or by way of a server."""

from collections.abc import Callable
from typing import Any

from web.quarantine_models import HeldStatus, RulingRequest
from web.quarantine_operations import QuarantineOperations

Json = dict[str, Any]


class QuarantineCommands:
    """Carries out commands in this process; ExpectedError for what is refused."""

    def __init__(self, operations: QuarantineOperations) -> None:
        self._operations = operations

    def list(self, status: HeldStatus | None) -> Json:
        """What is or was held back."""
        return self._operations.list(status).model_dump(mode="json")

    def show(self, number: int) -> Json:
        """One document with what was read and found."""
        return self._operations.show(number).model_dump(mode="json")

    def rule(self, action: str, number: int, ruling: Json) -> Json:
        """Carry out a ruling: release, reject or reopen."""
        acts: dict[str, Callable[..., Any]] = {
            "release": self._operations.release,
            "reject": self._operations.reject,
            "reopen": self._operations.reopen,
        }
        done: Json = acts[action](number, RulingRequest.model_validate(ruling)).model_dump(mode="json")
        return done

"""What can be asked of an ingestion."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """What to ingest: `paths` on this machine, the registered `source` with this id, or the `upload` in a folder.

    With `dry_run` everything is read and compared, and nothing is written. With `accept_removals` documents are taken
    out of use even when suspiciously many of a source vanished.
    """

    paths: tuple[str, ...] = ()
    source: str | None = None
    upload: str | None = None
    dry_run: bool = False
    accept_removals: bool = False

    def as_json(self) -> dict[str, Any]:
        """The request as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Request":
        """The request that `as_json` wrote."""
        return cls(**{**value, "paths": tuple(value.get("paths", ()))})

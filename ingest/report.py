"""What a run did, for the administrator and for programs."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """A source that was not ingested, or not taken out of use, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file; `outcome` is as in `ingest.tables.RunFileRow`.

    `embedded` counts the texts whose vectors were computed. `changes` holds, for a document that was there before, the
    decisions that are new or differ and the earlier answers that cite passages that changed (`ingest.changes`);
    for one that is held back, its number in the quarantine.
    """

    name: str
    location: str
    outcome: str
    reason: str | None = None
    document: str | None = None
    version: int | None = None
    passages: int = 0
    embedded: int = 0
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """What a run did; `passages` counts those written, `seconds` is wall time.

    `kept` are documents that were not found any more and are still in use, `quarantined` those that are held back until
    an administrator has looked at them. `decisions` and `answers` gather the changes
    of all files.
    """

    run: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    renamed: int = 0
    joined: int = 0
    restored: int = 0
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    kept: list[Problem] = field(default_factory=list)
    quarantined: list[Problem] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    status: str = "done"
    dry_run: bool = False

    def count(self, result: FileResult) -> None:
        """Enter what became of a file."""
        if result.outcome in ("skipped", "failed", "kept", "quarantined"):
            problems: list[Problem] = getattr(self, result.outcome)
            problems.append(Problem(result.name, result.reason or ""))
        else:
            setattr(self, result.outcome, getattr(self, result.outcome) + 1)
        self.passages += result.passages
        self.embedded += result.embedded
        self.decisions += result.changes.get("decisions", [])
        self.answers += result.changes.get("answers", [])

    def as_json(self) -> dict[str, Any]:
        """The report as the command line, the web and the journal show it."""
        return asdict(self)

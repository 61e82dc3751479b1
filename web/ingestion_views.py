"""What the pages of ingestion show of a run, put in order for people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.intake import UPLOAD
from web.administration_models import RunCounts, RunDetail, RunFile, RunSummary
from web.administration_views import source_address

FILES_A_PAGE = 100
CHANGED_SHOWN = 100
UNDER_WAY = ("queued", "running", "interrupted")
RESULTS = (
    "failed",
    "quarantined",
    "kept",
    "skipped",
    "added",
    "updated",
    "renamed",
    "joined",
    "restored",
    "removed",
    "unchanged",
)
"""What can become of a file, in the order to show it: what somebody should look at comes first."""
_ACCEPTABLE = "--accept-removals"


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that is new, changed or gone; `address` is the place in the source, if it can be opened."""

    told: dict[str, Any]
    address: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A document with what changed in it."""

    document: str
    title: str
    decisions: tuple[Change, ...]
    answers: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as its page shows it.

    `files` are those on this page of them and of the result that was `chosen`; `waiting` are the names of sent files
    of which nothing was told yet, by their place in the queue. `changed_more` is how many documents changed beside
    those in `changed`. `kept` is what was not found and is still in use, and why; `acceptable` is whether another run
    takes it out of use if told to.
    """

    run: RunDetail
    chosen: str | None
    files: Sequence[RunFile]
    number: int
    pages: int
    waiting: dict[int, str]
    changed: Sequence[Changed]
    changed_more: int
    kept: Sequence[dict[str, str]]
    acceptable: bool

    @property
    def under_way(self) -> bool:
        """Whether something is still to happen to it."""
        return self.run.status in UNDER_WAY

    @property
    def listed(self) -> dict[str, int]:
        """How many of the listed files became what."""
        counts = Counter(file.outcome for file in _listed(self.run))
        return {result: counts[result] for result in RESULTS if counts[result]}


def run_view(run: RunDetail, names: Sequence[str], chosen: str | None, number: int) -> RunView:
    """A run with page `number` of its files; `names` are those of the files that were sent for it, in their order."""
    matching = [file for file in _listed(run) if chosen is None or file.outcome == chosen]
    ordered = sorted(matching, key=lambda file: _rank(file.outcome))
    if run.status in UNDER_WAY:
        ordered = matching[-FILES_A_PAGE:]
    pages = max(1, -(-len(ordered) // FILES_A_PAGE))
    first = (min(number, pages) - 1) * FILES_A_PAGE
    told = {file.location for file in run.files}
    changed = _changed(run)
    return RunView(
        run=run,
        chosen=chosen,
        files=ordered[first : first + FILES_A_PAGE],
        number=min(number, pages),
        pages=pages,
        waiting={place: name for place, name in enumerate(names) if f"{UPLOAD}{name}" not in told},
        changed=changed[:CHANGED_SHOWN],
        changed_more=max(0, len(changed) - CHANGED_SHOWN),
        kept=_kept(run),
        acceptable=run.source is not None and any(_ACCEPTABLE in told["reason"] for told in _kept(run)),
    )


def results(counts: RunCounts | None) -> dict[str, int]:
    """How many files became what, without what did not happen."""
    found = counts.model_dump() if counts else {}
    return {result: found[result] for result in RESULTS if found.get(result)}


def is_under_way(run: RunSummary) -> bool:
    """Whether something is still to happen to a run."""
    return run.status in UNDER_WAY


def _listed(run: RunDetail) -> list[RunFile]:
    """The files of a run, without those that are told of as kept."""
    return [file for file in run.files if file.outcome != "kept"]


def _rank(outcome: str) -> int:
    return RESULTS.index(outcome) if outcome in RESULTS else len(RESULTS)


def _kept(run: RunDetail) -> list[dict[str, str]]:
    kept: list[dict[str, str]] = (run.report or {}).get("kept", [])
    return kept


def _changed(run: RunDetail) -> list[Changed]:
    """The documents with changes, in the order of the report."""
    report = run.report or {}
    decisions, answers = report.get("decisions", []), report.get("answers", [])
    titles = {told["document"]: told["title"] for told in (*decisions, *answers)}
    of_document: dict[str, list[Change]] = {document: [] for document in titles}
    concerned: dict[str, list[dict[str, Any]]] = {document: [] for document in titles}
    for told in decisions:
        of_document[told["document"]].append(Change(told, _place(told, run.dry_run)))
    for told in answers:
        concerned[told["document"]].append(told)
    return [
        Changed(document, title, tuple(of_document[document]), tuple(concerned[document]))
        for document, title in titles.items()
    ]


def _place(told: dict[str, Any], dry_run: bool) -> str | None:
    """Where a decision stands: one that is gone in the version before; the version of a dry run was never written."""
    version = told["version"] - (told["change"] == "gone")
    if dry_run or version < 1:
        return None
    return source_address(told["document"], version, told["start"], told["end"])

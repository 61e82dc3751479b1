"""What can be asked about runs: the same for the machine interface, the pages and the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from ingest.holding import NUMBER
from ingest.report import FileResult
from ingest.requests import Request
from ingest.runs import Run, RunNotFoundError, RunOverError
from ingest.sources import InvalidSourceError, Source, SourceExistsError, SourceNotFoundError, Terms, name_of
from web.administration_models import (
    RunCounts,
    RunDetail,
    RunFile,
    RunList,
    RunOptions,
    RunProgress,
    RunRequest,
    RunSummary,
    Status,
)
from web.arguments import is_address
from web.errors import ExpectedError
from web.ingesting import Ingesting
from web.messages import message

_STATUSES: dict[str, Status] = {
    "queued": "queued",
    "running": "running",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
    "interrupted": "interrupted",
}


class RunOperations:
    """Asks for runs and looks them up. ExpectedError for an unknown id. Safe to use from several threads."""

    def __init__(self, ingesting: Ingesting) -> None:
        self._ingesting = ingesting

    def ask_for(self, wish: RunRequest) -> str:
        """Have a source or paths ingested; returns the id of the run. ExpectedError unless it is one of them."""
        if (wish.source is None) == (not wish.paths):
            raise ExpectedError(
                "invalid_request", message("invalid_request", "da", field="source, paths"), 422
            )
        if wish.source is not None:
            return self.ingest_source(wish.source, wish)
        return self.ingest(wish.paths, wish)

    def ingest(self, paths: Sequence[str], options: RunOptions) -> str:
        """Have files and folders, or one web address, ingested; returns the id of the run."""
        if not any(map(is_address, paths)):
            request = Request(tuple(paths), None, None, options.dry_run, options.accept_removals)
            return self._ingesting.background.submit(request)
        if len(paths) > 1:
            raise ExpectedError("addresses_alone", message("addresses_alone", "da"), 422)
        return self.ingest_source(self._page(paths[0]).id, options)

    def ingest_source(self, source: str, options: RunOptions) -> str:
        """Have a registered source ingested now; returns the id of the run."""
        try:
            self._ingesting.sources.get(source)
        except SourceNotFoundError as error:
            raise ExpectedError("source_not_found", message("source_not_found", "da"), 404) from error
        request = Request((), source, None, options.dry_run, options.accept_removals)
        return self._ingesting.background.submit(request)

    def ingest_upload(self, run: str, dry_run: bool) -> None:
        """Have the files ingested that were received for this run."""
        folder = str(self._ingesting.uploads.folder(run))
        self._ingesting.background.submit(Request(upload=folder, dry_run=dry_run), run)

    def list(self, limit: int = 20, before: str | None = None) -> RunList:
        """The newest runs, or those before the run `before`."""
        try:
            found = self._ingesting.runs.newest(limit + 1, before)
        except RunNotFoundError as error:
            raise _no_run() from error
        names = {source.id: source.terms.name for source in self._ingesting.sources.all()}
        shown = found[:limit]
        following = shown[-1].id if len(found) > limit else None
        return RunList(runs=[self.summary(run, names) for run in shown], next=following)

    def get(self, run: str, files_after: int = 0) -> RunDetail:
        """One run, without the first `files_after` of its files."""
        found = self._find(run)
        live = self._ingesting.background.progress(run)
        if live and found.request.dry_run:
            files, total = live.files[files_after:], len(live.files)
        else:
            files = self._ingesting.runs.files(run, files_after)
            total = files_after + len(files) if files else self._ingesting.runs.count_files(run)
        summary = self.summary(found).model_dump()
        return RunDetail(
            **summary, files=[_file(file) for file in files], files_total=total, report=found.report
        )

    def cancel(self, run: str) -> RunSummary:
        """Cancel a run: one that waits at once, one at work after the file at work."""
        try:
            self._ingesting.background.cancel(run)
        except RunNotFoundError as error:
            raise _no_run() from error
        except RunOverError as error:
            raise ExpectedError("run_over", message("run_over", "da"), 409) from error
        return self.summary(self._find(run))

    def summary(self, run: Run, names: dict[str, str] | None = None) -> RunSummary:
        """A run as one line; `names` are those of the sources, where they are known already."""
        name = self._name_of(run.request.source, names or {})
        return RunSummary(
            run=run.id,
            status=_STATUSES[run.status],
            kind=_kind(run.request),
            title=name or _title(run.request),
            source=run.request.source,
            source_name=name,
            dry_run=run.request.dry_run,
            requested_at=run.requested_at,
            started_at=run.started_at,
            finished_at=run.finished_at,
            reason=run.reason,
            counts=_counts(run.report) if run.report else None,
            seconds=run.report.get("seconds") if run.report else None,
            progress=self._progress(run.id),
        )

    def _find(self, run: str) -> Run:
        try:
            return self._ingesting.runs.get(run)
        except RunNotFoundError as error:
            raise _no_run() from error

    def _page(self, address: str) -> Source:
        """The source of a single web address, registered if it is not yet."""
        try:
            return self._ingesting.sources.add("page", address, Terms(name=name_of("page", address)))
        except SourceExistsError as error:
            return self._ingesting.sources.get(error.source)
        except InvalidSourceError as error:
            raise ExpectedError(error.code, str(error), 422) from error

    def _name_of(self, source: str | None, names: dict[str, str]) -> str | None:
        if source is None:
            return None
        return names.get(source) or self._ingesting.sources.get(source).terms.name

    def _progress(self, run: str) -> RunProgress | None:
        live = self._ingesting.background.progress(run)
        if live is None:
            return None
        return RunProgress(
            done=live.done,
            total=live.total,
            name=live.name,
            page=live.page,
            pages=live.pages,
            cancelling=live.cancelled,
        )


def _kind(request: Request) -> Literal["paths", "source", "upload"]:
    if request.source:
        return "source"
    return "upload" if request.upload else "paths"


def _title(request: Request) -> str:
    if request.upload:
        return "Uploadede filer"
    if len(request.paths) == 1:
        return Path(request.paths[0]).name or request.paths[0]
    return f"{len(request.paths)} filer og mapper"


def _counts(report: dict[str, Any]) -> RunCounts:
    told = {name: report.get(name, 0) for name in RunCounts.model_fields}
    return RunCounts(**{name: len(told) if isinstance(told, list) else told for name, told in told.items()})


def _file(file: FileResult) -> RunFile:
    return RunFile(
        name=file.name,
        location=file.location,
        outcome=file.outcome,
        reason=file.reason,
        document=file.document,
        version=file.version,
        passages=file.passages,
        embedded=file.embedded,
        quarantine=file.changes.get(NUMBER),
    )


def _no_run() -> ExpectedError:
    return ExpectedError("run_not_found", message("run_not_found", "da"), 404)

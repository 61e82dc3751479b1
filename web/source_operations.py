"""What can be asked about sources: the same for the machine interface, the pages and the command line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.sources import InvalidSourceError, Source, SourceNotFoundError, Terms, name_of
from web.administration_models import SourceChange, SourceList, SourceRequest, SourceView
from web.errors import ExpectedError
from web.ingesting import Ingesting
from web.messages import message
from web.run_operations import RunOperations


class SourceOperations:
    """Registers, changes and looks up sources. ExpectedError for an unknown id and for what is not valid."""

    def __init__(self, ingesting: Ingesting, runs: RunOperations) -> None:
        self._ingesting = ingesting
        self._runs = runs

    def list(self) -> SourceList:
        """The sources that are not removed, by name."""
        documents = self._ingesting.sources.count_documents()
        views = [self._view(source, documents) for source in self._ingesting.sources.all()]
        return SourceList(sources=views, folders=[str(folder) for folder in self._ingesting.folders])

    def get(self, source: str) -> SourceView:
        """One source, also when it was removed."""
        return self._show(lambda: self._ingesting.sources.get(source))

    def add(self, wish: SourceRequest, any_folder: bool) -> SourceView:
        """Register a source; with `any_folder` also a folder outside of those that the settings allow."""
        if wish.kind == "folder" and not any_folder and not self._is_allowed(wish.address):
            raise ExpectedError("folder_not_allowed", message("folder_not_allowed", "da"), 403)
        terms = Terms(
            name=wish.name or name_of(wish.kind, wish.address),
            pattern=wish.pattern,
            hosts=tuple(wish.hosts or ()),
            most=wish.most,
            attachments=wish.attachments,
            watch=wish.watch and wish.kind == "folder",
            every_minutes=wish.every_minutes,
            paused=wish.paused,
        )
        return self._show(lambda: self._ingesting.sources.add(wish.kind, wish.address, terms))

    def change(self, source: str, change: SourceChange) -> SourceView:
        """Change what is given of a source, and take its removal back if that is asked for."""
        given = change.model_dump(exclude_unset=True)
        if given.pop("removed", None) is False:
            self._show(lambda: self._ingesting.sources.remove(source, removed=False))
        return self._show(
            lambda: self._ingesting.sources.change(source, lambda terms: _revised(terms, given))
        )

    def remove(self, source: str) -> SourceView:
        """Ingest a source no more; its documents stay in use."""
        return self._show(lambda: self._ingesting.sources.remove(source))

    def _is_allowed(self, address: str) -> bool:
        try:
            folder = Path(address).resolve()
        except (OSError, RuntimeError, ValueError):
            return False
        return any(folder.is_relative_to(root.resolve()) for root in self._ingesting.folders)

    def _show(self, act: Callable[[], Source]) -> SourceView:
        try:
            source = act()
        except SourceNotFoundError as error:
            raise ExpectedError("source_not_found", message("source_not_found", "da"), 404) from error
        except InvalidSourceError as error:
            raise ExpectedError(
                error.code, str(error), 409 if error.code == "source_exists" else 422
            ) from error
        return self._view(source, self._ingesting.sources.count_documents())

    def _view(self, source: Source, documents: dict[str, int]) -> SourceView:
        runs, terms = self._ingesting.runs, source.terms
        ended = runs.ended_of(source.id)
        return SourceView(
            source=source.id,
            kind=source.kind,
            address=source.address,
            name=terms.name,
            pattern=terms.pattern,
            hosts=list(terms.hosts),
            most=terms.most,
            attachments=terms.attachments,
            watch=terms.watch,
            every_minutes=terms.every_minutes,
            paused=terms.paused,
            next_at=source.next_at,
            created_at=source.created_at,
            removed=source.removed,
            documents=documents.get(source.id, 0),
            failures=runs.failures_of(source.id),
            current_run=runs.pending_of(source.id),
            last_run=self._runs.summary(ended[0]) if ended else None,
        )


def _revised(terms: Terms, given: dict[str, Any]) -> Terms:
    """The terms with what is given; nothing in place of a value that there must be leaves it as it was."""
    kept = {"name", "attachments", "watch", "paused"}
    values = {name: value for name, value in given.items() if value is not None or name not in kept}
    if "hosts" in values:
        values["hosts"] = tuple(values["hosts"] or ())
    return replace(terms, **values)

"""The commands carried out in this process, with the JSON that a server would give."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from web.messages import message
from web.operations import Operations

Json = dict[str, Any]


class LocalCommands:
    """Carries out commands in this process; `web.client.Client` has a server do the same."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations

    def ask(self, question: str, as_of: str | None) -> Json:
        """The answer to a question; ExpectedError when there is no question in it."""
        return self._operations.ask(question, _day(as_of)).model_dump(mode="json")

    def search(self, query: str, most: int) -> Json:
        """The passages nearest to a query; ExpectedError when there is nothing to search for."""
        return self._operations.search(query, most).model_dump(mode="json")

    def documents(self) -> Json:
        """The documents that answers are built on."""
        return self._operations.documents().model_dump(mode="json")

    def version(self, document: str, number: int | None) -> Json:
        """A version of a document, the active one without a number; ExpectedError when there is none."""
        return self._operations.version(document, number).model_dump(mode="json")

    def rehearse(self, question: str, as_of: str | None) -> Json:
        """Like `ask`, without a place in the journal."""
        return self._operations.rehearse(question, _day(as_of)).model_dump(mode="json")

    def ingest(
        self,
        paths: list[Path],
        dry_run: bool,
        progress: Callable[[int, int, str], None],
        waiting: Callable[[str], None],
    ) -> Json:
        """Ingest files and folders."""
        report = self._operations.ingest(
            paths, dry_run, progress, lambda: waiting(message("ingestion_waits", "da"))
        )
        return report.model_dump(mode="json")


def _day(as_of: str | None) -> date | None:
    return date.fromisoformat(as_of) if as_of else None

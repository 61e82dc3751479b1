"""The commands carried out in this process, with the JSON that a server would give."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from web.administration_models import RunRequest, SourceChange, SourceRequest
from web.control_commands import ControlCommands
from web.document_operations import DocumentOperations
from web.errors import ExpectedError
from web.following import POLL_SECONDS, follow
from web.messages import message
from web.models import CheckRequest
from web.operations import Operations
from web.quarantine_commands import QuarantineCommands
from web.quarantine_operations import QuarantineOperations
from web.run_operations import RunOperations
from web.services import Services
from web.source_operations import SourceOperations

Json = dict[str, Any]
_LOOKED_AT = 100


class LocalCommands:
    """Carries out commands in this process; `web.client.Client` has a server do the same."""

    def __init__(self, services: Services) -> None:
        self._operations = Operations(services)
        self._ingesting = services.ingesting
        self._documents = DocumentOperations(services.activator, lambda: False)
        self._runs = RunOperations(services.ingesting)
        self._sources = SourceOperations(services.ingesting, self._runs)
        self.control = ControlCommands(services)
        self.quarantine = QuarantineCommands(
            QuarantineOperations(services.activator, services.governance.audit, lambda: False)
        )

    def ask(self, question: str, as_of: str | None) -> Json:
        """The answer to a question; ExpectedError when there is no question in it."""
        return self._operations.ask(question, _day(as_of)).model_dump(mode="json")

    def check(
        self, text: str, stage: str = "question", before: Sequence[str] = (), language: str | None = None
    ) -> Json:
        """What the rules say of a text."""
        sent = {"text": text, "stage": stage, "before": list(before), "language": language}
        wish = CheckRequest.model_validate(sent)
        found = self._operations.check(wish.text, wish.stage, wish.before, wish.language)
        return found.model_dump(mode="json")

    def search(self, query: str, most: int) -> Json:
        """The passages nearest to a query; ExpectedError when there is nothing to search for."""
        return self._operations.search(query, most).model_dump(mode="json")

    def documents(self) -> Json:
        """The documents that answers are built on."""
        return self._operations.documents().model_dump(mode="json")

    def version(self, document: str, number: int | None) -> Json:
        """A version of a document, the active one without a number; ExpectedError when there is none."""
        return self._operations.version(document, number).model_dump(mode="json")

    def correct(self, document: str, field: str, value: str | None, note: str) -> Json:
        """Have a field of a document hold `value`, or nothing without one."""
        return self._documents.correct(document, field, value, note)

    def undo_correction(self, document: str, field: str) -> Json:
        """Have a field of a document hold again what was read."""
        return self._documents.undo_correction(document, field)

    def retire(self, document: str) -> Json:
        """Take a document out of use."""
        return self._documents.retire(document)

    def restore(self, document: str, version: int | None) -> Json:
        """Take a document into use again, in its newest version or the one named."""
        return self._documents.restore(document, version)

    def verify(self, repair: bool, progress: Callable[[int, int, str], None]) -> Json:
        """Compare all that is stored, and repair it if asked to."""
        return self._documents.verify(repair, progress)

    def rehearse(self, question: str, as_of: str | None) -> Json:
        """Like `ask`, without a place in the journal."""
        return self._operations.rehearse(question, _day(as_of)).model_dump(mode="json")

    def ingest(
        self, wish: Json, progress: Callable[[int, int, str], None], waiting: Callable[[str], None]
    ) -> Json:
        """Ingest what `web.administration_models.RunRequest` says, after what waits already; the report of the run.

        ExpectedError when Ctrl+C stops it: the next ingestion goes on with it.
        """
        run = self._runs.ask_for(RunRequest.model_validate(wish))
        self._ingesting.start(with_schedule=False)
        try:
            return follow(self._ingesting, run, progress, waiting)
        except KeyboardInterrupt:
            told = message("ingestion_interrupted", "da")
            raise ExpectedError("ingestion_interrupted", told, 503) from None
        finally:
            self._ingesting.stop()

    def stay(self, show: Callable[[Json], None]) -> bool:
        """Look after the sources until Ctrl+C, and show the report of each run; returns whether this process does."""
        shown = {run.run for run in self._runs.list(_LOOKED_AT).runs if run.finished_at}
        self._ingesting.start()
        try:
            while True:
                for run in reversed(self._runs.list(_LOOKED_AT).runs):
                    if run.finished_at and run.run not in shown:
                        shown.add(run.run)
                        show(self.run(run.run))
                time.sleep(POLL_SECONDS)
        except KeyboardInterrupt:
            return True
        finally:
            self._ingesting.stop()

    def runs(self, most: int) -> Json:
        """The newest runs."""
        return self._runs.list(most).model_dump(mode="json")

    def run(self, run: str) -> Json:
        """One run with its files; ExpectedError when there is none."""
        return self._runs.get(run).model_dump(mode="json")

    def cancel_run(self, run: str) -> Json:
        """Cancel a run; ExpectedError when there is none, or it has ended."""
        return self._runs.cancel(run).model_dump(mode="json")

    def sources(self) -> Json:
        """The sources that are in use."""
        return self._sources.list().model_dump(mode="json")

    def add_source(self, wish: Json) -> Json:
        """Register a source; ExpectedError when it cannot be one."""
        return self._sources.add(SourceRequest.model_validate(wish), any_folder=True).model_dump(mode="json")

    def change_source(self, source: str, change: Json) -> Json:
        """Change what is given of a source; ExpectedError when there is none."""
        return self._sources.change(source, SourceChange.model_validate(change)).model_dump(mode="json")

    def remove_source(self, source: str) -> Json:
        """Ingest a source no more; ExpectedError when there is none."""
        return self._sources.remove(source).model_dump(mode="json")


def _day(as_of: str | None) -> date | None:
    return date.fromisoformat(as_of) if as_of else None

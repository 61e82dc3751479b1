"""What can be done with documents on the command line: correcting, taking out of use and back, verifying."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ingest.activation import Activator
from ingest.corrections import InvalidCorrectionError, correct, undo_correction
from ingest.lifecycle import HeldBackError, restore, retire, roll_back
from ingest.verify import Progress, Verifier
from web.correcting import field_named
from web.errors import ExpectedError
from web.messages import message

Json = dict[str, Any]


class DocumentOperations:
    """Changes and verifies documents, when no ingestion is at work; ExpectedError when something cannot be done."""

    def __init__(self, activator: Activator, is_ingesting: Callable[[], bool]) -> None:
        self._activator = activator
        self._is_ingesting = is_ingesting

    def correct(self, document: str, field: str, value: str | None, note: str) -> Json:
        """Have a field hold `value`, or nothing without one."""
        with self._told():
            correct(self._activator, document, field_named(field), value, note)
        return {"document": document}

    def undo_correction(self, document: str, field: str) -> Json:
        """Have a field hold again what was read."""
        with self._told():
            undo_correction(self._activator, document, field_named(field))
        return {"document": document}

    def retire(self, document: str) -> Json:
        """Take a document out of use; nothing is deleted."""
        with self._told():
            retire(self._activator.engine, document, "removed")
        return {"document": document}

    def restore(self, document: str, version: int | None) -> Json:
        """Take a document into use again, in its newest version or the one named."""
        with self._told():
            if version is None:
                restore(self._activator, document)
            else:
                roll_back(self._activator, document, version)
        return {"document": document}

    def verify(self, repair: bool, progress: Progress) -> Json:
        """What was looked at and found; see `ingest.verify`."""
        with self._told():
            return Verifier(self._activator).verify(progress, repair).as_json()

    @contextmanager
    def _told(self) -> Iterator[None]:
        lock = self._activator.exclusive
        if self._is_ingesting() or not lock.acquire(blocking=False):
            raise ExpectedError("ingestion_running", message("ingestion_running", "da"), 409)
        try:
            yield
        except InvalidCorrectionError as error:
            raise ExpectedError("invalid_correction", str(error), 422) from error
        except HeldBackError as error:
            raise ExpectedError("held_back", message("held_back", "da"), 409) from error
        except LookupError as error:
            if type(error) is not LookupError:  # a missing key or index is a mistake in the program
                raise
            raise ExpectedError("document_not_found", message("document_not_found", "da"), 404) from error
        finally:
            lock.release()

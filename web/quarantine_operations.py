"""What can be done with documents that are held back: to look at them, release, reject, take a rejection back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from assistant.answer import Language
from assistant.audit import Audit
from ingest.activation import Activator
from ingest.embedding.embedder import EmbeddingError
from ingest.layout import Layout, lay_out
from ingest.quarantine import AlreadyRuledError, Held, HeldLine, NotHeldError, Quarantine
from web.control_errors import told
from web.errors import ExpectedError
from web.messages import message
from web.quarantine_models import (
    HeldDetail,
    HeldDocument,
    HeldDocuments,
    HeldStatus,
    HiddenText,
    RulingRequest,
)

_MOST_HIDDEN = 200


class QuarantineOperations:
    """Carries out what an administrator decides and writes it into the audit log; ExpectedError where it cannot.

    While `is_ingesting` says that a run is at work, nothing is changed.
    """

    def __init__(self, activator: Activator, audit: Audit, is_ingesting: Callable[[], bool]) -> None:
        self._activator = activator
        self._audit = audit
        self._is_ingesting = is_ingesting
        self._quarantine = Quarantine(activator.engine)

    def count(self) -> int:
        """How many documents wait for a decision."""
        return self._quarantine.count()

    def list(self, status: HeldStatus | None = None) -> HeldDocuments:
        """All that is or was held back, or what stands so."""
        lines = self._quarantine.lines(status)
        return HeldDocuments(documents=[_document(line) for line in lines], held=self.count())

    def show(self, number: int, language: Language = "da") -> HeldDetail:
        """One document with what was read and found."""
        held, layout = self.held(number, language)
        return HeldDetail(
            **_document(held.line).model_dump(),
            former=held.former,
            text=layout.text,
            hidden=[
                HiddenText(how=one.how.value, text=one.text, page=one.page)
                for one in held.reading.hidden[:_MOST_HIDDEN]
            ],
            redacted=dict(held.reading.redacted),
        )

    def held(self, number: int, language: Language = "da") -> tuple[Held, Layout]:
        """A document as it is kept, and its text as it would be laid out."""
        with _told(language):
            held = self._quarantine.get(number)
        return held, lay_out(held.reading.blocks)

    def release(self, number: int, ruling: RulingRequest, language: Language = "da") -> HeldDocument:
        """Take a document into use as it was read."""
        with _told(language), told(language), self._alone(language):
            by, reason = self._audit.by(ruling.by), self._audit.because(ruling.reason)
            self._quarantine.release(self._activator, number, by, reason)
            return self._written("release", number, by, reason)

    def reject(self, number: int, ruling: RulingRequest, language: Language = "da") -> HeldDocument:
        """Keep a document out until its file changes."""
        with _told(language), told(language), self._alone(language):
            by, reason = self._audit.by(ruling.by), self._audit.because(ruling.reason)
            self._quarantine.reject(number, by, reason)
            return self._written("reject", number, by, reason)

    def reopen(self, number: int, ruling: RulingRequest, language: Language = "da") -> HeldDocument:
        """Take a rejection back: the document is held again."""
        with _told(language), told(language), self._alone(language):
            by, reason = self._audit.by(ruling.by), self._audit.because(ruling.reason)
            self._quarantine.reopen(number, by, reason)
            return self._written("reopen", number, by, reason)

    def _written(self, action: str, number: int, by: str, reason: str) -> HeldDocument:
        line = self._quarantine.get(number).line
        detail = {"reason": reason, "name": line.name, "document": line.document}
        self._audit.write(by, f"quarantine.{action}", str(number), detail)
        return _document(line)

    @contextmanager
    def _alone(self, language: Language) -> Iterator[None]:
        lock = self._activator.exclusive
        if self._is_ingesting() or not lock.acquire(blocking=False):
            raise ExpectedError("ingestion_running", message("ingestion_running", language), 409)
        try:
            yield
        finally:
            lock.release()


@contextmanager
def _told(language: Language) -> Iterator[None]:
    try:
        yield
    except NotHeldError as error:
        raise ExpectedError("quarantine_not_found", message("quarantine_not_found", language), 404) from error
    except AlreadyRuledError as error:
        said = message(f"quarantine_{error.status}", language)
        raise ExpectedError("quarantine_ruled", said, 409) from error
    except EmbeddingError as error:
        raise ExpectedError("embedding_failed", message("embedding_failed", language), 502) from error


def _document(line: HeldLine) -> HeldDocument:
    return HeldDocument.model_validate(asdict(line))

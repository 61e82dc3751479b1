"""Actions on documents: taking them out of use and back, rolling back, correcting what was read."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from ingest.activation import Activator
from ingest.catalogue import Catalogue, Filters
from ingest.corrections import InvalidCorrectionError, correct, undo_correction
from ingest.embedding.embedder import EmbeddingError
from ingest.lifecycle import restore, retire, roll_back
from web.api import DocumentId, Responses
from web.errors import ExpectedError
from web.failures import language_of_request
from web.messages import message
from web.models import ErrorBody

_log = logging.getLogger(__name__)
_Act = Callable[[Request, Callable[[], None]], None]
"""Carries out an action that a request asks for, and tells what can be expected to go wrong."""
_ERRORS: Responses = {
    404: {"model": ErrorBody, "description": "There is no such document or version."},
    409: {"model": ErrorBody, "description": "An ingestion is running, which might change the document."},
    415: {"model": ErrorBody, "description": "The body is not declared as JSON."},
    421: {"model": ErrorBody, "description": "The host name is not that of this server."},
    422: {"model": ErrorBody, "description": "The request is not valid."},
    500: {"model": ErrorBody, "description": "Something failed on the server's side."},
    502: {"model": ErrorBody, "description": "The embedding service failed."},
}


class Done(BaseModel):
    """An action was carried out on this document."""

    document: str


class RollBackRequest(BaseModel):
    """Which version to take into use."""

    version: int = Field(ge=1, le=999_999_999)


class CorrectionRequest(BaseModel):
    """What a field should say; null when it is not known."""

    value: str | None = Field(default=None, max_length=2000)
    note: str = Field(default="", max_length=2000, description="Why, for those who see it later.")


class FoundDocument(BaseModel):
    """A document that was looked up."""

    document: str
    title: str
    source: str
    date: str | None


class FoundDocuments(BaseModel):
    """The first documents that were found, and how many there are."""

    documents: list[FoundDocument]
    total: int


def administration_api(
    activator: Activator, catalogue: Catalogue, is_ingesting: Callable[[], bool]
) -> APIRouter:
    """The routes under /api/documents that change documents, and the one that looks them up.

    While `is_ingesting` says that a run is at work, nothing is changed.
    """
    router = APIRouter(prefix="/api")

    def act(request: Request, action: Callable[[], None]) -> None:
        with _told(request):
            if is_ingesting() or not activator.exclusive.acquire(blocking=False):
                said = message("ingestion_running", language_of_request(request))
                raise ExpectedError("ingestion_running", said, 409)
            try:
                action()
            finally:
                activator.exclusive.release()

    _add_lifecycle(router, activator, act)
    _add_corrections(router, activator, act)

    @router.get("/catalogue", responses={key: _ERRORS[key] for key in (421, 422, 500)})
    def look_up(q: Annotated[str, Query(max_length=200)] = "") -> FoundDocuments:
        """Find documents by words of their titles and names, retired ones too."""
        found = catalogue.page(Filters(words=q, sorting="title"), 1)
        rows = [
            FoundDocument(document=e.document, title=e.title or e.source, source=e.source, date=e.date)
            for e in found.entries
        ]
        return FoundDocuments(documents=rows, total=found.total)

    return router


def _add_lifecycle(router: APIRouter, activator: Activator, act: _Act) -> None:
    @router.post("/documents/{document}/retire", responses=_ERRORS)
    def retire_document(request: Request, document: DocumentId) -> Done:
        """Take a document out of use; nothing is deleted."""
        act(request, lambda: retire(activator.engine, document, "removed"))
        return Done(document=document)

    @router.post("/documents/{document}/restore", responses=_ERRORS)
    def restore_document(request: Request, document: DocumentId) -> Done:
        """Take a document into use again, in its newest version."""
        act(request, lambda: restore(activator, document))
        return Done(document=document)

    @router.post("/documents/{document}/roll_back", responses=_ERRORS)
    def roll_back_document(request: Request, document: DocumentId, body: RollBackRequest) -> Done:
        """Take another version of a document into use."""
        act(request, lambda: roll_back(activator, document, body.version))
        return Done(document=document)


def _add_corrections(router: APIRouter, activator: Activator, act: _Act) -> None:
    @router.put("/documents/{document}/corrections/{field}", responses=_ERRORS)
    def correct_field(request: Request, document: DocumentId, field: str, body: CorrectionRequest) -> Done:
        """Correct a field; the correction holds for later versions too."""
        act(request, lambda: correct(activator, document, field, body.value, body.note))
        return Done(document=document)

    @router.delete("/documents/{document}/corrections/{field}", responses=_ERRORS)
    def undo_field(request: Request, document: DocumentId, field: str) -> Done:
        """Take back the correction of a field: what was read counts again."""
        act(request, lambda: undo_correction(activator, document, field))
        return Done(document=document)


@contextmanager
def _told(request: Request) -> Iterator[None]:
    """Tell what can be expected to go wrong in the reader's language."""
    language = language_of_request(request)
    try:
        yield
    except InvalidCorrectionError as error:
        raise ExpectedError("invalid_correction", str(error), 422) from error
    except LookupError as error:
        if type(error) is not LookupError:  # a missing key or index is a mistake in the program
            raise
        raise ExpectedError("document_not_found", message("document_not_found", language), 404) from error
    except EmbeddingError as error:
        _log.warning("%s", error)
        raise ExpectedError("embedding_failed", message("embedding_failed", language), 502) from error

"""The machine interface: asking, searching, ingesting and looking up."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Header, Request
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse

from assistant.answer import Answer, Language
from assistant.question import language_of
from assistant.turn import Checked
from web.administration_models import RunRequest
from web.document_operations import DocumentOperations
from web.events import EVENT_STREAM, Emit, events
from web.failures import language_of_request
from web.following import stream
from web.ingesting import Ingesting
from web.messages import step_message
from web.models import (
    AskRequest,
    CheckRequest,
    CheckResponse,
    DocumentList,
    ErrorBody,
    Health,
    SearchRequest,
    SearchResponse,
    StoredVersion,
    VerifyRequest,
)
from web.operations import Operations
from web.ownership import owner
from web.run_operations import RunOperations
from web.runs_api import runs_router
from web.services import Services
from web.source_operations import SourceOperations
from web.sources_api import sources_router

_Result = TypeVar("_Result")
_STREAM = {"schema": {"type": "string", "format": "event-stream"}}
Responses = dict[int | str, dict[str, Any]]
_ERRORS: Responses = {
    400: {"model": ErrorBody, "description": "The body is not JSON."},
    413: {"model": ErrorBody, "description": "The body is too large."},
    415: {"model": ErrorBody, "description": "The body is not declared as JSON."},
    421: {"model": ErrorBody, "description": "The host name is not that of this server."},
    422: {"model": ErrorBody, "description": "The request is not valid."},
    500: {"model": ErrorBody, "description": "Something failed on the server's side."},
}
_NO_DOCUMENT: Responses = {
    404: {"model": ErrorBody, "description": "There is no such document or version."},
    421: _ERRORS[421],
    422: _ERRORS[422],
    500: _ERRORS[500],
}
_NO_VECTORS: Responses = {502: {"model": ErrorBody, "description": "The embedding service failed."}}
_ASK_STREAM = (
    "The answer. With `Accept: text/event-stream`, server-sent events: `step` {step, message} as each step "
    "begins, `sentence` {sentence, citations} for each checked sentence with the citations it is the first "
    "to use, and last `answer`, the whole, or `error` {code, message}."
)
_INGEST_STREAM = (
    "Server-sent events: `waiting` {message} when another ingestion must end first, `progress` {done, total, "
    "name}, and last `report` or `error` {code, message}."
)

_VERIFY_STREAM = (
    "Server-sent events: `progress` {done, total, name} for each document, and last `report`, or `error` "
    "{code, message}."
)

DocumentId = Annotated[str, InPath(description="Id of the document.", max_length=64)]
VersionNumber = Annotated[int, InPath(description="Number of the version, from 1.", ge=1, le=999_999_999)]


def api_router(services: Services, answering: Executor) -> APIRouter:
    """The routes under /api; answers are found in the threads of `answering`."""
    whole, router = APIRouter(), APIRouter(prefix="/api")
    operations, runs = Operations(services), RunOperations(services.ingesting)
    sources = SourceOperations(services.ingesting, runs)
    _add_questions(router, operations, answering)
    _add_documents(router, services, operations)
    _add_ingestion(router, services.ingesting, runs, services.token)
    documents = DocumentOperations(services.activator, services.ingesting.is_running)
    _add_verification(router, documents, services.token, answering)
    whole.include_router(router)
    whole.include_router(runs_router(services.ingesting, runs, services.token))
    whole.include_router(sources_router(sources, runs, services.token))
    return whole


def _add_questions(router: APIRouter, operations: Operations, pool: Executor) -> None:
    ok: Responses = {200: {"description": _ASK_STREAM, "content": {EVENT_STREAM: _STREAM}}}

    @router.post("/ask", response_model=Answer, responses={**ok, **_ERRORS})
    async def ask(body: AskRequest, accept: Annotated[str, Header()] = "") -> Any:
        """Answer a question from the active documents; the answer is written into the journal."""
        if EVENT_STREAM in accept:
            operations.read(body.question, body.language)  # what is no question is refused before the stream
            return _stream(pool, lambda emit: _ask(operations, body, emit), body.language or "da")
        return await _in_thread(
            pool, lambda: operations.ask(body.question, body.as_of, body.conversation, body.language)
        )

    @router.post("/check", responses=_ERRORS)
    async def check(body: CheckRequest) -> CheckResponse:
        """Tell what the rules say of a text; nothing is asked, written or remembered."""
        return await _in_thread(
            pool, lambda: operations.check(body.text, body.stage, body.before, body.language)
        )

    @router.post("/search", responses={**_ERRORS, **_NO_VECTORS})
    async def search(body: SearchRequest) -> SearchResponse:
        """Find the passages nearest to a query."""
        return await _in_thread(pool, lambda: operations.search(body.query, body.k))


def _add_documents(router: APIRouter, services: Services, operations: Operations) -> None:
    own_errors: Responses = {421: _ERRORS[421], 500: _ERRORS[500]}

    @router.get("/documents", responses=own_errors)
    def documents() -> DocumentList:
        """The documents that answers are built on."""
        return operations.documents()

    @router.get("/documents/{document}", responses=_NO_DOCUMENT)
    def document(request: Request, document: DocumentId) -> StoredVersion:
        """The version of a document that answers are built on."""
        return operations.version(document, language=language_of_request(request))

    @router.get("/documents/{document}/versions/{version}", responses=_NO_DOCUMENT)
    def version(request: Request, document: DocumentId, version: VersionNumber) -> StoredVersion:
        """One version of a document; those that were replaced stay readable."""
        return operations.version(document, version, language_of_request(request))

    @router.get("/health", responses=own_errors)
    def health() -> Health:
        """Whether the server works, and over what."""
        corpus = services.corpus
        return Health(
            version=services.version, documents=len(corpus.active()), corpus_revision=corpus.revision()
        )


def _add_ingestion(router: APIRouter, ingesting: Ingesting, runs: RunOperations, token: str) -> None:
    ok: Responses = {200: {"description": _INGEST_STREAM, "content": {EVENT_STREAM: _STREAM}}}
    refused: Responses = {401: {"model": ErrorBody, "description": "The token is missing or wrong."}}

    @router.post(
        "/ingest",
        response_class=StreamingResponse,
        dependencies=[Depends(owner(token))],
        responses={**ok, **_ERRORS, **refused},
    )
    async def ingest(body: RunRequest) -> StreamingResponse:
        """Ingest files, folders, a web address or a registered source; it goes on when nobody listens."""
        run = await asyncio.to_thread(runs.ask_for, body)
        return _streaming(stream(ingesting, run))


def _add_verification(router: APIRouter, documents: DocumentOperations, token: str, pool: Executor) -> None:
    @router.post(
        "/verify",
        response_class=StreamingResponse,
        dependencies=[Depends(owner(token))],
        responses={200: {"description": _VERIFY_STREAM, "content": {EVENT_STREAM: _STREAM}}, **_ERRORS},
    )
    async def verify(body: VerifyRequest) -> StreamingResponse:
        """Compare all that is stored and search for every document; what does not agree is repaired if asked to."""

        def work(emit: Emit) -> None:
            def progress(done: int, total: int, name: str) -> None:
                emit("progress", {"done": done, "total": total, "name": name})

            emit("report", documents.verify(body.repair, progress))

        return _stream(pool, work, "da")


def _ask(operations: Operations, body: AskRequest, emit: Emit) -> None:
    language: Language = body.language or language_of(body.question)

    def listen(news: str | Checked) -> None:
        if isinstance(news, Checked):
            emit("sentence", {"sentence": news.sentence, "citations": news.citations})
        else:
            emit("step", {"step": news, "message": step_message(news, language)})

    emit("answer", operations.ask(body.question, body.as_of, body.conversation, body.language, listen))


def _stream(pool: Executor, work: Callable[[Emit], None], language: Language) -> StreamingResponse:
    return _streaming(events(pool, work, language))


def _streaming(content: AsyncIterator[bytes]) -> StreamingResponse:
    return StreamingResponse(content, media_type=EVENT_STREAM, headers={"Cache-Control": "no-store"})


async def _in_thread(pool: Executor, work: Callable[[], _Result]) -> _Result:
    return await asyncio.get_running_loop().run_in_executor(pool, work)

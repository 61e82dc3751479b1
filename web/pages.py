"""The pages that people see: chat, list of sources, one source."""

from collections.abc import Callable
from typing import Protocol

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from guardrails.policy import Policy
from guardrails.rules.ai_disclosure import notice
from web.rendering import Renderer, language_of_page, number_in
from web.views import DocumentRow, Span, VersionView, pieces

QUESTION_LIMIT = 2000


class Library(Protocol):
    """What the pages need to know of the corpus."""

    def documents(self) -> list[DocumentRow]:
        """The documents that answers are built on, in the order to show them."""
        ...

    def version(self, document: str, version: int) -> VersionView | None:
        """One version with its text, retired ones too, or nothing when there is none."""
        ...

    def examples(self) -> list[str]:
        """Questions that the corpus answers, to show to a person who has not asked yet."""
        ...


def pages_router(library: Library, page: Renderer, policy: Callable[[], Policy]) -> APIRouter:
    """The routes of the pages; `policy` gives the one in force."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/")
    def chat(request: Request) -> HTMLResponse:
        in_force = policy()
        return page(
            request,
            "chat.html",
            examples=library.examples(),
            limit=QUESTION_LIMIT,
            ai_notice=notice(in_force, language_of_page(request)),
            hotline=in_force.contacts.get("hotline"),
        )

    @router.get("/kilder")
    def sources(request: Request) -> HTMLResponse:
        return page(request, "sources.html", documents=library.documents())

    @router.get("/kilder/{document}/{version}")
    def source(request: Request, document: str, version: str) -> HTMLResponse:
        number = number_in(version)
        found = library.version(document, number) if number else None
        if found is None:
            return page(request, "missing.html", status=404)
        return page(request, "source.html", source=found, span=_span(request), pieces=pieces)

    return router


def _span(request: Request) -> Span | None:
    """The stretch of text that the address asks to highlight; a senseless one is ignored."""
    start, end = (number_in(request.query_params.get(key, "")) for key in ("fra", "til"))
    return Span(start=start, end=end) if start is not None and end is not None and start < end else None

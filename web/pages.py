"""The pages that people see: chat, list of sources, one source, about."""

from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answer import Language
from web.texts import LANGUAGES, day, label, script_texts, text
from web.views import DocumentRow, Span, VersionView, pieces

QUESTION_LIMIT = 2000
LANGUAGE_COOKIE = "kkgpt_language"
_A_YEAR = 365 * 24 * 3600


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


def pages_router(library: Library) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = partial(_page, templates)

    @router.get("/")
    def chat(request: Request) -> HTMLResponse:
        return page(request, "chat.html", examples=library.examples(), limit=QUESTION_LIMIT)

    @router.get("/kilder")
    def sources(request: Request) -> HTMLResponse:
        return page(request, "sources.html", documents=library.documents())

    @router.get("/kilder/{document}/{version}")
    def source(request: Request, document: str, version: str) -> HTMLResponse:
        number = _number(version)
        found = library.version(document, number) if number else None
        if found is None:
            return page(request, "missing.html", status=404)
        return page(request, "source.html", source=found, span=_span(request), pieces=pieces)

    @router.get("/om")
    def about(request: Request) -> HTMLResponse:
        return page(request, "about.html")

    return router


def _page(
    templates: Environment, request: Request, name: str, status: int = 200, **values: Any
) -> HTMLResponse:
    """A rendered page in the reader's language; a language chosen by `?lang=` is remembered in a cookie."""
    language = _language(request)
    other: Language = "en" if language == "da" else "da"
    values |= {
        "language": language,
        "path": request.url.path,
        "other_language": other,
        "other_address": f"?{_with_language(request, other)}",
        "t": partial(text, language=language),
        "label": partial(label, language=language),
        "day": partial(day, language=language),
        "script_texts": partial(script_texts, language),
    }
    body = templates.get_template(name).render(values)
    headers = {"Content-Language": language, "Vary": "Cookie", "Cache-Control": "private, no-cache"}
    response = HTMLResponse(body, status_code=status, headers=headers)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="lax")
    return response


def _language(request: Request) -> Language:
    """The language asked for in the address, else the one remembered, else Danish."""
    for wish in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        for language in LANGUAGES:
            if wish == language:
                return language
    return "da"


def _with_language(request: Request, language: Language) -> str:
    """The query of this page with another language."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return urlencode([*kept, ("lang", language)])


def _span(request: Request) -> Span | None:
    """The stretch of text that the address asks to highlight; a senseless one is ignored."""
    start, end = (_number(request.query_params.get(key, "")) for key in ("fra", "til"))
    return Span(start=start, end=end) if start is not None and end is not None and start < end else None


def _number(value: str) -> int | None:
    """A number written in at most nine plain digits."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None

"""Pages rendered from the templates, in the reader's language."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answer import Language
from web.contacts import address_link
from web.texts import LANGUAGES, day, decimal, figure, label, moment, script_texts, text

LANGUAGE_COOKIE = "kkgpt_language"
_A_YEAR = 365 * 24 * 3600


class Renderer:
    """Makes pages of templates; each gets the texts of the interface and what the main menu needs."""

    def __init__(self, waiting: Callable[[], Mapping[str, int]] = dict) -> None:
        """`waiting` tells how much waits for somebody on which page of the administration."""
        self._waiting = waiting
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def __call__(self, request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The page of template `name`; a language chosen by `?lang=` is remembered in a cookie."""
        language = language_of_page(request)
        other: Language = "en" if language == "da" else "da"
        values |= {
            "language": language,
            "path": request.url.path,
            "other_language": other,
            "other_address": f"?{_with_language(request, other)}",
            "t": partial(text, language=language),
            "label": partial(label, language=language),
            "day": partial(day, language=language),
            "figure": partial(figure, language=language),
            "decimal": partial(decimal, language=language),
            "moment": partial(moment, language=language),
            "contact_link": address_link,
            "waiting": self._waiting,
            "script_texts": partial(script_texts, language),
        }
        body = self._templates.get_template(name).render(values)
        headers = {"Content-Language": language, "Vary": "Cookie", "Cache-Control": "private, no-cache"}
        response = HTMLResponse(body, status_code=status, headers=headers)
        if request.query_params.get("lang") in LANGUAGES:
            response.set_cookie(LANGUAGE_COOKIE, language, max_age=_A_YEAR, httponly=True, samesite="lax")
        return response


def language_of_page(request: Request) -> Language:
    """The language asked for in the address, else the one remembered, else Danish."""
    for wish in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        for language in LANGUAGES:
            if wish == language:
                return language
    return "da"


def number_in(value: str) -> int | None:
    """A number written in at most nine plain digits, as an address holds it; anything else is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _with_language(request: Request, language: Language) -> str:
    """The query of this page with another language."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return urlencode([*kept, ("lang", language)])

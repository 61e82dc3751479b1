"""How errors are told: one shape for every response that is not a success."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.answer import Language
from web.errors import ExpectedError
from web.events import log_failure
from web.messages import message
from web.models import error_body
from web.rendering import LANGUAGE_COOKIE
from web.shield import MOST_BYTES, SECURITY_HEADERS
from web.texts import LANGUAGES

_CODES = {404: "not_found", 405: "method_not_allowed"}


def add_failures(app: FastAPI) -> None:
    """Have every error rendered as `ErrorBody`, in the reader's language, without the error's own words."""
    app.add_exception_handler(ExpectedError, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _unexpected)


def language_of_request(request: Request, body: object = None) -> Language:
    """The language that the body asks for, else the one remembered in the cookie, else Danish."""
    asked = body.get("language") if isinstance(body, dict) else None
    for wish in (asked, request.cookies.get(LANGUAGE_COOKIE)):
        for language in LANGUAGES:
            if wish == language:
                return language
    return "da"


def _expected(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ExpectedError)
    return JSONResponse(error_body(error.code, error.message), status_code=error.status)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    language = language_of_request(request, error.body)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return JSONResponse(error_body("invalid_json", message("invalid_json", language)), status_code=400)
    field = ".".join(str(part) for part in first["loc"][:2])
    return JSONResponse(
        error_body("invalid_request", message("invalid_request", language, field=field)), status_code=422
    )


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    language = language_of_request(request)
    if error.status_code == 413:
        body = error_body("too_large", message("too_large", language, kilobytes=MOST_BYTES // 1024))
    elif error.status_code == 400:
        body = error_body("invalid_json", message("invalid_json", language))
    else:
        code = _CODES.get(error.status_code, "not_possible")
        body = error_body(code, message(code, language))
    return JSONResponse(body, status_code=error.status_code, headers=error.headers)


async def _unexpected(request: Request, _: Exception) -> JSONResponse:
    """Runs in the event loop, where the exception is at hand to be logged."""
    language = language_of_request(request)
    number = log_failure(f"{request.method} {request.url.path}")
    body = error_body("internal", message("internal", language, number=number))
    return JSONResponse(body, status_code=500, headers=SECURITY_HEADERS)

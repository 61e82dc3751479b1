"""The register of decisions: a page, a machine interface and a table to download."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, Field

from assistant.answer import Language
from ingest.decisions import Decided, DecisionFilters, Decisions
from ingest.minutes.model import Outcome
from web.administration_views import page_address, source_address
from web.api import Responses
from web.decision_views import csv_lines, download_address, meetings
from web.failures import language_of_request
from web.models import ErrorBody
from web.rendering import Renderer, language_of_page, number_in

_A_PAGE = 50
_A_DOWNLOAD_PART = 1000
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_ERRORS: Responses = {
    421: {"model": ErrorBody, "description": "The host name is not that of this server."},
    422: {"model": ErrorBody, "description": "The request is not valid."},
    500: {"model": ErrorBody, "description": "Something failed on the server's side."},
}


class PointRow(BaseModel):
    """A point of the recommendation that a decision is about."""

    number: int
    text: str


class VoteRow(BaseModel):
    """The votes as stated; null where no number is given."""

    in_favour: int | None
    against: int | None
    abstained: int | None
    unanimous: bool


class DecisionRow(BaseModel):
    """One decision, with its place in the source."""

    document: str = Field(description="Id of the document.")
    source: str = Field(description="File name or address that the document was ingested from.")
    version: int = Field(ge=1)
    title: str | None = Field(description="Title of the agenda item.")
    number: str | None = Field(description="Number of the agenda item, as printed.")
    case_number: str | None
    municipality: str | None
    body: str | None = Field(description="The body that decided.")
    body_basis: str | None = Field(description="`stated` in the text or `derived` from it.")
    date: str | None = Field(description="The day of the meeting, ISO 8601.")
    date_basis: str | None
    subject: str = Field(description="`recommendation`, `amendment` or `matter`.")
    points: list[PointRow]
    outcome: Outcome
    vote: VoteRow | None
    quote: str = Field(description="Verbatim: equal to the version's text from `start` to `end`.")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    url: str = Field(description="Where the source opens with the quote highlighted.")


class DecisionList(BaseModel):
    """Decisions, the newest first; `total` counts all that were found."""

    decisions: list[DecisionRow]
    total: int
    ai_notice: str = Field(description="What whoever passes the list on must tell with it.")


Mark = Callable[[Language], str]
"""The mark of AI that the policy in force puts on what leaves the register."""


def decisions_router(decisions: Decisions, page: Renderer, mark: Mark) -> APIRouter:
    """The page of the register, and its table."""
    router = APIRouter(include_in_schema=False)

    @router.get("/beslutninger")
    def register(request: Request) -> HTMLResponse:
        filters, number = _filters(request), number_in(request.query_params.get("side", "")) or 1
        found = decisions.find(filters, _A_PAGE, (number - 1) * _A_PAGE)
        return page(
            request,
            "decisions.html",
            filters=filters,
            choices=decisions.choices(),
            meetings=meetings(found.decisions),
            total=found.total,
            number=number,
            pages=-(-found.total // _A_PAGE),
            narrowed=filters != DecisionFilters(),
            address=partial(page_address, request),
            download=download_address(request),
            ai_notice=mark(language_of_page(request)),
        )

    @router.get("/beslutninger.csv")
    def download(request: Request) -> StreamingResponse:
        language = language_of_page(request)
        lines = csv_lines(_all(decisions, _filters(request)), str(request.base_url), language, mark(language))
        headers = {"Content-Disposition": 'attachment; filename="beslutninger.csv"'}
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)

    return router


def decisions_api(decisions: Decisions, mark: Mark) -> APIRouter:
    """The register for programs."""
    router = APIRouter(prefix="/api")

    @router.get("/decisions", responses=_ERRORS)
    def list_decisions(
        request: Request,
        body: Annotated[str | None, Query(max_length=200, description="The body that decided.")] = None,
        first: Annotated[str | None, Query(alias="from", pattern=_DAY, description="First day.")] = None,
        last: Annotated[str | None, Query(alias="to", pattern=_DAY, description="Last day.")] = None,
        case: Annotated[str | None, Query(max_length=200, description="Case number.")] = None,
        outcome: Outcome | None = None,
        municipality: Annotated[str | None, Query(max_length=200)] = None,
        q: Annotated[
            str, Query(max_length=200, description="Words of the item, its points or the decision.")
        ] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = _A_PAGE,
        offset: Annotated[int, Query(ge=0, le=999_999_999)] = 0,
    ) -> DecisionList:
        """Decisions of the documents in use, the newest first."""
        filters = DecisionFilters(q, body, municipality, outcome, case, first, last)
        found = decisions.find(filters, limit, offset)
        return DecisionList(
            decisions=[_row(decision) for decision in found.decisions],
            total=found.total,
            ai_notice=mark(language_of_request(request)),
        )

    return router


def _filters(request: Request) -> DecisionFilters:
    asked = request.query_params

    def words(key: Literal["q", "udvalg", "kommune", "udfald", "sag", "fra", "til"]) -> str:
        return asked.get(key, "")[:200].strip()

    return DecisionFilters(
        words=words("q"),
        body=words("udvalg") or None,
        municipality=words("kommune") or None,
        outcome=words("udfald") or None,
        case=words("sag") or None,
        first=words("fra") or None,
        last=words("til") or None,
    )


def _all(decisions: Decisions, filters: DecisionFilters) -> Iterator[Decided]:
    """All decisions that pass the filters, read a part at a time."""
    skip = 0
    while found := decisions.find(filters, _A_DOWNLOAD_PART, skip).decisions:
        yield from found
        skip += len(found)


def _row(decision: Decided) -> DecisionRow:
    url = source_address(decision.document, decision.version, decision.start, decision.end)
    return DecisionRow.model_validate(
        {name: getattr(decision, name) for name in DecisionRow.model_fields if name != "url"}
        | {"url": url.removesuffix("#citat")},
        from_attributes=True,
    )

"""The bodies of requests and responses, beside the answer itself and the views of documents."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import GuardrailNote, Language
from guardrails.verdict import Action, Stage
from web.facts import DecisionFact, FieldFact, SaidBy
from web.views import DocumentRow, VersionView

MOST_RESULTS = 100


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=250_000)


class AskRequest(_Request):
    """A question."""

    question: str = Field(description="The question, at most 2,000 characters.")
    conversation: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = Field(
        default=None,
        description="Id of the conversation that the question belongs to; a new one is begun without it.",
    )
    as_of: date | None = Field(default=None, description="Answer as on this day; today when it is left out.")
    language: Language | None = Field(
        default=None, description="The reader's language; that of the question when it is left out."
    )


class CheckRequest(_Request):
    """A text to be checked by the rules, without asking anything."""

    text: str = Field(description="The text, at most 20,000 characters.", max_length=20_000)
    stage: Stage = Field(
        default="question", description="Where the text stands: the rules that act there are run."
    )
    before: list[Annotated[str, Field(max_length=2_000)]] = Field(
        default=[], max_length=10, description="Earlier messages of the same conversation, oldest first."
    )
    language: Language | None = Field(
        default=None, description="The reader's language; that of the text when it is left out."
    )


class SpanFound(BaseModel):
    """Something that a rule found in the text, in character offsets (Unicode code points)."""

    start: int = Field(ge=0)
    end: int = Field(gt=0, description="Exclusive.")
    mask: str = Field(description="What stands in its place when it is removed.")


class CheckResponse(BaseModel):
    """What the rules say of a text."""

    action: Action = Field(description="The strictest action of the rules.")
    rules: list[GuardrailNote] = Field(description="The rules that act, in the order of the policy.")
    text: str = Field(description="The text as anything else would see it: redacted.")
    anonymised: str = Field(description="The text without whatever identifies a person.")
    spans: list[SpanFound] = Field(description="What the rules found, in order.")
    identifying: list[SpanFound] = Field(
        description="What `anonymised` has masks for, names included, in order."
    )
    language: Language
    scores: dict[str, float] = Field(description="The score, 0 to 1, of each rule that gave one.")
    policy_version: str
    milliseconds: dict[str, float] = Field(description="Per rule.")


class SearchRequest(_Request):
    """A search for passages."""

    query: str = Field(description="What to search for, at most 2,000 characters.")
    k: int = Field(default=10, ge=1, le=MOST_RESULTS, description="The most passages wanted.")


class SearchResult(BaseModel):
    """A passage that was found."""

    passage: int = Field(description="Id of the passage.")
    document: str = Field(description="Id of the document.")
    title: str
    section: str | None = Field(description="Headings above the passage, joined by ' > '.")
    page: int | None = Field(description="Page number, counted from 1, where the format has pages.")
    score: float = Field(description="0 to 1; comparable within one search.")
    text: str


class SearchResponse(BaseModel):
    """The passages nearest to a query, best first."""

    results: list[SearchResult]
    milliseconds: float


class VerifyRequest(_Request):
    """How to verify the corpus."""

    repair: bool = Field(default=True, description="Whether to repair what does not agree.")


class DocumentList(BaseModel):
    """The documents that answers are built on."""

    documents: list[DocumentRow]


class StoredVersion(VersionView):
    """A version with everything that is kept of it."""

    active: bool = Field(description="Whether answers are built on this version.")
    valid_from: str | None = None
    valid_to: str | None = None
    replaces: str | None = Field(default=None, description="What the document says it replaces.")
    ingested_at: str
    fields: list[FieldFact] = Field(
        default=[], description="What is known of the document, and on what basis."
    )
    decisions: list[DecisionFact] = Field(default=[], description="The decisions in minutes.")
    said_by: SaidBy | None = Field(default=None, description="Which document says that this one ended.")
    ocr: dict[int, float] = Field(
        default={}, description="Confidence, 0 to 1, of each page that was recognised from an image."
    )
    redacted: dict[str, int] = Field(
        default={}, description="How much was removed before the text was stored, by rule."
    )
    text: str = Field(description="The whole text; citations are character offsets into it.")
    dropped: list[str] = Field(description="Lines that were left out as noise.")


class Health(BaseModel):
    """The state of the server."""

    status: Literal["ok"] = "ok"
    product: Literal["kkgpt"] = "kkgpt"
    version: str
    documents: int
    corpus_revision: int


class ErrorDetail(BaseModel):
    """What went wrong: a code for programs, a message for people."""

    code: str
    message: str


class ErrorBody(BaseModel):
    """The body of every response that is not a success."""

    error: ErrorDetail


def error_body(code: str, message: str) -> dict[str, Any]:
    """The JSON of an error."""
    return ErrorBody(error=ErrorDetail(code=code, message=message)).model_dump()

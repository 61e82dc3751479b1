"""The answer as everyone sees it: the command line, the web and the journal share this one shape."""

from typing import Literal

from pydantic import BaseModel, Field

Status = Literal[
    "answered",
    "partly_answered",
    "not_found",
    "clarify",
    "blocked",
    "routed",
    "error_input",
    "error_internal",
]
Language = Literal["da", "en"]
Validity = Literal["in_force", "expired", "superseded", "draft", "adopted", "unknown"]


class Citation(BaseModel):
    """Where a sentence stands: the document, its version and the exact place in the version's text."""

    number: int = Field(ge=1, description="The mark in the answer, counted from 1.")
    document: str = Field(description="Id of the document.")
    source: str = Field(description="File name or address that the document was ingested from.")
    title: str
    municipality: str | None = None
    body: str | None = None
    date: str | None = Field(default=None, description="The document's own date, ISO 8601.")
    validity: Validity = "unknown"
    version: int = Field(ge=1)
    section: str | None = Field(default=None, description="Headings above the quote, joined by ' > '.")
    page: int | None = Field(
        default=None, description="Page number, counted from 1, where the format has pages."
    )
    quote: str = Field(description="Verbatim: equal to the version's text from `start` to `end`.")
    start: int = Field(ge=0, description="Character offset in the version's text.")
    end: int = Field(gt=0, description="Character offset in the version's text, exclusive.")
    url: str = Field(description="Where the source opens with the quote highlighted.")


class Sentence(BaseModel):
    """One sentence (or list item) of the answer and the numbers of its citations."""

    text: str
    citations: list[int]
    support: Literal["quoted", "supported", "unsupported"] = "quoted"


class ContactNote(BaseModel):
    """Whom a rule sends people to."""

    name: str
    address: str = Field(default="", description="Telephone number, e-mail or web address; may be empty.")
    note: str = ""


class GuardrailNote(BaseModel):
    """What a rule did, why, and what the person can do instead."""

    rule: str
    action: Literal["pass", "warn", "redact", "block", "route", "withhold", "disclose", "quarantine"]
    clause: str
    clause_url: str | None = Field(
        default=None, description="Where the municipality's own code of conduct says so, if it is known."
    )
    message: str
    advice: str = ""
    remedy: Literal["anonymise", "rephrase"] | None = Field(
        default=None, description="What the interface can do for the person."
    )
    contact: ContactNote | None = None
    failed: bool = Field(
        default=False, description="Whether the rule could not be run and therefore counts as triggered."
    )


class NearMiss(BaseModel):
    """A source that was near the question without answering it."""

    document: str
    source: str
    title: str
    section: str | None = None
    page: int | None = None
    text: str
    score: float
    url: str


class Answer(BaseModel):
    """An answer with its citations, or the ending that took its place."""

    status: Status
    language: Language
    text: str
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    guardrails: list[GuardrailNote] = []
    near_misses: list[NearMiss] = []
    corpus_revision: int
    policy_version: str
    model: str
    ai_notice: str = Field(default="", description="What whoever passes the answer on must tell with it.")
    milliseconds: dict[str, float] = {}
    question: str = Field(default="", description="The question as it was searched and recorded: redacted.")
    id: str = Field(description="Id of the answer in the journal.")
    conversation: str = Field(description="Id of the conversation in the journal.")

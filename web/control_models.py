"""The bodies of requests and responses of change control: policies, pauses, clauses, hand-overs, audit."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from guardrails.verdict import Action, Stage

PersonName = Annotated[str, Field(max_length=200, description="The name of the person who does it.")]
Reason = Annotated[str, Field(max_length=2_000)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class By(_Request):
    """Who does it."""

    by: PersonName


class ProposalRequest(By):
    """A policy to propose: the whole text of its file."""

    source: str = Field(max_length=200_000)
    reason: Reason


class ShadowRequest(_Request):
    """Which proposal to run in shadow, the only one where it is left out, over how many days."""

    policy: int | None = None
    days: int = Field(default=28, ge=1, le=366)


class PauseRequest(By):
    """A pause to ask for; without `until` (its last day) somebody must end it."""

    kind: Literal["rule", "document"]
    target: str = Field(max_length=64)
    reason: Reason
    until: date | None = None


class ClauseDecision(By):
    """What an administrator says of a clause's passage: it is right, none fits, or another one is it."""

    decision: Literal["accept", "none", "choose"]
    document: str = Field(default="", max_length=64, description="With `choose`: the document.")
    quote: str = Field(default="", max_length=5_000, description="With `choose`: words of the passage.")


class HandoverRequest(_Request):
    """An answer that a colleague should look at."""

    answer: str = Field(max_length=64, description="Id of the answer.")
    note: str = Field(default="", max_length=2_000)
    question: str | None = Field(
        default=None,
        max_length=20_000,
        description="The question, where the person sends it along: one that was stopped is not kept otherwise.",
    )


class ClosingRequest(By):
    """How a hand-over was settled."""

    note: Reason = ""


class PolicySummary(BaseModel):
    """A policy with its history. Times are UTC, ISO 8601."""

    id: int
    version: str
    status: Literal["proposed", "live", "former", "discarded"]
    proposed_by: str
    proposed_at: str
    reason: str
    activated_by: str | None
    activated_at: str | None
    ended_by: str | None
    ended_at: str | None


class PolicyList(BaseModel):
    """Every policy, the newest first."""

    policies: list[PolicySummary]


class PassageView(BaseModel):
    """A passage of the municipality's own code of conduct."""

    document: str
    version: int
    start: int
    end: int
    text: str
    url: str


class ClauseLinkView(BaseModel):
    """The passage that a clause points to."""

    rule: str
    state: Literal["automatic", "confirmed", "none"]
    passage: PassageView | None
    settled_by: str | None
    settled_at: str | None
    flag: Literal["changed", "gone", "retired"] | None = Field(description="Why somebody must look at it.")
    flagged_at: str | None
    candidate: PassageView | None = Field(description="What may have taken its place.")


class RuleDetail(BaseModel):
    """A rule in the reader's language."""

    id: str
    name: str
    protects: str
    clause: str
    seen: Literal["document", "public", "secondary", "no"] = Field(
        description="How well the text of the clause is known."
    )
    looks_for: str | None = Field(description="Words to look for in the municipality's own code of conduct.")
    link: ClauseLinkView | None
    acts: dict[Stage, Action]
    threshold: float
    unsure: float
    message: str
    advice: str
    remedy: str | None
    contact: str
    paused: bool


class PauseView(BaseModel):
    """A pause of a rule or a document; `title` is what to call it."""

    id: int
    kind: Literal["rule", "document"]
    target: str
    title: str
    reason: str
    until: str | None
    asked_by: str
    asked_at: str
    confirmed_by: str | None
    confirmed_at: str | None
    ended_by: str | None
    ended_at: str | None
    state: Literal["asked", "active", "ended", "withdrawn", "expired"]


class PauseList(BaseModel):
    """The pauses, the newest first."""

    pauses: list[PauseView]


class PolicyView(BaseModel):
    """The policy in force, or one that was read from a file: then it has no id and no history."""

    policy: PolicySummary | None
    version: str
    title: str
    rules: list[RuleDetail]
    flagged: list[str] = Field(description="The rules whose passage somebody must look at.")
    proposals: list[PolicySummary]
    pauses: list[PauseView] = Field(description="Those that are asked for or in force.")


class DifferenceView(BaseModel):
    """A place of the policy that differs."""

    where: str
    before: str | None
    after: str | None


class CountView(BaseModel):
    """On how many questions a rule acts."""

    before: int
    after: int


class ChangeView(BaseModel):
    """A question that would be treated otherwise."""

    answer: str = Field(description="Id of the answer.")
    question: str = Field(description="As it is recorded: redacted. Empty where the journal has it no more.")
    before: Action
    after: Action
    rules_before: dict[str, Action]
    rules_after: dict[str, Action]


class ShadowView(BaseModel):
    """What a proposed policy would change: in its text, and in how the questions of the last days are treated."""

    policy: PolicySummary
    live: PolicySummary
    at: str
    days: int
    questions: int
    stopped: int = Field(description="Questions that were stopped, of which the text is not kept.")
    released: list[str] = Field(
        description="Of those, the answers that by their scores would not be stopped."
    )
    rules: dict[str, CountView]
    changes: list[ChangeView]
    differences: list[DifferenceView]
    may_activate: bool = Field(description="Whether it is fresh enough for the policy to be activated.")


class AuditEntry(BaseModel):
    """A line of the audit log."""

    id: int
    at: str
    actor: str
    action: str
    target: str
    detail: dict[str, Any]


class AuditPage(BaseModel):
    """Some lines, the newest first, and how many there are in all."""

    entries: list[AuditEntry]
    total: int


class HandoverView(BaseModel):
    """How a hand-over stands."""

    id: str
    answer: str
    status: Literal["open", "closed"]
    at: str
    closed_at: str | None
    closing_note: str | None

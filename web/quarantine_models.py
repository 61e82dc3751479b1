"""The bodies of requests and responses of the quarantine."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

HeldStatus = Literal["held", "released", "rejected", "replaced"]
FindingKind = Literal["instruction", "hidden", "link", "personal"]


class RulingRequest(BaseModel):
    """Who decides, and why."""

    model_config = ConfigDict(extra="forbid")

    by: Annotated[str, Field(max_length=200, description="The name of the person who decides.")]
    reason: Annotated[str, Field(max_length=2_000)]


class HeldFinding(BaseModel):
    """What was found in a document."""

    rule: str
    kind: FindingKind
    score: float = Field(description="From 0 to 1; from the policy's threshold on a rule acts.")
    excerpt: str = Field(description="What was found; empty when the rule could not be run.")
    start: int | None = Field(description="Where it stands in the text; null when it is hidden.")
    end: int | None
    page: int | None
    how: str = Field(description="In which way it is hidden: style, colour, size, place, undrawn, comment …")
    failed: bool = Field(description="The rule could not be run and so counts as triggered.")
    clause: dict[str, str] = Field(description="The clause that the rule follows, in Danish and English.")


class HeldRuling(BaseModel):
    """What an administrator decided. Times are UTC, ISO 8601."""

    action: Literal["release", "reject", "reopen"]
    at: str
    by: str
    reason: str


class HeldDocument(BaseModel):
    """A document that is or was held back."""

    id: int
    status: HeldStatus = Field(
        description="replaced: its file changed or vanished, nothing is left to decide."
    )
    name: str
    title: str
    location: str
    document: str | None = Field(
        description="The document whose new version it would be, or which it became."
    )
    run: str
    held_at: str
    policy: str
    findings: list[HeldFinding]
    rulings: list[HeldRuling]


class HeldDocuments(BaseModel):
    """What is or was held back, the newest first; `held` is how many wait for a decision."""

    documents: list[HeldDocument]
    held: int


class HiddenText(BaseModel):
    """A text that a reader of the document does not see."""

    how: str
    text: str
    page: int | None


class HeldDetail(HeldDocument):
    """A held document with what was read of it."""

    former: str | None = Field(description="The version that is in force meanwhile, by its title.")
    text: str = Field(description="What would be taken into use; findings are offsets into it.")
    hidden: list[HiddenText]
    redacted: dict[str, int] = Field(description="How much each rule removed from the text.")

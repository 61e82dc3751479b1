"""The links from clauses to the municipality's own code of conduct, as they are stored."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from sqlalchemy.orm import Mapped, mapped_column

from assistant.journal import Base
from assistant.own_code import CodeBlock

State = Literal["automatic", "confirmed", "none"]
Flag = Literal["changed", "gone", "retired"]


class ClauseLinkRow(Base):
    """The passage that a rule's clause points to, with its text as it was when it was last found.

    `words` are the words of the policy that it was found by. `flag` says why somebody must look at it; the columns
    `new_…` are the passage that may have taken its place.
    """

    __tablename__ = "clause_links"
    rule: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    words: Mapped[str]
    document: Mapped[str | None]
    version: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    digest: Mapped[str | None]
    text: Mapped[str]
    settled_by: Mapped[str | None]
    settled_at: Mapped[str | None]
    flag: Mapped[str | None]
    flagged_at: Mapped[str | None]
    new_document: Mapped[str | None]
    new_version: Mapped[int | None]
    new_start: Mapped[int | None]
    new_end: Mapped[int | None]
    new_text: Mapped[str]


class ClauseCheckRow(Base):
    """The one row that says what the links were last compared with: revision, policy and codes of conduct."""

    __tablename__ = "clause_checks"
    id: Mapped[int] = mapped_column(primary_key=True)
    corpus_revision: Mapped[int]
    policy_version: Mapped[str]
    codes: Mapped[str]


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """Where the municipality's own code of conduct says what a rule follows.

    `state` is "automatic" until an administrator confirmed it, "none" when they said that no passage fits; then there
    is no `passage`. `flag` is set when the passage is not there any more: its text "changed", it is "gone", or its
    document was "retired"; `candidate` is the passage that may have taken its place.
    """

    rule: str
    state: State
    passage: CodeBlock | None
    settled_by: str | None = None
    settled_at: str | None = None
    flag: Flag | None = None
    flagged_at: str | None = None
    candidate: CodeBlock | None = None

    @property
    def url(self) -> str | None:
        """Where the passage opens in the source; none while it is in doubt."""
        return passage_url(self.passage) if self.passage and not self.flag else None


def passage_url(passage: CodeBlock) -> str:
    """Where a passage opens, in the version that it was found in."""
    document = quote(passage.document, safe="")
    return f"/kilder/{document}/{passage.version}?fra={passage.start}&til={passage.end}#citat"


def link_of(row: ClauseLinkRow) -> ClauseLink:
    """A stored link."""
    state: State = next(known for known in _STATES if known == row.state)
    flag: Flag | None = next((known for known in _FLAGS if known == row.flag), None)
    passage = _block(row.document, row.version, row.start, row.end, row.text)
    candidate = _block(row.new_document, row.new_version, row.new_start, row.new_end, row.new_text)
    return ClauseLink(
        row.rule, state, passage, row.settled_by, row.settled_at, flag, row.flagged_at, candidate
    )


def point_to(row: ClauseLinkRow, passage: CodeBlock | None) -> None:
    """Have a link point to a passage, or to none, and take its flag away."""
    row.document = passage.document if passage else None
    row.version = passage.version if passage else None
    row.start = passage.start if passage else None
    row.end = passage.end if passage else None
    row.digest = passage.digest if passage else None
    row.text = passage.text if passage else ""
    row.flag = row.flagged_at = None
    suggest(row, None)


def suggest(row: ClauseLinkRow, passage: CodeBlock | None) -> None:
    """Keep the passage that may have taken the place of the one that a link points to."""
    row.new_document = passage.document if passage else None
    row.new_version = passage.version if passage else None
    row.new_start = passage.start if passage else None
    row.new_end = passage.end if passage else None
    row.new_text = passage.text if passage else ""


def _block(
    document: str | None, version: int | None, start: int | None, end: int | None, text: str
) -> CodeBlock | None:
    if document is None or version is None or start is None or end is None:
        return None
    return CodeBlock(document, version, start, end, text)


_STATES: tuple[State, ...] = ("automatic", "confirmed", "none")
_FLAGS: tuple[Flag, ...] = ("changed", "gone", "retired")

"""What the pages and the machine interface show of the corpus: documents as rows, versions as text."""

from typing import Literal

from pydantic import BaseModel, Field

from assistant.answer import Validity

BlockKind = Literal["heading", "paragraph", "item", "row"]


class DocumentRow(BaseModel):
    """A document as one line in a list; `version` is its newest one."""

    document: str = Field(description="Id of the document.")
    version: int = Field(ge=1)
    title: str
    source: str = Field(description="File name or address that the document was ingested from.")
    municipality: str | None = None
    body: str | None = None
    date: str | None = Field(default=None, description="The document's own date, ISO 8601.")
    kind: str | None = Field(default=None, description="What kind of document it is, such as `minutes`.")
    validity: Validity = "unknown"


class OutlineEntry(BaseModel):
    """A heading of the version's text."""

    text: str
    level: int = Field(ge=1)
    start: int = Field(ge=0, description="Character offset of the heading in the version's text.")


class TextBlock(BaseModel):
    """A piece of the version's text between two character offsets; offsets count Unicode code points."""

    kind: BlockKind
    level: int = Field(default=0, description="Heading: 1 is the highest. Item: 0 is the outermost.")
    page: int | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = Field(description="Equal to the version's text from `start` to `end`.")


class VersionView(DocumentRow):
    """One version of a document with its whole text."""

    outline: list[OutlineEntry] = []
    blocks: list[TextBlock] = []


class Span(BaseModel):
    """A stretch of a version's text: what a citation quotes."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Piece(BaseModel):
    """A part of a block that is either inside a quote or outside of it."""

    text: str
    marked: bool


def pieces(block: TextBlock, span: Span | None) -> list[Piece]:
    """The block's text cut at the edges of `span`; put together, the pieces are the block's text."""
    if span is None or span.end <= block.start or span.start >= block.end:
        return [Piece(text=block.text, marked=False)]
    first = max(span.start - block.start, 0)
    last = min(span.end - block.start, len(block.text))
    parts = [
        Piece(text=block.text[:first], marked=False),
        Piece(text=block.text[first:last], marked=True),
        Piece(text=block.text[last:], marked=False),
    ]
    return [part for part in parts if part.text]

"""The decisions and the remarks in the parts of an agenda item that tell what a body decided."""

import re
from dataclasses import dataclass, replace

from ingest.danish.sentences import sentences
from ingest.fields import Field
from ingest.layout import Layout
from ingest.minutes.clauses import mask_quotes
from ingest.minutes.model import Decision, SectionName, Subject, Vote
from ingest.minutes.naming import as_field
from ingest.minutes.references import find_references
from ingest.minutes.sections import Part
from ingest.minutes.statements import Context, Statement, read_statements
from ingest.minutes.votes import merge_votes, read_vote

_REMARK = re.compile(
    r"\b(?:protokol\w*|mindretalsudtalelse|udtaler som mindretal|bemærke(?:r|de),? at\b"
    r"|bemærke(?:r|de):|tog forbehold|afgav følgende|særstandpunkt|ført til referat)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[\s.:,)(]|\b(?:indstillingens|og)\b")
_NO_VOTE_OF_ITS_OWN = re.compile(r"\b(?:stille|fremsætt?e|foreslå)(?:r|de|s)?\b|\bprotokol", re.IGNORECASE)
_SCOPE = re.compile(r"^[^:]{4,60}: ")
_LONGEST_BLOCK = 6_000


@dataclass(frozen=True, slots=True)
class Meeting:
    """The body and the day of the meeting that the minutes are of, as they are handed on to its decisions."""

    body: Field | None
    date: Field | None


@dataclass(slots=True)
class Found:
    """What was read from the parts of one item."""

    decisions: list[Decision]
    remarks: list[tuple[int, int]]


def read_decisions(
    layout: Layout, parts: list[Part], points: int, recommended: bool, meeting: Meeting
) -> Found:
    """The decisions in order, and the places of minority statements and remarks for the record."""
    found = Found([], [])
    for part in parts:
        if part.name is SectionName.REMARK:
            found.remarks.extend(
                (block.start, block.end)
                for index, block in enumerate(part.blocks)
                if index == 0 or _REMARK.search(layout.of(block)[:_LONGEST_BLOCK])
            )
            continue
        body, date = _of_meeting(part, meeting)
        if part.name is SectionName.DECISION or (
            part.name is SectionName.HISTORY and part.label and body and date
        ):
            if part.name is SectionName.HISTORY and part.is_section:
                continue
            context = Context(points, recommended, body.value if body else None, date.value if date else None)
            _read_part(layout, part, context, body, date, found)
    return found


def _of_meeting(part: Part, meeting: Meeting) -> tuple[Field | None, Field | None]:
    """The body and the day that the part's label names; else, in the decision itself, those of the meeting."""
    label = part.label
    body = as_field(label.body, part.start) if label and label.body else None
    date = as_field(label.date, part.start) if label and label.date else None
    if part.name is SectionName.HISTORY:
        return body, date
    if body and meeting.body and body.value != meeting.body.value:
        return body, date  # another body's decision: its day is not that of this meeting
    return body or meeting.body, date or meeting.date


def _read_part(
    layout: Layout, part: Part, context: Context, body: Field | None, date: Field | None, found: Found
) -> None:
    own: list[Decision] = []
    carried = ""
    remark_opened = False
    for block in part.blocks:
        if block.kind == "row":
            continue
        if remark_opened:
            found.remarks[-1] = (found.remarks[-1][0], block.end)
            remark_opened = False
            continue
        text = mask_quotes(layout.of(block)[:_LONGEST_BLOCK])
        read = _read_block(text, carried, context)
        carried = read.carried
        for statement, start, end in read.statements:
            own.append(_decision(statement, body, date, block.start + start, block.start + end))
        if read.vote and not read.statements and own:
            own[-1] = replace(own[-1], vote=merge_votes(own[-1].vote, read.vote))
        if read.is_remark:
            found.remarks.append((block.start, block.end))
            remark_opened = text.rstrip().endswith(":")
    found.decisions.extend(_consistent(own))


@dataclass(slots=True)
class _Read:
    """What one block says: statements with their places, a vote told apart from them, and a reference left open."""

    statements: list[tuple[Statement, int, int]]
    vote: Vote | None = None
    is_remark: bool = False
    carried: str = ""


def _read_block(text: str, carried: str, context: Context) -> _Read:
    read = _Read([], carried=carried)
    scope: tuple[int, ...] = ()
    for start, end in sentences(text):
        sentence = text[start:end]
        references = find_references(sentence)
        if references and not _BESIDE.sub(
            "", sentence[: references[0].start] + sentence[references[-1].end :]
        ):
            read.carried = sentence.rstrip(" .:") + ": "
            continue
        statements = read_statements(read.carried + sentence, context)
        read.carried = ""
        if not statements and references and not start and _SCOPE.match(sentence):
            scope = references[0].numbers
        if scope:
            statements = [_scoped(statement, scope, context) for statement in statements]
        read.statements += [(statement, start, end) for statement in statements]
        if not statements:
            read.is_remark = read.is_remark or bool(_REMARK.search(sentence))
            _add_vote(read, None if _NO_VOTE_OF_ITS_OWN.search(sentence) else read_vote(sentence))
        elif read.vote and len(read.statements) == len(statements):
            first, *rest = read.statements
            read.statements = [
                (replace(first[0], vote=merge_votes(first[0].vote, read.vote)), *first[1:]),
                *rest,
            ]
    return read


def _add_vote(read: _Read, vote: Vote | None) -> None:
    """A vote told in a sentence of its own: it belongs to the decision before it in the block, else to the next."""
    if vote and read.statements:
        statement, start, end = read.statements[-1]
        read.statements[-1] = (replace(statement, vote=merge_votes(statement.vote, vote)), start, end)
    else:
        read.vote = merge_votes(read.vote, vote)


def _scoped(statement: Statement, scope: tuple[int, ...], context: Context) -> Statement:
    """A decision on "the recommendation" in a paragraph that begins "Punkt 2:" is one on that point."""
    is_whole = statement.subject is Subject.RECOMMENDATION and statement.points == context.all_points
    return replace(statement, points=scope) if is_whole and max(scope) <= context.points else statement


def _consistent(decisions: list[Decision]) -> list[Decision]:
    """Without a second decision on points that the same meeting decided already: one of the two was misread."""
    decided: set[int] = set()
    kept = []
    for decision in decisions:
        if decision.subject is Subject.RECOMMENDATION and decision.points:
            if decided & set(decision.points):
                continue
            decided |= set(decision.points)
        kept.append(decision)
    return kept


def _decision(statement: Statement, body: Field | None, date: Field | None, start: int, end: int) -> Decision:
    return Decision(
        statement.subject, statement.outcome, statement.points, body, date, statement.vote, start, end
    )

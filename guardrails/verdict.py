"""What the guardrails say of a text: what each rule found in it, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Language = Literal["da", "en"]
Stage = Literal["ingest", "question", "passages", "answer", "log", "interface"]
Action = Literal["pass", "disclose", "warn", "redact", "withhold", "quarantine", "route", "block"]

STRENGTH: tuple[Action, ...] = (
    "pass",
    "disclose",
    "warn",
    "redact",
    "withhold",
    "quarantine",
    "route",
    "block",
)
"""The actions from the mildest to the strictest."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text at a stage, and what the same person wrote before it in the conversation, oldest first."""

    text: str
    stage: Stage = "question"
    before: tuple[str, ...] = ()
    language: Language = "da"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text, and what stands in their place when they are removed."""

    start: int
    end: int
    mask: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a message.

    `score` (0 to 1) is compared with the rule's threshold. `action` is set where the rule itself wants another action
    than the policy's, as a CPR number that may be none is only warned of. `spans` are what to remove; `before` names
    spans in earlier messages, as (index, span). `kind` says what was found, never the found text itself.
    """

    score: float = 1.0
    spans: tuple[Span, ...] = ()
    before: tuple[tuple[int, Span], ...] = ()
    action: Action | None = None
    kind: str = ""


class Recogniser(Protocol):
    """One rule's eye: what it finds in a message, or None. Safe to use from several threads."""

    def __call__(self, message: Message, /) -> Finding | None:
        """Look at a message."""
        ...


@dataclass(frozen=True, slots=True)
class Triggered:
    """A rule that acts on a text. `failed`: it could not be run in time or at all, and so counts as triggered."""

    rule: str
    action: Action
    score: float = 1.0
    spans: tuple[Span, ...] = ()
    kind: str = ""
    failed: bool = False
    judged: bool = False
    """Whether a language model was asked, because the local classifier was unsure."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows for a text.

    `action` is the strictest of what was triggered; `triggered` is in the order of the policy. `text` is the text with
    all that must be removed replaced by masks, `anonymised` the same with everything removed by which a person can be
    identified, as is offered to the person who wrote it. `before` holds earlier messages that must be redacted too, by
    their index. `scores` are those of all rules that gave one, triggered or not.
    """

    action: Action
    text: str
    anonymised: str
    triggered: tuple[Triggered, ...] = ()
    before: dict[int, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    milliseconds: dict[str, float] = field(default_factory=dict)
    identifying: tuple[Span, ...] = ()
    """What `anonymised` has masks for, as characters of the text that was checked, in order and without overlaps."""

    @property
    def ends(self) -> Triggered | None:
        """The first rule that keeps the question from being answered, if one does."""
        return next((found for found in self.triggered if found.action in ("block", "route")), None)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything that was found, as characters of the text that was checked, in order and without overlaps."""
        return merged([span for found in self.triggered for span in found.spans])


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one; it has the mask of the longest of them."""
    found: list[Span] = []
    longest = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if found and span.start < found[-1].end:
            size = span.end - span.start
            mask = span.mask if size > longest else found[-1].mask
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end), mask)
            longest = max(longest, size)
        else:
            found.append(span)
            longest = span.end - span.start
    return tuple(found)


def masked(text: str, spans: Sequence[Span]) -> str:
    """The text with its spans replaced by their masks."""
    for span in reversed(merged(spans)):
        text = text[: span.start] + span.mask + text[span.end :]
    return text


def original(spans: Sequence[Span], removed: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of a masked text as spans of the text before `removed` was masked; within a mask they take it whole."""
    return tuple(
        Span(_before(span.start, removed, False), _before(span.end, removed, True), span.mask)
        for span in spans
    )


def _before(place: int, removed: Sequence[Span], is_end: bool) -> int:
    """A place of the masked text in the text before."""
    shift = 0
    for span in merged(removed):
        start = span.start + shift
        end = start + len(span.mask)
        if place <= start:
            break
        if place < end:
            return span.end if is_end else span.start
        shift += len(span.mask) - (span.end - span.start)
    return place - shift

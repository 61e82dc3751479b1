"""Personal data taken out of a document before anything of it is stored, embedded or logged.

The texts of a document are looked at together, so that a rule sees the words around a number; what is found is masked
in the block, cell or line that it stands in. Texts without a digit or an `@` hold no identifier and are passed over.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from guardrails.guard import Guard
from guardrails.running import Task, run
from guardrails.verdict import Finding, Message, Recogniser, Span, masked, merged
from ingest.blocks import Block, Hidden, Link, Reading, UnreadableError

_APART = "\n" * 48
"""Between texts that do not belong together: further than any rule looks for words around a number."""
_TOGETHER = 8_000
_SECONDS = 5.0
_MAY_HOLD = re.compile(r"[\d@]|snabel|\(at\)|\bcpr\b|personnummer|person ?number", re.IGNORECASE)
_FETCHED = re.compile(r"(?:https?:|ftp:)?//", re.IGNORECASE)
_FAILED = (
    "Reglen »{rule}« kunne ikke afprøves på filen, så personoplysninger kunne ikke fjernes. Prøv igen, eller "
    "meld det til den, der driver systemet."
)


@dataclass(slots=True)
class _Text:
    """A text of the document; `start` is where it stands among those that are looked at together."""

    text: str
    is_kept: bool = True
    start: int = 0
    spans: list[Span] = field(default_factory=list)

    def cut(self) -> str:
        """The text with what was found masked."""
        return masked(self.text, self.spans) if self.spans else self.text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document without what had to be removed; `quarantining` are rules by which it is to be held back, too."""

    reading: Reading
    quarantining: tuple[str, ...]


def clean_at_the_edge(reading: Reading, guard: Guard, eyes: Mapping[str, Recogniser]) -> Cleaned:
    """The document with all personal data masked that the policy wants removed from documents.

    `UnreadableError` when a rule fails or takes too long: what would have to be removed is then not known.
    """
    acting = {rule: eye for rule, eye in eyes.items() if guard.acts(rule, "ingest") != "pass"}
    blocks = [[_Text(block.text)] for block in reading.blocks]
    rows = [[[_Text(cell) for cell in row] for row in block.rows] for block in reading.blocks]
    dropped = [_Text(line) for line in reading.dropped]
    hidden = [_Text(one.text) for one in reading.hidden]
    links = [link for link in reading.links if _FETCHED.match(link.target)]
    targets = [_Text(link.target) for link in links]
    groups = [*blocks, *_tables(reading.blocks, rows), *([one] for one in (*dropped, *hidden, *targets))]
    counts = _mask([group for group in groups if _may_hold(group)], guard, acting)
    cleaned = replace(
        reading,
        blocks=tuple(
            replace(block, text=own[0].cut(), rows=tuple(tuple(cell.cut() for cell in row) for row in cells))
            for block, own, cells in zip(reading.blocks, blocks, rows, strict=True)
        ),
        dropped=tuple(line.cut() for line in dropped),
        hidden=tuple(
            Hidden(one.how, text.cut(), one.page) for one, text in zip(reading.hidden, hidden, strict=True)
        ),
        links=tuple(Link(text.cut(), link.image) for link, text in zip(links, targets, strict=True)),
        redacted=dict(counts),
    )
    return Cleaned(cleaned, tuple(rule for rule in counts if guard.acts(rule, "ingest") == "quarantine"))


def _tables(blocks: Sequence[Block], rows: Sequence[list[list[_Text]]]) -> Iterator[list[_Text]]:
    """Each row with the heads of its columns, which say what its cells are; a head is looked at for itself, too."""
    for block, cells in zip(blocks, rows, strict=True):
        head = [cell.text for cell in cells[0]] if cells and block.has_header else []
        for row in cells:
            named = head if head and row is not cells[0] else [""] * len(row)
            heads = [_Text(f"{name}:", is_kept=False) if name else None for name in named]
            pairs = zip(heads, row, strict=False)
            yield [one for pair in pairs for one in pair if one is not None and one.text]


def _may_hold(group: Sequence[_Text]) -> bool:
    return any(one.is_kept and _MAY_HOLD.search(one.text) for one in group)


def _mask(groups: Sequence[Sequence[_Text]], guard: Guard, acting: Mapping[str, Recogniser]) -> Counter[str]:
    """Mark what is found in the texts; returns how much, by rule."""
    counts: Counter[str] = Counter()
    for texts, whole in _gathered(groups):
        for rule, finding in _found(whole, acting).items():
            if finding.score < guard.policy.rules[rule].threshold or finding.action in ("warn", "disclose"):
                continue
            spans = merged(finding.spans)
            counts[rule] += sum(_mark(texts, span) for span in spans)
    return counts


def _gathered(groups: Sequence[Sequence[_Text]]) -> Iterator[tuple[list[_Text], str]]:
    """Texts in portions with each portion as one text: those of a group side by side, groups far apart."""
    texts: list[_Text] = []
    parts: list[str] = []
    length = 0
    for group in groups:
        for place, one in enumerate(group):
            gap = "" if not parts else " " if place else _APART
            one.start = length + len(gap)
            parts.append(gap + one.text)
            length = one.start + len(one.text)
            texts.append(one)
        if length > _TOGETHER:
            yield texts, "".join(parts)
            texts, parts, length = [], [], 0
    if texts:
        yield texts, "".join(parts)


def _found(text: str, acting: Mapping[str, Recogniser]) -> dict[str, Finding]:
    message = Message(text, "ingest")
    tasks = [Task(rule, lambda eye=eye: eye(message), _SECONDS) for rule, eye in acting.items()]  # type: ignore[misc]
    results = run(tasks)
    for rule, result in results.items():
        if result.failed:
            raise UnreadableError(_FAILED.format(rule=rule))
    return {rule: result.finding for rule, result in results.items() if result.finding}


def _mark(texts: Sequence[_Text], span: Span) -> int:
    """Mark a span in the texts that it lies in, the mask in the first of them; returns whether there was any."""
    hit = [
        one
        for one in texts
        if one.is_kept and one.start < span.end and span.start < one.start + len(one.text)
    ]
    for place, one in enumerate(hit):
        start, end = max(0, span.start - one.start), min(len(one.text), span.end - one.start)
        one.spans.append(Span(start, end, "" if place else span.mask))
    return bool(hit)

"""The sections of an agenda item: which blocks stand under which heading."""

from dataclasses import dataclass, field

from ingest.layout import Layout, Placed
from ingest.minutes.labels import Label, read_label
from ingest.minutes.model import Section, SectionName


@dataclass(slots=True)
class Part:
    """A run of blocks under one label; `name` is None before the first. `start` is where the label begins.

    `label` names the body and the day where it does. A part without a section of its own (`is_section` false) tells
    what a body decided inside the section before it. `blocks` are what stands under the label, the rest of its line
    among them.
    """

    name: SectionName | None
    start: int
    label: Label | None = None
    is_section: bool = True
    blocks: list[Placed] = field(default_factory=list)


def split_parts(layout: Layout, blocks: list[Placed]) -> list[Part]:
    """An item's blocks by their labels."""
    parts = [Part(None, blocks[0].start if blocks else 0)]
    for block in blocks:
        label = None if block.kind == "row" else read_label(layout.of(block))
        part = _open(label, parts[-1], block) if label else None
        if part is None or label is None:
            parts[-1].blocks.append(block)
            continue
        parts.append(part)
        rest = layout.of(block)[label.end :]
        if rest.strip():
            start = block.start + label.end + len(rest) - len(rest.lstrip())
            part.blocks.append(Placed("paragraph", start, block.end, block.level, block.page, block.path))
    return parts


def _open(label: Label, current: Part, block: Placed) -> Part | None:
    if label.name is not None and not (label.body or label.date):
        return Part(label.name, block.start, label)
    inside = current.name in (SectionName.DECISION, SectionName.HISTORY)
    if label.name is None:
        return Part(current.name, block.start, label, is_section=False) if inside else None
    if label.is_genitive and inside:
        return Part(current.name, block.start, label, is_section=False)
    return Part(SectionName.DECISION, block.start, label)


def as_sections(parts: list[Part], end: int) -> tuple[Section, ...]:
    """The sections with their places; each reaches to the next one's beginning."""
    opened = [part for part in parts if part.name and part.is_section]
    ends = ([part.start for part in opened[1:]] + [end])[: len(opened)]
    return tuple(Section(p.name, p.start, e) for p, e in zip(opened, ends, strict=True) if p.name)

"""The blocks of a plain text: headings with their levels, paragraphs and list items."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.readers.headings import (
    Tier,
    is_closing,
    is_metadata,
    is_section,
    is_signature,
    may_head,
    number_of,
    numbered_tier,
    own_tier,
)
from ingest.readers.items import depths
from ingest.readers.paragraphs import Paragraph

_UNDERLINED = {"=": Tier.SECTION, "-": Tier.TOPIC}


def structure(paragraphs: Sequence[Paragraph]) -> tuple[list[Block], list[str]]:
    """The blocks, and the headings that were left out because they only repeat the one before."""
    tiers = _tiers(paragraphs)
    used = sorted({tier for tier in tiers if tier is not None})
    levels = {tier: level for level, tier in enumerate(used, 1)}
    nested = depths((paragraph.text, paragraph.indent) for paragraph in paragraphs)
    blocks: list[Block] = []
    dropped: list[str] = []
    for paragraph, tier, depth in zip(paragraphs, tiers, nested, strict=True):
        block = _block(paragraph, levels.get(tier) if tier is not None else None, depth)
        if blocks and block.kind is BlockKind.HEADING and replace(blocks[-1], page=block.page) == block:
            dropped.append(block.text)
        else:
            blocks.append(block)
    return blocks, dropped


def _block(paragraph: Paragraph, level: int | None, depth: int) -> Block:
    if paragraph.block is not None:
        return paragraph.block
    if level is not None:
        return Block(BlockKind.HEADING, paragraph.text, level=level, page=paragraph.page)
    if paragraph.is_item:
        return Block(BlockKind.ITEM, paragraph.text, level=depth, page=paragraph.page)
    return Block(BlockKind.PARAGRAPH, paragraph.text, page=paragraph.page)


def _tiers(paragraphs: Sequence[Paragraph]) -> list[Tier | None]:
    """For each paragraph the tier of the heading it is, or None."""
    tiers: list[Tier | None] = []
    titled = False
    section = ""
    for index, paragraph in enumerate(paragraphs):
        tier = _tier(paragraphs, index, section)
        if tier is Tier.TOPIC and tiers and tiers[-1] is Tier.AGENDA_ITEM:
            tier = Tier.AGENDA_TITLE
        elif tier is not None and not titled and (tier is Tier.TOPIC or paragraph.underline):
            tier = Tier.TITLE
        titled = titled or tier is not None
        if tier is not None or is_closing(paragraph.text):
            section = paragraph.text.rstrip(":").lower()
        tiers.append(tier)
    return _opening(_alike(paragraphs, tiers))


def _alike(paragraphs: Sequence[Paragraph], tiers: Sequence[Tier | None]) -> list[Tier | None]:
    """Where one numbered heading is an agenda item, its equals are too, also those without sections."""
    numbered = {Tier.AGENDA_ITEM, Tier.SECTION}
    equals = {i for i, p in enumerate(paragraphs) if p.is_item and tiers[i] in numbered}
    if all(tiers[i] is not Tier.AGENDA_ITEM for i in equals):
        return list(tiers)
    return [Tier.AGENDA_ITEM if i in equals else tier for i, tier in enumerate(tiers)]


def _opening(tiers: Sequence[Tier | None]) -> list[Tier | None]:
    """Headings before the first section or agenda item stand as high as that, not under it."""
    highest = min((tier for tier in tiers if tier not in (None, Tier.TITLE)), default=None)
    raised: list[Tier | None] = []
    opening = True
    for tier in tiers:
        opening = opening and tier in (None, Tier.TITLE, Tier.TOPIC)
        raised.append(highest if opening and tier is Tier.TOPIC else tier)
    return raised


def _tier(paragraphs: Sequence[Paragraph], index: int, section: str) -> Tier | None:
    paragraph = paragraphs[index]
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if paragraph.block is not None:
        return None
    if paragraph.underline:
        return _UNDERLINED[paragraph.underline]
    own = own_tier(paragraph.text)
    if own is not None:
        return own
    if following is None or section == "bilag" or is_closing(section):
        return None  # what stands last heads nothing, and under these stand titles of documents, or names
    if paragraph.is_item:
        return _numbered(paragraphs[index - 1].text if index else "", paragraph, following)
    if _is_signed(paragraph, following) or not may_head(paragraph.text, before_items=following.is_item):
        return None
    return numbered_tier(paragraph.text) or Tier.TOPIC


def _numbered(before: str, paragraph: Paragraph, following: Paragraph) -> Tier | None:
    """The tier of a numbered line that is in no list; before a section it is an agenda item."""
    number = number_of(paragraph.text)
    if number is None or following.is_item or number_of(before) == number - 1:
        return None
    opens = is_section(following.text) or is_metadata(following.text)
    return Tier.AGENDA_ITEM if opens and numbered_tier(paragraph.text) else numbered_tier(paragraph.text)


def _is_signed(paragraph: Paragraph, following: Paragraph) -> bool:
    """Names stand under a text: a section or another name follows them, never a text."""
    return is_signature(paragraph.text) and (is_section(following.text) or following.text.startswith("/"))

"""Small documents put into a corpus block by block."""

from pathlib import Path

from ingest.blocks import Block, BlockKind, Reading
from ingest.corpus import StoredSentence, Version
from tests.support.assembly import Parts

OPENED = ("# Strategi", "Vi har tre mål:", "- Flere cykler", "- Færre biler. Det haster.", "Resten er tekst.")
HEADED = ("# Strategi", "## Fokusområder", "- Flere cykler", "- Færre biler", "## Andet", "Resten er tekst.")
RUN_ON = ("# Sag", "Forvaltningen indstiller:", "At planen godkendes. At sagen lukkes.", "Resten er tekst.")
PROSE = ("# Plan", "Formålet er som følger:", "Kommunen vil spare på energien.", "Resten er tekst.")
DECISION = (
    "# Referat",
    "## Indstilling",
    "Planen godkendes.",
    "## Beslutning",
    "Indstillingen blev godkendt. Et mindretal var imod.",
    "Sagen er slut.",
    "## Bilag",
    "Resten er tekst.",
)
LABELLED = (
    "# Strategi",
    "Værdierne er:",
    "A: Åbenhed er vigtig.",
    "Her står der mere om åbenhed.",
    "B: Tillid er vigtig.",
    "C: Mod er vigtigt.",
)
NUMBERED = (
    "# Principper",
    "Princip 1 side 2.",
    "Princip 2 side 3.",
    "Princip 3 side 4.",
    "Princip 1: Vi er åbne.",
    "Det ligner princip 7.",
    "Princip 2: Vi lytter.",
    "Princip 3: Vi lærer.",
)


def block(line: str) -> Block:
    """A heading ("## Mål"), an item ("- Flere cykler") or a paragraph."""
    if line.startswith("#"):
        return Block(BlockKind.HEADING, line.lstrip("# "), level=len(line) - len(line.lstrip("#")))
    return Block(BlockKind.ITEM if line.startswith("- ") else BlockKind.PARAGRAPH, line)


def add(parts: Parts, path: Path, *lines: str) -> Version:
    """A document with a block a line; an older one of the same file is replaced."""
    path.write_text("\n\n".join(lines), encoding="utf-8")
    former = next((v.document for v in parts.corpus.active().values() if v.source == path.name), None)
    prepared = parts.activator.prepare(Reading(tuple(map(block, lines))))
    parts.activator.activate(prepared, former, path.name)
    return next(v for v in parts.corpus.active().values() if v.source == path.name)


def sentences_of(parts: Parts, version: Version) -> list[StoredSentence]:
    """All its sentences in order."""
    return parts.corpus.sentences(version.id, 0, len(version.text))


class Document:
    """A version of a few lines, and the place of each of its sentences."""

    def __init__(self, parts: Parts, path: Path, lines: tuple[str, ...]) -> None:
        self.version = add(parts, path, *lines)
        self.sentences = sentences_of(parts, self.version)

    def place(self, start: str) -> int:
        """The place of the first sentence that begins so."""
        texts = [self.version.text[s.start : s.end] for s in self.sentences]
        return next(place for place, text in enumerate(texts) if text.startswith(start))

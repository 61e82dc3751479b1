"""Finding, in the municipality's own code of conduct, the passage that a rule's clause speaks of."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

import numpy as np

from guardrails.policy import Rule
from ingest.blocks import BlockKind
from ingest.corpus import Version
from ingest.danish.words import content_tokens, likeness
from ingest.embedding.embedder import Embedder

KIND = "code"
"""The kind of documents that are codes of conduct (`ingest.metadata.words`)."""

_IN_HEADING, _MISSING = 0.8, 0.5
_NAMED = 0.6
_LEAST_WORDS, _LEAST = 0.4, 0.7
_LEAST_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A paragraph, list item or table row of a code of conduct, as it stands in its version."""

    document: str
    version: int
    start: int
    end: int
    text: str

    @property
    def digest(self) -> str:
        """What tells this text from others, whatever the spaces in it."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """The digest of a text without regard to spaces and line ends."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


def blocks_of(version: Version) -> list[CodeBlock]:
    """The blocks of a version that say something: all but headings."""
    return [
        CodeBlock(version.document, version.number, block.start, block.end, text)
        for block in version.blocks
        if block.kind != BlockKind.HEADING and (text := version.text[block.start : block.end]).strip()
    ]


def best_blocks(rules: Iterable[Rule], codes: Sequence[Version], embedder: Embedder) -> dict[str, CodeBlock]:
    """For each rule (its id) that looks for words of its own the block that says best what it protects.

    A rule for which no block is good enough is missing. A block's score is how far it holds the rule's words, each
    weighed by how rare it is there, plus how much nearer its meaning is to what the rule protects than that of the
    middle block. The weights and limits were set by hand on the code of conduct of the sample corpus, for precision:
    an administrator sees every link that was found.
    """
    found: dict[str, tuple[float, CodeBlock]] = {}
    searched = [rule for rule in rules if rule.clause.own]
    for version in codes if searched else ():
        code = _Code(version, embedder)
        for rule in searched:
            score, block = code.best(rule)
            if block and score > found.get(rule.id, (_LEAST, block))[0]:
                found[rule.id] = (score, block)
    return {rule: block for rule, (_, block) in found.items()}


def find_quote(version: Version, quote: str) -> CodeBlock | None:
    """The block of a version that holds a quotation, without regard to spaces."""
    wanted = " ".join(quote.split())
    return next((b for b in blocks_of(version) if wanted and wanted in " ".join(b.text.split())), None)


def most_alike(version: Version, text: str) -> CodeBlock | None:
    """The block that a passage most likely became; none when nothing there is like it."""
    best, found = _LEAST_ALIKE, None
    for block in blocks_of(version):
        matcher = SequenceMatcher(None, text, block.text, autojunk=False)
        if matcher.real_quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, block
    return found


class _Code:
    """A code of conduct, made ready for looking up rules."""

    def __init__(self, version: Version, embedder: Embedder) -> None:
        self._embedder = embedder
        self._blocks = blocks_of(version)
        headings = {block.start: " ".join(block.path[1:]) for block in version.blocks}
        self._words = [_stems(block.text) for block in self._blocks]
        self._above = [_stems(headings[block.start]) for block in self._blocks]
        self._topic = _stems(version.name)
        texts = [block.text for block in self._blocks]
        self._vectors = embedder.embed_passages(texts) if texts else None

    def best(self, rule: Rule) -> tuple[float, CodeBlock | None]:
        """The block that says best what a rule protects, and its score; none where its words are not named."""
        wanted = (
            _stems(rule.clause.own or "") - self._topic
        )  # the topic of all of it tells no block from another
        if self._vectors is None or not wanted:
            return 0.0, None
        met = {word: [self._met(word, place) for place in range(len(self._blocks))] for word in wanted}
        weights = {word: self._weight(values) for word, values in met.items()}
        cosines = self._vectors @ self._embedder.embed_query(rule.protects("da"))
        middle = float(np.median(cosines))
        scores: list[tuple[float, int]] = []
        for place in range(len(self._blocks)):
            words = sum(weights[w] * met[w][place] for w in wanted) / sum(weights.values())
            nearness = (float(cosines[place]) - middle) / max(1 - middle, 1e-6)
            if words >= _LEAST_WORDS:
                scores.append((words + nearness, place))
        if not scores:
            return 0.0, None
        score, place = max(scores)
        return score, self._blocks[place]

    def _met(self, word: str, place: int) -> float:
        inside = max((likeness(word, found) for found in self._words[place]), default=0.0)
        above = max((likeness(word, found) for found in self._above[place]), default=0.0)
        return max(inside, _IN_HEADING * above)

    def _weight(self, values: Sequence[float]) -> float:
        """The weight of a word: the rarer, the more; one that stands nowhere counts for half."""
        named, total = sum(value >= _NAMED for value in values), len(values)
        return math.log(1 + total / named) if named else _MISSING * math.log(1 + total)


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in content_tokens(text))

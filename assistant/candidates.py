"""From passages found to sentences that may answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Candidate
from assistant.retrieval import Hit
from assistant.scope import Scope
from assistant.units import stands_in_list
from ingest.corpus import Corpus, StoredSentence, Version

_NEAR = 1
_BEFORE, _AFTER = 1_500, 3_000
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that was found, with its version, and its sentences with some before and after it."""

    hit: Hit
    version: Version
    sentences: tuple[StoredSentence, ...]


def read_passages(corpus: Corpus, hits: Sequence[Hit]) -> list[Read]:
    """The hits with their versions and sentences; a hit whose version was retired meanwhile is left out."""
    versions = corpus.active()
    reads = []
    for hit in hits:
        passage = hit.passage
        if passage.version in versions:
            around = corpus.sentences(passage.version, passage.start - _BEFORE, passage.end + _AFTER)
            reads.append(Read(hit, versions[passage.version], tuple(around)))
    return reads


def candidates(reads: Sequence[Read], scope: Scope) -> Iterator[tuple[Candidate, Read, int]]:
    """The sentences that the scope allows, each once, with the passage it was read in and its place there."""
    seen: set[int] = set()
    for read in reads:
        above = _above(read)
        passage = read.hit.passage
        body = read.version.text[passage.start : passage.end]
        for place, sentence in enumerate(read.sentences):
            inside = passage.start <= sentence.start < passage.end
            if not inside or sentence.id in seen or not _may_answer(read, place):
                continue
            seen.add(sentence.id)
            text = read.version.text[sentence.start : sentence.end]
            near = _near(read, place)
            spoken = tuple(read.version.text[s.start : s.end] for s in near)
            if scope.allows(read.version, text, above, "\n".join(spoken)):
                vectors = tuple(s.vector for s in near)
                in_list = stands_in_list(read.version, read.sentences, place)
                yield (
                    Candidate(sentence, read.version, read.hit, text, spoken, vectors, body, above, in_list),
                    read,
                    place,
                )


def _above(read: Read) -> str:
    version = read.version
    facts = [
        version.title,
        read.hit.passage.section,
        version.municipality and f"{version.municipality} Kommune",
        version.body,
    ]
    return "\n".join(fact for fact in facts if fact)


def _near(read: Read, place: int) -> list[StoredSentence]:
    """The sentences just before and after, and for an item the line that opens its list."""
    around = [*read.sentences[max(0, place - _NEAR) : place], *read.sentences[place + 1 : place + 1 + _NEAR]]
    opener = next(
        (s for s in reversed(read.sentences[:place]) if read.version.text[s.start : s.end].endswith(":")),
        None,
    )
    if opener is not None and opener not in around and sentence_is_item(read.version, read.sentences[place]):
        around.insert(0, opener)
    return around


def sentence_is_item(version: Version, sentence: StoredSentence) -> bool:
    """Whether the sentence stands in a list or a table."""
    return version.blocks[sentence.block].kind in ("item", "row")


def _may_answer(read: Read, place: int) -> bool:
    """Whether a sentence can be (part of) an answer.

    Headings are only where a list follows at once, or where they say when and by whom something was decided; a question
    of the source is only where its answer follows.
    """
    version, sentence = read.version, read.sentences[place]
    text = version.text[sentence.start : sentence.end]
    if version.blocks[sentence.block].kind != "heading":
        asks_alone = text.endswith("?") and version.blocks[sentence.block].end == sentence.end
        return len(text) >= _SHORTEST and not asks_alone
    if place + 1 < len(read.sentences) and sentence_is_item(version, read.sentences[place + 1]):
        return True
    return "beslutning i mødet" in text.casefold()

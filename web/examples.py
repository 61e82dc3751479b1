"""Questions to show to a person who has not asked yet, made from what the corpus holds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.corpus import Version
from ingest.layout import Placed

MOST = 4
_MOST_TRIED = 6  # of each kind of document
LONGEST = 130  # characters
_NUMBER = re.compile(r"^(?:§ ?)?\d+(?:\.\d+)*[.:)]? +")
_ROUTINE = re.compile(
    r"dagsorden|eventuelt|orientering|meddelelser|godkendelse af|referat|bilag|lukket", re.IGNORECASE
)
_PARTS = re.compile(
    r"resumé|indstilling|problemstilling|løsning|sagsfremstilling|økonomi|videre proces|oversigt|tidligere"
    r"|høringssvar|protokol|beslutning",
    re.IGNORECASE,
)
_DULL = re.compile(
    r"forord|indledning|vision|økonomi|ændringer|kontakt|eksempler|spørgsmål|formål|ord, der|sådan|det må"
    r"|det er|hvis |høringssvar|\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and where its answer should stand: a document and a stretch of its active version."""

    question: str
    document: str
    start: int
    end: int


def choose(versions: Iterable[Version], is_answered: Callable[[Example], bool]) -> list[str]:
    """Up to four questions that are answered, of as many kinds of documents as there are, newest first."""
    by_kind: dict[str, list[Iterator[Example]]] = {}
    for version in sorted(versions, key=lambda v: v.valid_from or v.date or "", reverse=True):
        by_kind.setdefault(version.kind or "", []).append(_examples(version))
    answered = [filter(is_answered, islice(_in_turn(of_kind), _MOST_TRIED)) for of_kind in by_kind.values()]
    return [example.question for example in islice(_in_turn(answered), MOST)]


def _in_turn(examples: Iterable[Iterator[Example]]) -> Iterator[Example]:
    """The first of each, then the second of each, and so on; no more are made than are taken."""
    left = list(examples)
    while left:
        for source in list(left):
            example = next(source, None)
            if example is None:
                left.remove(source)
            else:
                yield example


def _examples(version: Version) -> Iterator[Example]:
    make = _of_minutes if version.kind == "minutes" else _of_guidance
    found = (Example(question, version.document, start, end) for question, start, end in make(version))
    return (example for example in found if len(example.question) <= LONGEST)


def _of_minutes(version: Version) -> Iterator[tuple[str, int, int]]:
    """What the body decided about each item: the answer stands under the item's decision."""
    seen: set[str] = set()
    for heading in _headings(version):
        items = [above for above in heading.path if not _PARTS.match(above)]
        if not version.body or not items or not _is_decision(_words(version, heading), version.body):
            continue
        item = items[-1]
        if item not in seen and item != version.body and not _ROUTINE.search(item):
            seen.add(item)
            question = f"Hvad besluttede {version.body} om {_in_sentence(item, version)}?"
            yield question, *_under(version, heading)


def _is_decision(heading: str, body: str) -> bool:
    """Whether a heading opens the body's own decision."""
    words = heading.casefold().rstrip(":")
    return words in ("beslutning", "beslutninger") or ("beslutning" in words and body.casefold() in words)


def _of_guidance(version: Version) -> Iterator[tuple[str, int, int]]:
    """When a document came into force, the questions it asks itself, and what it says of its headings."""
    name = re.sub(r" *\([^)]*\)$", "", version.name)
    if version.valid_from and version.kind == "strategy":
        yield f"Hvornår træder {name} i kraft?", 0, len(version.text)
    headings = [heading for heading in _headings(version) if heading.level > 1]
    for heading in headings:
        words = _NUMBER.sub("", _words(version, heading))
        if words.endswith("?"):
            yield words, *_under(version, heading)
    for heading in headings:
        words = _NUMBER.sub("", _words(version, heading))
        if not words.endswith("?") and not _DULL.search(words):
            yield f"Hvad siger {name} om {_in_sentence(words, version)}?", *_under(version, heading)


def _headings(version: Version) -> list[Placed]:
    return [block for block in version.blocks if block.kind == "heading"]


def _words(version: Version, heading: Placed) -> str:
    return version.text[heading.start : heading.end]


def _under(version: Version, heading: Placed) -> tuple[int, int]:
    """The stretch from a heading to the next of its level or above."""
    later = (h.start for h in _headings(version) if h.start > heading.start and h.level <= heading.level)
    return heading.start, next(later, len(version.text))


def _in_sentence(heading: str, version: Version) -> str:
    """A heading as it stands inside a sentence: without its number, in lower case where it is no name."""
    words = _NUMBER.sub("", heading).split(":")[0]
    first = words.split(" ")[0]
    is_word = re.search(rf"\b{re.escape(first.lower())}\b", version.text) is not None
    return words[0].lower() + words[1:] if is_word else words

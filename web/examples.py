"""Questions to show to a person who has not asked yet, made from what the corpus holds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from ingest.corpus import Version

MOST = 4
_MOST_TRIED = 16
_LONGEST = 90
_NUMBER = re.compile(r"^(?:§ ?)?\d+(?:\.\d+)*[.:)]? +")
_ROUTINE = re.compile(r"dagsorden|eventuelt|orientering|meddelelser|godkendelse af|referat|bilag|lukket", re.IGNORECASE)
_DULL = re.compile(
    r"forord|indledning|vision|økonomi|ændringer|kontakt|eksempler|spørgsmål|formål|ord, der|sådan|det må|det er|hvis ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the id of the document that should answer it."""

    question: str
    document: str


def choose(versions: Iterable[Version], is_answered: Callable[[Example], bool]) -> list[str]:
    """Up to four questions that are answered, from documents of as many kinds as there are, the newest first."""
    by_kind: dict[str, list[Iterator[Example]]] = {}
    for version in sorted(versions, key=lambda v: v.valid_from or v.date or "", reverse=True):
        by_kind.setdefault(version.kind or "", []).append(_questions(version))
    kinds = [_in_turn(documents) for documents in by_kind.values()]
    chosen: list[Example] = []
    for tried, example in enumerate(_in_turn(kinds)):
        if len(chosen) == MOST or tried == _MOST_TRIED:
            break
        if len(example.question) <= _LONGEST and is_answered(example):
            chosen.append(example)
    return [example.question for example in chosen]


def _in_turn(questions: Iterable[Iterator[Example]]) -> Iterator[Example]:
    """The first of each, then the second of each, and so on."""
    return (example for example in chain.from_iterable(zip_longest(*questions)) if example is not None)


def _questions(version: Version) -> Iterator[Example]:
    make = _of_minutes if version.kind == "minutes" else _of_guidance
    return (Example(question, version.document) for question in make(version))


def _of_minutes(version: Version) -> Iterator[str]:
    """What was decided about each item that has a decision."""
    if not version.body:
        return
    decided = {block.path[-1] for block in version.blocks if block.path and _is_decision(version, block.start, block.end)}
    for item in _headings(version):
        if item in decided and not _ROUTINE.search(item):
            yield f"Hvad besluttede {version.body} om {_in_sentence(item, version)}?"


def _of_guidance(version: Version) -> Iterator[str]:
    """When a document came into force, the questions it asks itself, and what it says of its headings."""
    name = re.sub(r" *\([^)]*\)$", "", version.name)
    if version.valid_from and version.kind == "strategy":
        yield f"Hvornår træder {name} i kraft?"
    headings = _headings(version)
    yield from (_NUMBER.sub("", heading) for heading in headings if heading.endswith("?"))
    for heading in headings[1:]:
        if not heading.endswith("?") and not _DULL.search(heading):
            yield f"Hvad siger {name} om {_in_sentence(heading, version)}?"


def _headings(version: Version) -> list[str]:
    return [version.text[block.start : block.end] for block in version.blocks if block.kind == "heading"]


def _is_decision(version: Version, start: int, end: int) -> bool:
    return version.text[start:end].casefold().rstrip(":") in ("beslutning", "beslutninger")


def _in_sentence(heading: str, version: Version) -> str:
    """A heading as it stands inside a sentence: without its number, in lower case where it is no name."""
    words = _NUMBER.sub("", heading).split(":")[0]
    first = words.split(" ")[0]
    is_word = re.search(rf"\b{re.escape(first.lower())}\b", version.text) is not None
    return words[0].lower() + words[1:] if is_word else words

"""What two texts do not have in common: the stretches that changed, word by word, with a little before and after.

Paragraphs are compared first, then the words of those that changed, each within bounds, so that the work grows in step
with the texts.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "gone", "new"]
_LINE_BREAKS = re.compile(r"\n+")
_WORD = re.compile(r"\w+ ?|[^\w ] ?")
_MOST_COMPARED = 300
"""Runs of more paragraphs, or of more words, without a unique one in common are not compared item by item."""
_MOST_STRETCHES = 100
_CONTEXT_WORDS = 12
_MOST_SHOWN_WORDS = 150


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts share, or only the older ("gone") or the newer ("new") one has; "…" stands for others."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two texts differ, in order; `more` counts further places, which are not told."""

    stretches: tuple[tuple[Piece, ...], ...]
    more: int


Run = tuple[Sequence[str], Sequence[str]]
"""Items of the older text, and those that stand in their place in the newer one."""


def compare(older: str, newer: str) -> Difference:
    """How `newer` differs from `older`; white space does not count."""
    runs = [pair for run in _differing(_paragraphs(older), _paragraphs(newer)) for pair in _paired(*run)]
    told = tuple(tuple(_shorten(_pieces(*run))) for run in runs[:_MOST_STRETCHES])
    return Difference(told, len(runs) - len(told))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _LINE_BREAKS.split(text) if part.strip()]


def _differing(older: Sequence[str], newer: Sequence[str]) -> Iterator[Run]:
    """Runs of items that differ: those between items that stand once in both texts are compared on their own."""
    i = k = 0
    for next_i, next_k in [*_anchors(older, newer), (len(older), len(newer))]:
        yield from _compared(older[i:next_i], newer[k:next_k])
        i, k = next_i + 1, next_k + 1


def _compared(older: Sequence[str], newer: Sequence[str]) -> Iterator[Run]:
    if max(len(older), len(newer)) > _MOST_COMPARED:
        yield older, newer
        return
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    yield from ((older[i:j], newer[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")


def _anchors(older: Sequence[str], newer: Sequence[str]) -> list[tuple[int, int]]:
    """The longest chain of items that stand once in both texts, in the same order."""
    times_older, times_newer = Counter(older), Counter(newer)
    places = {item: k for k, item in enumerate(newer) if times_newer[item] == 1 == times_older[item]}
    pairs = [(i, places[item]) for i, item in enumerate(older) if item in places]
    ends: list[int] = []
    chain: list[int] = []
    before: list[int | None] = []
    for index, (_, k) in enumerate(pairs):
        length = bisect_left(ends, k)
        ends[length : length + 1] = [k]
        chain[length : length + 1] = [index]
        before.append(chain[length - 1] if length else None)
    kept: list[tuple[int, int]] = []
    last = chain[-1] if chain else None
    while last is not None:
        kept.append(pairs[last])
        last = before[last]
    return kept[::-1]


def _paired(gone: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """One paragraph against one where there are as many of both, else all against all."""
    if len(gone) == len(new):
        yield from (([older], [newer]) for older, newer in zip(gone, new, strict=True) if older != newer)
    else:
        yield gone, new


def _pieces(gone: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """The words of differing paragraphs as shared, gone and new ones."""
    older, newer = (_WORD.findall(" ".join(part)) for part in (gone, new))
    if max(len(older), len(newer)) > _MOST_COMPARED or not older or not newer:
        return _replaced(older, newer)
    matcher = SequenceMatcher(None, [w.strip() for w in older], [w.strip() for w in newer], autojunk=False)
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        pieces += (
            [Piece("same", "".join(newer[k:m]))] if tag == "equal" else _replaced(older[i:j], newer[k:m])
        )
    return pieces


def _replaced(gone: Sequence[str], new: Sequence[str]) -> list[Piece]:
    changes: tuple[tuple[Change, Sequence[str]], ...] = (("gone", gone), ("new", new))
    return [Piece(change, "".join(words)) for change, words in changes if words]


def _shorten(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with the middle of what is long left out; of what both share, only what stands near a change is kept."""
    for index, piece in enumerate(pieces):
        words = piece.text.split(" ")
        head = tail = _MOST_SHOWN_WORDS // 2
        if piece.change == "same":
            head = _CONTEXT_WORDS if index > 0 else 0
            tail = _CONTEXT_WORDS if index < len(pieces) - 1 else 0
        if len(words) > head + tail + 1:
            words = [*words[:head], "…", *words[len(words) - tail :]]
        yield Piece(piece.change, " ".join(words))

"""What a text says by its words and letters: a vector of hashed word and letter sequences.

Words, pairs of words, and the word that a text begins with; letter sequences of 2 to 5 within words, so that inflected
and misspelt words share most of theirs. Each sequence has a place and a sign by its checksum (the hashing trick,
Weinberger et al. 2009). Frequent ones weigh less, repeated ones little more. Words and letters each
have length 1, so that neither outweighs the other and a long text weighs no more than a short one.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_PLACES = 4096
_WORDS, _LETTERS = slice(0, _PLACES), slice(_PLACES, 2 * _PLACES)
LENGTH = 2 * _PLACES
RARITIES = 1 << 15
"""Length of the table of rarities."""
_TOKEN = re.compile(r"\w+|[?!:<>|{}\[\]]")
_DIGITS = re.compile(r"\d+")
_SHORTEST, _LONGEST = 2, 5
_MOST_TOKENS = 400

Floats = NDArray[np.float32]


def rarities(texts: Sequence[str]) -> Floats:
    """How rare each sequence is among texts: ln((1 + n) / (1 + texts that have it)) + 1, by its checksum."""
    found = np.zeros(RARITIES, dtype=np.float32)
    for text in texts:
        tokens = _tokens(text)
        found[[_sum(one) % RARITIES for one in {*_words(tokens), *_letters(tokens)}]] += 1
    rare: Floats = np.log((1 + len(texts)) / (1 + found)).astype(np.float32) + 1
    return rare


def vector(text: str, rare: Floats) -> Floats:
    """The vector of a text, shape (LENGTH,)."""
    found = np.zeros(LENGTH, dtype=np.float32)
    tokens = _tokens(text)
    for part, sequences in ((_WORDS, _words(tokens)), (_LETTERS, _letters(tokens))):
        _add(found[part], Counter(sequences), rare)
        found[part] /= float(np.linalg.norm(found[part])) or 1.0
    return found


def _add(part: Floats, counts: Counter[str], rare: Floats) -> None:
    if not counts:
        return
    sums = np.fromiter((_sum(one) for one in counts), dtype=np.int64, count=len(counts))
    times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    weights = (1 + np.log(times)) * rare[sums % RARITIES] * np.where(sums >> 31 & 1, 1, -1)
    np.add.at(part, (sums >> 16) % _PLACES, weights.astype(np.float32))


def _sum(sequence: str) -> int:
    return zlib.crc32(sequence.encode("utf-8", "replace"))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_DIGITS.sub("0", text.lower()))[:_MOST_TOKENS]


def _words(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    yield from (f"{first} {second}" for first, second in pairwise(tokens))
    yield from (f"^{token}" for token in tokens[:1])


def _letters(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        word = f"_{token}_"
        for size in range(_SHORTEST, min(_LONGEST, len(word)) + 1):
            yield from (f"={word[at : at + size]}" for at in range(len(word) - size + 1))

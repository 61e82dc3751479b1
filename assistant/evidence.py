"""How well a sentence answers a question: features that can be named, weighed by a fitted logistic model.

The features are shares of the question's words that the sentence and its surroundings meet, the likeness of meaning by
the embedding model, and whether the sentence bears an answer of the kind that is asked for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.glossary import Glossary
from assistant.kinds import Kind, bears
from assistant.question import Question, Term
from assistant.retrieval import Hit
from ingest.corpus import StoredSentence, Version
from ingest.danish.words import Token, content_tokens, grams, likeness
from ingest.embedding.embedder import Vectors

_SYNONYM = 0.8
_GRAM_LIKENESS = 0.55


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what stands around it.

    `near` are the sentences just before and after it in its passage; `above` is its document's title and headings.
    """

    sentence: StoredSentence
    version: Version
    hit: Hit
    rank: int
    text: str
    near: str
    above: str


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a candidate; every number is 0..1 unless said otherwise.

    `covered`: the share of the question's weight that the sentence's own words meet; `covered_near`: with the
    sentences around it; `covered_all`: with title and headings; `worst`: how well the least met heavy word is met
    anywhere; `names`: the share of names and numbers met anywhere (1 when there are none); `meaning`: cosine of
    sentence and question; `passage_meaning`: cosine of passage and question; `fused`: the passage's search score;
    `bears`: see `assistant.kinds.bears`; `phrase`: the share of neighbouring word pairs kept; `brevity`: 1 for a
    sentence of usual length, falling to 0 for a very short or very long one.
    """

    covered: float
    covered_near: float
    covered_all: float
    worst: float
    names: float
    meaning: float
    passage_meaning: float
    fused: float
    bears: float
    phrase: float
    brevity: float

    def vector(self) -> list[float]:
        """The features in the order of the model's weights."""
        return [getattr(self, name) for name in FEATURES]


FEATURES = tuple(Features.__dataclass_fields__)


class Evidence:
    """Weighs candidates for one question."""

    def __init__(
        self, question: Question, vector: Vectors, glossary: Glossary, frequencies: dict[str, int], passages: int
    ) -> None:
        self._question = question
        self._vector = vector
        self._glossary = glossary
        self.weights = {
            term: term.weight * _rarity(frequencies.get(term.stem, 0), passages) * (1.3 if term.is_name else 1.0)
            for term in question.terms
        }

    def features(self, candidate: Candidate) -> Features:
        """The features of a candidate."""
        own = content_tokens(candidate.text)
        near = content_tokens(candidate.near)
        above = content_tokens(candidate.above)
        met, met_near, met_all = {}, {}, {}
        for term in self.weights:
            met[term] = self._met(term, own)
            met_near[term] = max(met[term], 0.8 * self._met(term, near))
            met_all[term] = max(met_near[term], 0.8 * self._met(term, above))
        heavy = [met_all[t] for t, weight in self.weights.items() if weight >= 0.5 * max(self.weights.values())]
        names = [met_all[t] for t in self.weights if t.is_name]
        return Features(
            covered=self._share(met),
            covered_near=self._share(met_near),
            covered_all=self._share(met_all),
            worst=min(heavy, default=0.0),
            names=sum(names) / len(names) if names else 1.0,
            meaning=_unit(float(candidate.sentence.vector @ self._vector)),
            passage_meaning=_unit(candidate.hit.cosine),
            fused=candidate.hit.score,
            bears=bears(self._question.kind, candidate.text, self._question.text),
            phrase=self._phrase(own),
            brevity=_brevity(len(candidate.text)),
        )

    def met_terms(self, text: str) -> set[str]:
        """The stems of the question's words that the text meets at least half."""
        own = content_tokens(text)
        return {term.stem for term in self.weights if self._met(term, own) >= 0.5}

    def _met(self, term: Term, found: Sequence[Token]) -> float:
        group = self._glossary.groups.get(term.stem, frozenset())
        best = 0.0
        for token in found:
            best = max(best, likeness(term.stem, token.stem))
            if best == 1.0:
                return 1.0
            if token.stem in group:
                best = max(best, _SYNONYM)
            elif best < _GRAM_LIKENESS and _look_alike(term.stem, token.stem):
                best = _GRAM_LIKENESS
        return best

    def _share(self, met: dict[Term, float]) -> float:
        total = sum(self.weights.values())
        return sum(self.weights[t] * value for t, value in met.items()) / total if total else 0.0

    def _phrase(self, own: Sequence[Token]) -> float:
        stems = [term.stem for term in self.weights]
        wanted = list(zip(stems, stems[1:], strict=False))
        positions: dict[str, list[int]] = {}
        for place, token in enumerate(own):
            positions.setdefault(token.stem, []).append(place)
        kept = sum(
            any(abs(a - b) <= 2 for a in positions.get(left, []) for b in positions.get(right, []))
            for left, right in wanted
        )
        return kept / len(wanted) if wanted else 0.0


def _rarity(frequency: int, passages: int) -> float:
    """Inverse document frequency scaled to 0.15..1; a word of no passage counts as the rarest."""
    if passages <= 1:
        return 1.0
    return max(0.15, math.log((passages + 1) / (frequency + 1)) / math.log(passages + 1))


def _unit(cosine: float) -> float:
    """e5 cosines lie between about .72 (unrelated) and .95 (the same); spread to 0..1."""
    return float(np.clip((cosine - 0.72) / 0.2, 0.0, 1.0))


def _brevity(length: int) -> float:
    if length < 25:
        return length / 50
    return 1.0 if length <= 300 else max(0.0, 1.0 - (length - 300) / 500)


@lru_cache(maxsize=100_000)
def _look_alike(first: str, second: str) -> bool:
    """Whether two words of six letters or more share most of their letter triples: spelling slips, unknown inflections."""
    if min(len(first), len(second)) < 6 or abs(len(first) - len(second)) > 4:
        return False
    left, right = set(grams(first, 3)), set(grams(second, 3))
    return 2 * len(left & right) >= 0.62 * (len(left) + len(right))


def is_kind_satisfied(kind: Kind, value: float) -> bool:
    """Whether a sentence with this `bears` may answer alone a question of the kind."""
    return value >= 0.3 or kind in (Kind.OTHER, Kind.WHY, Kind.LIST, Kind.DEFINITION)

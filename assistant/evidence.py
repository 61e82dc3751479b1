"""How well a sentence answers a question: features that can be named, weighed by a fitted logistic model.

The features are shares of the question's words that the sentence and its surroundings meet, the likeness of meaning by
the embedding model, and whether the sentence bears an answer of the kind that is asked for.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from assistant.bearing import Bearer, bears
from assistant.glossary import Glossary
from assistant.kinds import Kind, vocabulary
from assistant.question import Question, Term
from assistant.retrieval import Hit
from ingest.corpus import StoredSentence, Version
from ingest.danish.words import Token, content_tokens, likeness
from ingest.embedding.embedder import Vectors

_SYNONYM = 0.8
_GRAM_LIKENESS = 0.55


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what stands around it.

    `near` are the sentences just before and after it, `near_vectors` their vectors; `passage` is the text of the
    passage that it was found in, `above` its document's title, section, municipality and body; `in_list` says that it
    opens a list or stands in one.
    """

    sentence: StoredSentence
    version: Version
    hit: Hit
    text: str
    near: tuple[str, ...]
    near_vectors: tuple[Vectors, ...]
    passage: str
    above: str
    in_list: bool


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a candidate; every number is 0..1.

    covered          share of the question's weight that the sentence's own words meet
    covered_near     the same with the sentences just before and after it
    covered_all      the same with title, headings and passage, which count less
    focus            how well the sentence or its neighbours meet the word that the question turns on; for a decision,
                     whose own words are few, also title, headings and passage
    names            share of names and numbers met anywhere in the document (1 when there are none)
    meaning          likeness of meaning of sentence and question
    meaning_near     likeness of meaning of the sentence with its neighbours and the question
    passage_meaning  likeness of meaning of passage and question
    fused            the passage's search score
    bears            whether it bears an answer of the kind (`assistant.kinds.bears`)
    phrase           share of the question's neighbouring word pairs that stand close together
    brevity          1 for a sentence of usual length, falling to 0 for a very short or very long one
    """

    covered: float
    covered_near: float
    covered_all: float
    focus: float
    names: float
    meaning: float
    meaning_near: float
    passage_meaning: float
    fused: float
    bears: float
    phrase: float
    brevity: float

    def vector(self) -> list[float]:
        """The features in the order of the model's weights."""
        return [getattr(self, name) for name in FEATURES]


FEATURES = tuple(Features.__dataclass_fields__)
Met = dict[Term, float]
_OF_A_TITLE = frozenset({"kommun", "brug", "uddrag"})


class Evidence:
    """Weighs candidates for one question."""

    def __init__(
        self,
        question: Question,
        vector: Vectors,
        glossary: Glossary,
        frequencies: dict[str, int],
        passages: int,
    ) -> None:
        self._question = question
        self._vector = vector
        self._glossary = glossary
        self._memo: dict[str, Met] = {}
        self.weights = {
            term: term.weight * _rarity(frequencies.get(term.stem, 0), passages) for term in question.terms
        }

    def features(self, candidate: Candidate) -> Features:
        """The features of a candidate."""
        own = self.met(candidate.text)
        near = _best(own, *(_scaled(self.met(text), 0.8) for text in candidate.near))
        everywhere = _best(
            near, _scaled(self.met(candidate.above), 0.8), _scaled(self.met(candidate.passage), 0.5)
        )
        names = [
            max(everywhere[t], 0.6 * (t.stem in candidate.version.folded)) for t in self.weights if t.is_name
        ]
        reach = everywhere if self._question.kind is Kind.DECISION else near
        focus = [reach[t] for t in self.weights if t.is_focus]
        return Features(
            covered=self._share(own),
            covered_near=self._share(near),
            covered_all=self._share(everywhere),
            focus=max(focus, default=0.5),
            names=sum(names) / len(names) if names else 1.0,
            meaning=_unit(float(candidate.sentence.vector @ self._vector)),
            meaning_near=self._meaning_near(candidate),
            passage_meaning=_unit(candidate.hit.cosine),
            fused=candidate.hit.score,
            bears=self._bears(candidate),
            phrase=self._phrase(candidate.text),
            brevity=_brevity(len(candidate.text)),
        )

    def meets(self, text: str) -> tuple[float, bool]:
        """The share of the question's weight that a text meets, and whether it meets the word it turns on."""
        met = self.met(text)
        return self._share(met), any(met[term] >= 0.75 for term in self.weights if term.is_focus)

    def met_in_full(self, text: str) -> Met:
        """How well the text meets each word of the question when its abbreviations are written out too."""
        return self.met(f"{text} {self._glossary.expand(text.replace('-', ' '))}")

    def ends_with_focus(self, heading: str) -> bool:
        """Whether a heading is about the things that the question turns on: "De otte principper"."""
        words = _content(heading)
        return bool(words) and any(
            likeness(term.stem, words[-1].stem) >= 0.9 for term in self.weights if term.is_focus
        )

    def names(self, title: str | None) -> bool:
        """Whether the question names a document by its title: all its words, but for the municipality's."""
        wanted = [token.stem for token in _content(title or "") if token.stem not in _OF_A_TITLE]
        asked = {term.stem for term in self.weights}
        return bool(wanted) and all(any(likeness(word, term) >= 0.9 for term in asked) for word in wanted)

    def is_news(self, candidate: Candidate) -> bool:
        """Whether a candidate says what the question does not say itself; a question of the source has its answer."""
        return candidate.text.endswith("?") or any(
            all(likeness(term.stem, token.stem) < 0.9 for term in self.weights)
            for token in _content(self._with_name(candidate))
        )

    def _with_name(self, candidate: Candidate) -> str:
        """The candidate's text, after the bare name on the line above where a person is asked for."""
        if self._question.kind not in (Kind.WHO, Kind.PERSON) or not candidate.near:
            return candidate.text
        above = candidate.near[0]
        return (
            f"{above} {candidate.text}" if vocabulary("words")["bare_name"].search(above) else candidate.text
        )

    def met(self, text: str) -> Met:
        """How well the text meets each word of the question, 0..1."""
        if text not in self._memo:
            found = {token.stem for token in _content(text)}
            self._memo[text] = {term: self._best_match(term, found) for term in self.weights}
        return self._memo[text]

    def _best_match(self, term: Term, found: set[str]) -> float:
        if term.stem in found:
            return 1.0
        group = self._glossary.groups.get(term.stem)
        best = _SYNONYM if group and not group.isdisjoint(found) else 0.0
        for word in found:
            best = max(best, likeness(term.stem, word))
            if best < _GRAM_LIKENESS and _look_alike(term.stem, word):
                best = _GRAM_LIKENESS
        return best

    def _share(self, met: Met) -> float:
        total = sum(self.weights.values())
        return sum(self.weights[t] * value for t, value in met.items()) / total if total else 0.0

    def _meaning_near(self, candidate: Candidate) -> float:
        together = candidate.sentence.vector + 0.5 * sum(candidate.near_vectors, np.zeros_like(self._vector))
        return _unit(float(together @ self._vector / np.linalg.norm(together)))

    def _bears(self, candidate: Candidate) -> float:
        focus = next((term.stem for term in self.weights if term.is_focus), None)
        section = candidate.hit.passage.section
        bearer = Bearer(self._with_name(candidate), self._question.text, section, candidate.in_list, focus)
        return bears(self._question.kind, bearer)

    def _phrase(self, text: str) -> float:
        stems = [term.stem for term in self.weights]
        wanted = list(pairwise(stems))
        positions: dict[str, list[int]] = {}
        for place, token in enumerate(_content(text)):
            positions.setdefault(token.stem, []).append(place)
        kept = sum(
            any(abs(a - b) <= 2 for a in positions.get(left, []) for b in positions.get(right, []))
            for left, right in wanted
        )
        return kept / len(wanted) if wanted else 0.0


@lru_cache(maxsize=5_000)
def _content(text: str) -> tuple[Token, ...]:
    return tuple(content_tokens(text))


def _best(*met: Met) -> Met:
    return {term: max(one[term] for one in met) for term in met[0]}


def _scaled(met: Met, factor: float) -> Met:
    return {term: factor * value for term, value in met.items()}


def _rarity(frequency: int, passages: int) -> float:
    """Inverse document frequency scaled to 0.3..1; a word of no passage counts as the rarest."""
    if passages <= 1:
        return 1.0
    return max(0.3, math.log((passages + 1) / (frequency + 1)) / math.log(passages + 1))


def _unit(cosine: float) -> float:
    """e5 cosines lie between about .72 (unrelated) and .95 (the same); spread to 0..1."""
    return float(np.clip((cosine - 0.72) / 0.2, 0.0, 1.0))


def _brevity(length: int) -> float:
    if length < 25:
        return length / 50
    return 1.0 if length <= 300 else max(0.0, 1.0 - (length - 300) / 500)


@lru_cache(maxsize=100_000)
def _triples(word: str) -> frozenset[str]:
    padded = f"_{word}_"
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


@lru_cache(maxsize=200_000)
def _look_alike(first: str, second: str) -> bool:
    """Whether two words of five letters or more share most of their letter triples, as spelling slips do."""
    if min(len(first), len(second)) < 5 or abs(len(first) - len(second)) > 4:
        return False
    left, right = _triples(first), _triples(second)
    return 2 * len(left & right) >= 0.62 * (len(left) + len(right))

"""Finding passages: dense and lexical search, fused by score."""

from dataclasses import dataclass

from ingest.corpus import Corpus, StoredPassage
from ingest.embedding.embedder import Embedder, Vectors

DEPTH = 100
_DENSE, _WORDS, _GRAMS = 0.45, 0.55, 0.275


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: its fused score (0 to 1, comparable within one search) and its cosine."""

    passage: StoredPassage
    score: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, best first, and the question's vector."""

    hits: tuple[Hit, ...]
    vector: Vectors


class Retriever:
    """Searches the active passages of the corpus."""

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._embedder = embedder

    def search(self, query: str, spoken: str | None = None, most: int = 10) -> Search:
        """The passages nearest to `query`, at most `most`.

        Each method's scores are scaled to 0..1 over its best 100 and added up with fixed weights. `spoken` is what
        is embedded, when the question as it was asked differs from the words that are searched.
        """
        vector = self._embedder.embed_query(spoken or query)
        dense = self._corpus.match_dense(vector, DEPTH)
        words, grams = self._corpus.match_lexical(query, DEPTH)
        fused: dict[int, float] = {}
        for weight, scores in ((_DENSE, dense), (_WORDS, words), (_GRAMS, grams)):
            for passage, score in _scaled(scores).items():
                fused[passage] = fused.get(passage, 0.0) + weight * score
        best = sorted(fused.items(), key=lambda item: (-item[1], item[0]))[:most]
        found = self._corpus.passages(passage for passage, _ in best)
        total = _DENSE + _WORDS + _GRAMS
        hits = tuple(Hit(found[p], score / total, dense.get(p, 0.0)) for p, score in best if p in found)
        return Search(hits, vector)


def _scaled(scores: dict[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scores.items()}

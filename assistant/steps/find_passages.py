"""Step 3: the passages that may hold the answer."""

from assistant.candidates import read_passages
from assistant.citing import near_miss
from assistant.in_use import Active
from assistant.question import Question
from assistant.retrieval import Hit, Retriever
from assistant.turn import Turn
from ingest.corpus import Corpus, Version

PASSAGES = 16
_NEAREST = 3
_POOL = 40


class FindPassages:
    """Searches, keeps to the municipality that is asked about, and stops where the corpus has nothing of it."""

    name = "find_passages"

    def __init__(self, corpus: Corpus, retriever: Retriever, active: Active | None = None) -> None:
        self._corpus = corpus
        self._retriever = retriever
        self._active = active or corpus.active

    def __call__(self, turn: Turn) -> None:
        """Sets the turn's passages and, for the log, the nearest sources."""
        question = turn.understood
        turn.revision = self._corpus.revision()
        day = turn.as_of.isoformat()
        versions = {key: v for key, v in self._active().items() if (v.date or v.valid_from or "") <= day}
        if not versions:
            turn.end("not_found", "empty_corpus")
            return
        turn.search = self._retriever.search(question.query, spoken=question.text, most=_POOL)
        hits = [hit for hit in turn.search.hits if hit.passage.version in versions]
        turn.near_misses = [near_miss(hit, versions[hit.passage.version]) for hit in hits[:_NEAREST]]
        missing = question.municipalities - self._covered(versions, question.municipalities)
        if missing:
            covered = sorted({f"{v.municipality} Kommune" for v in versions.values() if v.municipality})
            turn.end(
                "not_found",
                "out_of_scope",
                missing=[f"{name} Kommune" for name in sorted(missing)],
                covered=covered,
            )
            return
        turn.reads = read_passages(self._corpus, self._preferred(hits, versions, question))

    def _covered(self, versions: dict[int, Version], wanted: frozenset[str]) -> set[str]:
        """Those of the municipalities asked about that the corpus has documents of, or speaks of."""
        own = {v.municipality for v in versions.values() if v.municipality in wanted}
        left = wanted - own
        spoken = {name for v in versions.values() for name in left if name in v.named_municipalities}
        return {name for name in own | spoken if name}

    def _preferred(self, hits: list[Hit], versions: dict[int, Version], question: Question) -> list[Hit]:
        """The best passages; those of the municipality and the body asked about come before the others."""

        def is_foreign(hit: Hit) -> tuple[bool, bool]:
            version = versions[hit.passage.version]
            return (
                bool(question.municipalities) and version.municipality not in question.municipalities,
                bool(question.bodies) and version.body not in question.bodies,
            )

        return sorted(hits, key=is_foreign)[:PASSAGES]

"""Step 4: the units that answer, or the ending that nothing does."""

from assistant.evidence import Evidence
from assistant.extract import Composer
from assistant.glossary import Glossary
from assistant.turn import Turn
from assistant.validity import LatestValidities
from ingest.corpus import Corpus, StoredSentence, Version


class ComposeAnswer:
    """Composes an extractive answer."""

    name = "compose_answer"
    model = "extractive-1"

    def __init__(self, corpus: Corpus, glossary: Glossary) -> None:
        self._corpus = corpus
        self._glossary = glossary
        self._validities = LatestValidities()

    def __call__(self, turn: Turn) -> None:
        """Sets the turn's units; ends it when there are none."""
        question = turn.understood
        if turn.search is None:
            raise RuntimeError("find_passages must run before compose_answer")
        frequencies = self._corpus.frequencies([term.stem for term in question.terms])
        evidence = Evidence(
            question, turn.search.vector, self._glossary, frequencies, self._corpus.passage_count()
        )
        composer = Composer(
            question, evidence, turn.as_of, self._validities.among(self._corpus.active()), self._sentences_of
        )
        composition = composer.compose(turn.reads)
        turn.confidence = composition.confidence
        turn.units = list(composition.units)
        if not turn.units:
            nearest = list(dict.fromkeys(miss.title for miss in turn.near_misses))
            turn.end("not_found", "not_found", nearest=nearest)

    def _sentences_of(self, version: Version) -> list[StoredSentence]:
        return self._corpus.all_sentences(version)

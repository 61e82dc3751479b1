"""Step 4: the units that answer, or the ending that nothing does."""

from assistant.evidence import Evidence
from assistant.extract import Composer, Composition
from assistant.glossary import Glossary
from assistant.in_use import Active
from assistant.inquiry import inquiry_of
from assistant.matters import LatestMinuted, Rating, items_found
from assistant.register import Register
from assistant.turn import Turn
from assistant.validity import LatestValidities
from ingest.corpus import Corpus, StoredSentence, Version


class ComposeAnswer:
    """Composes an extractive answer."""

    name = "compose_answer"
    model = "extractive-1"

    def __init__(self, corpus: Corpus, glossary: Glossary, active: Active | None = None) -> None:
        self._corpus = corpus
        self._glossary = glossary
        self._active = active or corpus.active
        self._validities = LatestValidities()
        self._minuted = LatestMinuted()

    def __call__(self, turn: Turn) -> None:
        """Sets the turn's units; ends it when there are none."""
        question = turn.understood
        if turn.search is None:
            raise RuntimeError("find_passages must run before compose_answer")
        frequencies = self._corpus.frequencies([term.stem for term in question.terms])
        evidence = Evidence(
            question, turn.search.vector, self._glossary, frequencies, self._corpus.passage_count()
        )
        register = self._register(turn, evidence)
        units = register.answer(items_found(turn.search.hits, self._active())) if register else []
        composition = Composition(tuple(units), 1.0) if units else self._composed(turn, evidence, register)
        turn.confidence = composition.confidence
        turn.units = list(composition.units)
        if not turn.units:
            nearest = list(dict.fromkeys(miss.title for miss in turn.near_misses))
            turn.end("not_found", "not_found", nearest=nearest)

    def _register(self, turn: Turn, evidence: Evidence) -> Register | None:
        """The register of decisions, where the question is after one."""
        inquiry = inquiry_of(turn.understood)
        if inquiry is None or turn.search is None:
            return None
        minuted = self._minuted.among(self._active())
        rating = Rating(inquiry, evidence, turn.search.hits, turn.as_of.isoformat())
        return Register(inquiry, evidence, minuted, self._corpus.sentences, rating)

    def _composed(self, turn: Turn, evidence: Evidence, register: Register | None) -> Composition:
        """What the sentences that were read say, without decisions that are plainly not the ones asked for."""
        validities = self._validities.among(self._active())
        composer = Composer(turn.understood, evidence, turn.as_of, validities, self._sentences_of)
        composition = composer.compose(turn.reads)
        units = (unit for unit in composition.units if not (register and register.denies(unit)))
        return Composition(tuple(units), composition.confidence)

    def _sentences_of(self, version: Version) -> list[StoredSentence]:
        return self._corpus.all_sentences(version)

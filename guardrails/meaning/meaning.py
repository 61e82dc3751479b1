"""Reads texts for what they mean: a score for each rule, from one embedding a piece that all rules share."""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np

from guardrails.disguise import readable
from guardrails.meaning.classifier import EDITION, Classifier, centred, learn, relearn
from guardrails.meaning.exemplars import EXEMPLARS, Exemplars, read_exemplars, source_digest
from guardrails.meaning.keeping import SHIPPED, Learned, load, rounded, save
from guardrails.meaning.pieces import pieces
from guardrails.meaning.words import Floats, rarities, vector

_log = logging.getLogger(__name__)
_KEPT = "meaning.npz"
_REMEMBERED = 1024
_WORKERS = 2
_SURER = 2.7
"""How much higher the odds of a sentence must be than those of a whole text; chosen on the tuning cases."""

Scores = Mapping[str, float]


class Engine(Protocol):
    """What embeds: the model that comes with the product, as the points at which to act belong to it."""

    @property
    def recipe(self) -> str:
        """The name of the model, then a colon and the rest of how vectors are made."""
        ...

    def embed_query(self, text: str) -> Floats:
        """The vector of a text, shape (dimensions,)."""
        ...


class Meaning:
    """Scores of texts by rule. Safe to use from several threads; opens the engine when it is first needed.

    `folders` hold the exemplars. What is learned from other exemplars than the product's is kept in `models`.
    """

    def __init__(
        self, open_engine: Callable[[], Engine], models: Path, folders: Sequence[Path] = (EXEMPLARS,)
    ) -> None:
        self._open_engine = open_engine
        self._kept = models / _KEPT
        self._folders = tuple(folders)
        self._ready: tuple[Engine, Classifier] | None = None
        self._lock = threading.Lock()
        self._remembered: OrderedDict[bytes, Scores] = OrderedDict()

    def prepare(self) -> None:
        """Open the engine, and learn from the exemplars where that was not done before; some seconds then."""
        self._prepared()

    def scores(self, text: str) -> Scores:
        """The score of each rule, 0 to 1: the highest over the readings of a disguised text and over sentences.

        A sentence must be surer than a whole text, as it may mean something else beside the others.
        """
        found: list[Scores] = []
        for reading in readable(text):
            whole, *sentences = pieces(reading)
            found.append(self._of_piece(whole))
            found += [_less_sure(self._of_piece(sentence)) for sentence in sentences]
        return {rule: max(scores[rule] for scores in found) for rule in found[0]}

    def score(self, piece: str, rule: str) -> float:
        """The score of one rule for a text that is read as a whole and as it is written."""
        return self._of_piece(piece)[rule]

    def _of_piece(self, piece: str) -> Scores:
        digest = hashlib.sha256(piece.encode("utf-8", "replace")).digest()
        with self._lock:
            if digest in self._remembered:
                self._remembered.move_to_end(digest)
                return self._remembered[digest]
        engine, classifier = self._prepared()
        scores = classifier.scores(engine.embed_query(piece)[None], vector(piece, classifier.rare)[None])[0]
        found = dict(zip(classifier.rules, scores.tolist(), strict=True))
        with self._lock:
            self._remembered[digest] = found
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return found

    def _prepared(self) -> tuple[Engine, Classifier]:
        with self._lock:
            if self._ready is None:
                engine = self._open_engine()
                self._ready = engine, self._learned(engine).classifier
            return self._ready

    def _learned(self, engine: Engine) -> Learned:
        mark = mark_of(engine, self._folders)
        kept = []
        for path in (SHIPPED, self._kept):
            learned = load(path)
            if learned and learned.mark == mark:
                return learned
            kept += [learned] if learned else []
        learned = learn_from(engine, self._folders, kept)
        try:
            save(learned, self._kept)
        except OSError:
            _log.warning("what was learned from the exemplars cannot be kept: the next start learns it again")
        return learned


def _less_sure(scores: Scores) -> Scores:
    """Scores with odds divided by _SURER."""
    return {rule: score / (score + _SURER * (1 - score)) for rule, score in scores.items()}


def mark_of(engine: Engine, folders: Sequence[Path]) -> str:
    """The mark of what is learned: it changes with the model, the exemplars and the code that learns."""
    parts = f"{EDITION} {_model(engine)} {source_digest(folders)}"
    return f"{_model(engine)} {hashlib.sha256(parts.encode()).hexdigest()[:16]}"


def learn_from(engine: Engine, folders: Sequence[Path], kept: Sequence[Learned] = ()) -> Learned:
    """Learn from exemplars, beginning with the first of `kept` of the same model and rules, where there is one."""
    exemplars, mark = read_exemplars(folders), mark_of(engine, folders)
    digests = tuple(hashlib.sha256(text.encode()).hexdigest()[:16] for text in exemplars.texts)
    for before in kept:
        if before.mark.split()[0] == _model(engine) and before.classifier.rules == exemplars.rules:
            return Learned(mark, digests, _from(before, exemplars, digests, engine))
    made = _embedded(engine, exemplars.texts)
    center, rare = made.mean(axis=0), rarities(exemplars.texts)
    vectors, words = rounded(centred(made, center)), _words(exemplars.texts, rare)
    return Learned(mark, digests, learn(exemplars, center, vectors, words, rare))


def _from(before: Learned, exemplars: Exemplars, digests: Sequence[str], engine: Engine) -> Classifier:
    """What is learned from exemplars most of which were learned from before; only new ones are embedded."""
    rows = {digest: row for row, digest in enumerate(before.digests)}
    places = np.array([rows.get(digest, -1) for digest in digests])
    is_new = places < 0
    classifier = before.classifier
    vectors, duals = classifier.vectors[places], np.where(is_new[:, None], 0, classifier.duals[places])
    if is_new.any():
        made = _embedded(engine, [exemplars.texts[row] for row in np.flatnonzero(is_new)])
        vectors[is_new] = rounded(centred(made, classifier.center))
    return relearn(classifier, exemplars, vectors, _words(exemplars.texts, classifier.rare), duals)


def _embedded(engine: Engine, texts: Sequence[str]) -> Floats:
    with ThreadPoolExecutor(_WORKERS, thread_name_prefix="exemplars") as pool:
        return np.array(list(pool.map(engine.embed_query, texts)), dtype=np.float32)


def _words(texts: Sequence[str], rare: Floats) -> Floats:
    return np.array([vector(text, rare) for text in texts], dtype=np.float32)


def _model(engine: Engine) -> str:
    return engine.recipe.partition(":")[0]

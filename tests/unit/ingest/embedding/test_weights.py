import struct
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding.embedder import EmbeddingError
from ingest.embedding.weights import ModelFile, find_model_file, fingerprint


def test_the_installed_file_holds_multilingual_e5_small(model: ModelFile) -> None:
    assert (model.shape.hidden, model.shape.layers, model.shape.heads) == (384, 12, 12)
    assert (model.shape.feed_forward, model.shape.positions) == (1536, 512)
    assert len(model.vocabulary.pieces) == len(model.vocabulary.scores) == 250_002
    assert model.vocabulary.pieces[model.vocabulary.begin] == "<s>"
    assert model.vocabulary.pieces[model.vocabulary.end] == "</s>"
    assert model.vocabulary.normalisation[ord("\n")] == " "


def test_a_row_of_four_bit_values_is_dequantised(model: ModelFile) -> None:
    """The first block of the word embeddings, computed by hand from its 18 bytes."""
    row = model.word_vectors(np.array([0, 5]))
    raw = find_model_file().read_bytes()
    at = raw.index(b"emb.word") + len(b"emb.word")
    _kind, _count, offset, _size = struct.unpack_from("<BIQQ", raw, at)
    (scale,) = struct.unpack_from("<e", raw, offset)
    block = raw[offset + 2 : offset + 18]
    expected = [((byte & 15) - 8) * scale for byte in block] + [((byte >> 4) - 8) * scale for byte in block]
    assert row.shape == (2, 384)
    assert row[0, :32] == pytest.approx(expected)


def test_a_matrix_is_given_with_its_inputs_first(model: ModelFile) -> None:
    assert model.matrix("l0.fi.w", 1536, 384).shape == (384, 1536)


@pytest.mark.parametrize(("name", "size"), [("l0.fi.w", 383), ("l99.fi.w", 384), ("l0.fi.b", 384)])
def test_a_tensor_that_is_not_there_is_an_error(model: ModelFile, name: str, size: int) -> None:
    with pytest.raises(EmbeddingError, match=name):
        model.matrix(name, 1536, size)


def test_a_vector_is_not_read_from_four_bits(model: ModelFile) -> None:
    with pytest.raises(EmbeddingError, match=r"l0\.fi\.w"):
        model.vector("l0.fi.w")


@pytest.mark.parametrize("content", [b"", b"PK\3\4 not a model", b"E5S1", b"E5S1" + bytes(200)])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(EmbeddingError):
        ModelFile(path)


@pytest.mark.parametrize("kept", [100, 4_000_000, 60_000_000])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(find_model_file().read_bytes()[:kept])
    with pytest.raises(EmbeddingError):
        ModelFile(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="cannot be read"):
        ModelFile(tmp_path / "model.bin")


def test_the_fingerprint_is_sha_256(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    assert fingerprint(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

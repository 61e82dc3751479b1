import logging
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding.quantise import Tensors
from ingest.embedding.tensor_cache import cached_tensors


def weights() -> Tensors:
    return {
        "layer0.weight": np.arange(1000, dtype=np.int8).reshape(10, 100),
        "layer0.scale": np.ones(5, np.float32),
    }


def never() -> Tensors:
    raise AssertionError("built although it was stored")


def assert_weights(tensors: Tensors) -> None:
    assert tensors.keys() == weights().keys()
    for name, expected in weights().items():
        assert tensors[name].dtype == expected.dtype
        assert np.array_equal(tensors[name], expected)


def test_arrays_are_built_once(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "on the way"
    assert_weights(cached_tensors(folder, "int8", "key", weights))
    assert_weights(cached_tensors(folder, "int8", "key", never))
    assert len(list(folder.iterdir())) == 1


def test_what_a_killed_process_left_is_removed_later(tmp_path: Path) -> None:
    fresh, abandoned = tmp_path / "int8-a.tmp", tmp_path / "int8-b.tmp"
    fresh.touch()
    abandoned.touch()
    os.utime(abandoned, (0, 0))
    cached_tensors(tmp_path, "int8", "key", weights)
    assert fresh.exists()
    assert not abandoned.exists()


def test_another_name_is_kept(tmp_path: Path) -> None:
    cached_tensors(tmp_path, "int7", "key", weights)
    cached_tensors(tmp_path, "int8", "key", weights)
    assert_weights(cached_tensors(tmp_path, "int7", "key", never))


def test_another_key_is_built_and_replaces_the_old_one(tmp_path: Path) -> None:
    cached_tensors(tmp_path, "int8", "old", weights)
    other = {"layer0.weight": np.zeros(3, np.int8)}
    assert cached_tensors(tmp_path, "int8", "new", lambda: other)["layer0.weight"].shape == (3,)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda _raw: b"",
        lambda raw: raw[:600] + bytes([raw[600] ^ 1]) + raw[601:],
        lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
    ],
    ids=["last byte gone", "cut in half", "empty", "one bit of the content", "one bit of the digest"],
)
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[bytes], bytes]
) -> None:
    cached_tensors(tmp_path, "int8", "key", weights)
    (path,) = tmp_path.iterdir()
    good = path.read_bytes()
    path.write_bytes(damage(good))
    with caplog.at_level(logging.WARNING):
        assert_weights(cached_tensors(tmp_path, "int8", "key", weights))
    assert "damaged" in caplog.text
    assert_weights(cached_tensors(tmp_path, "int8", "key", never))


def test_a_folder_that_cannot_be_written_costs_only_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    with caplog.at_level(logging.WARNING):
        assert_weights(cached_tensors(tmp_path / "models", "int8", "key", weights))
    assert "cannot be kept" in caplog.text

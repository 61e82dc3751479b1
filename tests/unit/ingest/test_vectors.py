from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.errors import ChromaError

from ingest.embedding.embedder import Vectors
from ingest.vectors import VectorStore

SIZE = 8


def unit(place: int) -> Vectors:
    vector: Vectors = np.eye(SIZE, dtype=np.float32)[place]
    return vector


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path / "vectors", "recipe")


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.nearest(unit(0), 5) == {}
    assert (store.count(), store.ids()) == (0, set())


def test_the_nearest_come_first_with_their_cosine(store: VectorStore) -> None:
    store.add(["a", "b", "c"], np.stack([unit(0), (unit(0) + unit(1)) / np.sqrt(2), unit(2)]), "v")
    found = store.nearest(unit(0), 2)
    assert list(found) == ["a", "b"]
    assert found["a"] == pytest.approx(1, abs=1e-5)
    assert found["b"] == pytest.approx(np.sqrt(0.5), abs=1e-5)


def test_asking_for_more_than_there_are_gives_all(store: VectorStore) -> None:
    store.add(["a"], unit(0)[np.newaxis], "v")
    assert list(store.nearest(unit(1), 50)) == ["a"]


def test_deleting_passes_over_what_is_not_there(store: VectorStore) -> None:
    store.add(["a", "b"], np.stack([unit(0), unit(1)]), "v")
    store.delete(["a", "findes-ikke"])
    store.delete([])
    assert store.ids() == {"b"}


def test_more_vectors_than_one_batch(store: VectorStore) -> None:
    total = 2_500
    vectors = np.random.default_rng(1).normal(size=(total, SIZE)).astype(np.float32)
    store.add([f"id-{n}" for n in range(total)], vectors, "v")
    assert store.count() == total
    store.delete([f"id-{n}" for n in range(1, total)])
    assert store.ids() == {"id-0"}


def test_vectors_are_there_after_opening_again(tmp_path: Path) -> None:
    VectorStore(tmp_path / "vectors", "recipe").add(["a"], unit(0)[np.newaxis], "v")
    assert VectorStore(tmp_path / "vectors", "recipe").ids() == {"a"}


def test_each_recipe_has_vectors_of_its_own(tmp_path: Path) -> None:
    VectorStore(tmp_path / "vectors", "one").add(["a"], unit(0)[np.newaxis], "v")
    other = VectorStore(tmp_path / "vectors", "another")
    assert other.ids() == set()
    other.add(["b"], np.ones((1, 3), dtype=np.float32), "v")
    assert other.ids() == {"b"}
    assert VectorStore(tmp_path / "vectors", "one").ids() == {"a"}, "opening drops nothing"


def test_former_recipes_are_dropped_when_asked_for(tmp_path: Path) -> None:
    VectorStore(tmp_path / "vectors", "one").add(["a"], unit(0)[np.newaxis], "v")
    other = VectorStore(tmp_path / "vectors", "another")
    other.add(["b"], unit(1)[np.newaxis], "v")
    other.drop_former()
    assert other.ids() == {"b"}
    assert VectorStore(tmp_path / "vectors", "one").ids() == set()


def _garbage(file: Path) -> None:
    file.write_bytes(b"garbage" * 1000)


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20_000])


@pytest.mark.parametrize("damage", [_garbage, _half])
@pytest.mark.parametrize("fresh", [True, False], ids=["new process", "same process"])
def test_a_damaged_folder_is_kept_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], None], fresh: bool, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "vectors"
    VectorStore(folder, "recipe").add(["a"], unit(0)[np.newaxis], "v")
    if fresh:
        SharedSystemClient.clear_system_cache()
    damage(folder / "chroma.sqlite3")
    damaged = (folder / "chroma.sqlite3").read_bytes()
    store = VectorStore(folder, "recipe")
    assert store.ids() == set()
    store.add(["b"], unit(1)[np.newaxis], "v")
    assert list(store.nearest(unit(1), 5)) == ["b"]
    assert VectorStore(folder, "recipe").ids() == {"b"}
    [kept] = tmp_path.glob("vectors-damaged-*")
    assert (kept / "chroma.sqlite3").read_bytes() == damaged
    assert str(kept) in caplog.text


def test_a_damaged_index_is_put_aside_too(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    vectors = np.random.default_rng(1).normal(size=(2_500, SIZE)).astype(np.float32)
    VectorStore(folder, "recipe").add([f"id-{n}" for n in range(2_500)], vectors, "v")
    SharedSystemClient.clear_system_cache()
    [index] = folder.glob("*/index_metadata.pickle")
    _garbage(index)
    assert VectorStore(folder, "recipe").count() == 0
    assert len(list(tmp_path.glob("vectors-damaged-*"))) == 1


def test_a_folder_that_cannot_be_opened_is_left_where_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    (folder / "chroma.sqlite3").mkdir(parents=True)
    with pytest.raises(ChromaError):
        VectorStore(folder, "recipe")
    assert not list(tmp_path.glob("vectors-damaged-*"))
    (folder / "chroma.sqlite3").rmdir()
    assert VectorStore(folder, "recipe").count() == 0

from pathlib import Path

import numpy as np
import pytest

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

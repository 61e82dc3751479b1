"""Learning from exemplars, keeping what was learned, and reading with it; with a model of the test's own."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from guardrails.meaning import EXEMPLARS, Meaning
from guardrails.meaning.keeping import SHIPPED, load, save
from guardrails.meaning.meaning import learn_from, mark_of
from guardrails.meaning.words import Floats
from ingest.embedding.embedder import Embedder

DECISION = """
acts: ["Skal hun have ydelsen?", "Afgør sagen om hegnet.", "Vurder, om han er berettiget.", "Bør vi give afslag?"]
passes: ["Hvilke regler gælder?", "Hvad besluttede udvalget?", "Hvornår er mødet?", "Hvem er formand?"]
"""


@dataclass
class Model:
    """Embeds a text by its words; counts what it is asked for."""

    recipe: str = "words:1"
    asked: list[str] = field(default_factory=list)

    def embed_query(self, text: str) -> Floats:
        """The sum of a random vector a word."""
        self.asked.append(text)
        seeds = [int(hashlib.sha256(word.encode()).hexdigest()[:8], 16) for word in text.lower().split()]
        total: Floats = np.sum(
            [np.random.default_rng(seed).normal(size=16) for seed in seeds] or [np.ones(16)], axis=0
        ).astype(np.float32)
        return total / np.float32(np.linalg.norm(total))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of exemplars of one rule."""
    found = tmp_path / "exemplars"
    found.mkdir()
    found.joinpath("decision.yaml").write_text(DECISION, encoding="utf-8")
    return found


def meaning(model: Model, models: Path, folders: Sequence[Path]) -> Meaning:
    return Meaning(lambda: model, models, folders)


def test_it_learns_what_the_exemplars_say(tmp_path: Path, folder: Path) -> None:
    read = meaning(Model(), tmp_path, [folder])
    assert read.scores("Skal hun have ydelsen?")["decision"] > 0.5
    assert read.scores("Hvad besluttede udvalget?")["decision"] < 0.5


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path, folder: Path) -> None:
    opened: list[Model] = []

    def open_model() -> Model:
        opened.append(Model())
        return opened[-1]

    read = Meaning(open_model, tmp_path, [folder])
    assert not opened
    read.prepare()
    read.prepare()
    assert len(opened) == 1


def test_what_was_learned_is_kept(tmp_path: Path, folder: Path) -> None:
    first = meaning(Model(), tmp_path, [folder]).scores("Afgør det.")
    model = Model()
    assert meaning(model, tmp_path, [folder]).scores("Afgør det.") == pytest.approx(first, abs=0.01)
    assert model.asked == ["Afgør det."]


def test_of_changed_exemplars_the_new_ones_alone_are_embedded(tmp_path: Path, folder: Path) -> None:
    meaning(Model(), tmp_path, [folder]).prepare()
    with folder.joinpath("decision.yaml").open("a", encoding="utf-8") as file:
        file.write('either: ["Skal hun have ydelsen?"]\n')
    folder.joinpath("ordinary.yaml").write_text('passes: ["Hvor er bilag 2?"]', encoding="utf-8")
    model = Model()
    meaning(model, tmp_path, [folder]).prepare()
    assert model.asked == ["Hvor er bilag 2?"]


def test_what_was_added_and_taken_away_changes_what_is_found(tmp_path: Path, folder: Path) -> None:
    question = "Hvornår er mødet?"
    assert meaning(Model(), tmp_path, [folder]).scores(question)["decision"] < 0.5
    file = folder / "decision.yaml"
    moved = DECISION.replace(f'"{question}", ', "").replace(
        "acts: [", f'acts: ["{question}", "Hvornår mødes vi?", '
    )
    file.write_text(moved, encoding="utf-8")
    assert meaning(Model(), tmp_path, [folder]).scores(question)["decision"] > 0.5


def test_another_model_learns_anew(tmp_path: Path, folder: Path) -> None:
    meaning(Model(), tmp_path, [folder]).prepare()
    model = Model(recipe="other:1")
    meaning(model, tmp_path, [folder]).prepare()
    assert len(model.asked) == 8


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 damaged"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, folder: Path, content: bytes) -> None:
    meaning(Model(), tmp_path, [folder]).prepare()
    kept = tmp_path / "meaning.npz"
    whole = kept.read_bytes()
    for damaged in (content, whole[: len(whole) // 2]):
        kept.write_bytes(damaged)
        assert meaning(Model(), tmp_path, [folder]).scores("Afgør sagen om hegnet.")["decision"] > 0.5
        assert load(kept) is not None


def test_where_nothing_can_be_kept_it_works_all_the_same(tmp_path: Path, folder: Path) -> None:
    tmp_path.joinpath("models").write_text("a file, no folder")
    read = meaning(Model(), tmp_path / "models", [folder])
    assert read.scores("Afgør sagen om hegnet.")["decision"] > 0.5


def test_keeping_leaves_no_other_file(tmp_path: Path, folder: Path) -> None:
    learned = learn_from(Model(), [folder])
    save(learned, tmp_path / "kept" / "m.npz")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["m.npz"]
    found = load(tmp_path / "kept" / "m.npz")
    assert found is not None
    assert (found.mark, found.digests) == (learned.mark, learned.digests)
    assert np.allclose(found.classifier.vectors, learned.classifier.vectors, atol=1e-6)


def test_a_sentence_among_others_must_be_surer(tmp_path: Path, folder: Path) -> None:
    read = meaning(Model(), tmp_path, [folder])
    alone = read.scores("Skal hun have ydelsen?")["decision"]
    among = read.scores("Skal hun have ydelsen? Vejret er fint i dag herude.")["decision"]
    whole = read.score("Skal hun have ydelsen? Vejret er fint i dag herude.", "decision")
    assert alone > among >= whole


def test_a_text_is_read_once(tmp_path: Path, folder: Path) -> None:
    model = Model()
    read = meaning(model, tmp_path, [folder])
    read.prepare()
    model.asked.clear()
    first, again = read.scores("Afgør det nu."), read.scores("Afgør det nu.")
    assert first == again
    assert model.asked == ["Afgør det nu."]


def test_several_threads_may_read(tmp_path: Path, folder: Path) -> None:
    read = meaning(Model(), tmp_path, [folder])
    expected = read.scores("Afgør sagen 7.")
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.extend(read.scores(f"Afgør sagen {n}.") for n in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 80
    assert read.scores("Afgør sagen 7.") == expected


def test_what_comes_with_the_product_was_learned_from_its_exemplars(embedder: Embedder) -> None:
    learned = load(SHIPPED)
    assert learned is not None
    assert learned.mark == mark_of(embedder, [EXEMPLARS]), "run python -m tests.evals.guardrails.learn"


def test_another_edition_of_the_model_reads_with_it_too(tmp_path: Path, embedder: Embedder) -> None:
    @dataclass
    class Other:
        recipe: str

        def embed_query(self, text: str) -> Floats:
            raise AssertionError(f"nothing is embedded, yet: {text}")

    model = embedder.recipe.partition(":")[0]
    Meaning(lambda: Other(f"{model}:another"), tmp_path).prepare()
    assert not list(tmp_path.iterdir())


def test_the_classifier_gives_one_row_a_text() -> None:
    learned = load(SHIPPED)
    assert learned is not None
    classifier = replace(learned.classifier)
    scores = classifier.scores(
        np.ones((3, classifier.vectors.shape[1]), np.float32),
        np.zeros((3, len(classifier.wording)), np.float32),
    )
    assert scores.shape == (3, len(classifier.rules))
    assert ((scores >= 0) & (scores <= 1)).all()

from pathlib import Path

import numpy as np

from ingest.corpus import Corpus
from tests.support.assembly import Parts


def ingest(parts: Parts, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert not parts.ingest(path).failed


def test_an_empty_corpus_answers_everything_with_nothing(parts: Parts) -> None:
    corpus = parts.corpus
    vector = parts.activator.embedder.embed_query("noget")
    assert (corpus.revision(), corpus.active(), corpus.passage_count()) == (0, {}, 0)
    assert corpus.match_dense(vector, 5) == {}
    assert corpus.match_lexical("noget", 5) == ({}, {})
    assert corpus.version("findes-ikke") is None
    assert corpus.passages([1]) == {}
    assert corpus.frequencies(["noget"]) == {}


def test_the_active_versions_are_read_once_a_revision(parts: Parts, tmp_path: Path) -> None:
    ingest(parts, tmp_path / "a.md", "# Et\n\nFørste tekst om skoler.")
    before = parts.corpus.active()
    assert parts.corpus.active() is before
    ingest(parts, tmp_path / "b.md", "# To\n\nAnden tekst om veje.")
    assert len(before) == 1
    assert {v.source for v in parts.corpus.active().values()} == {"a.md", "b.md"}


def test_a_document_is_called_by_its_title_or_its_file(parts: Parts, tmp_path: Path) -> None:
    ingest(parts, tmp_path / "med.md", "# Skolepolitik\n\nTekst om skoler.")
    ingest(parts, tmp_path / "uden.md", "ord om veje " * 30)
    assert {v.name for v in parts.corpus.active().values()} == {"Skolepolitik", "uden.md"}


def test_dense_search_finds_what_is_meant(parts: Parts, tmp_path: Path) -> None:
    text = "# Notat\n\n## A\n\nKommunen bygger en svømmehal.\n\n## B\n\nRegnskabet viser et underskud."
    ingest(parts, tmp_path / "a.md", text)
    near = parts.corpus.match_dense(parts.activator.embedder.embed_query("Hvor kan man bade?"), 2)
    best = max(near, key=lambda passage: near[passage])
    assert len(near) == 2
    assert all(-1 <= cosine <= 1.001 for cosine in near.values())
    assert parts.corpus.passages([best])[best].section == "A"


def test_sentences_come_in_order_with_unit_vectors(parts: Parts, tmp_path: Path) -> None:
    ingest(parts, tmp_path / "a.md", "# Notat\n\nFørst dette. Så dette. Til sidst dette.")
    [version] = parts.corpus.active().values()
    sentences = parts.corpus.sentences(version.id, 0, len(version.text))
    texts = [version.text[s.start : s.end] for s in sentences]
    assert texts == ["Notat", "Først dette.", "Så dette.", "Til sidst dette."]
    assert all(abs(np.linalg.norm(s.vector) - 1) < 1e-2 for s in sentences)


def test_another_reader_of_the_same_records_sees_the_same(parts: Parts, tmp_path: Path) -> None:
    ingest(parts, tmp_path / "a.md", "# Notat\n\nTekst om skoler.")
    again = Corpus(parts.activator.engine, parts.activator.vectors)
    assert again.active() == parts.corpus.active()

import pytest

from assistant.retrieval import Retriever
from tests.support.assembly import Parts


@pytest.fixture(scope="module")
def retriever(sample: Parts) -> Retriever:
    return Retriever(sample.corpus, sample.activator.embedder)


@pytest.mark.parametrize(
    ("query", "source"),
    [
        ("AI-forsøg i folkeskolen", "boerne-og-ungdomsudvalget-2025-04-08.docx"),
        ("talegenkendelse i hjemmeplejen", "social-og-sundhedsudvalget-2024-09-11.pdf"),
        ("adgangskodens længde", "retningslinjer-for-informationssikkerhed.pdf"),
        ("LysAssistent", "vejledning-generativ-ai.md"),
    ],
)
def test_the_right_document_is_first(sample: Parts, retriever: Retriever, query: str, source: str) -> None:
    best = retriever.search(query).hits[0]
    assert sample.corpus.active()[best.passage.version].source == source


def test_scores_fall_and_stay_between_nothing_and_one(retriever: Retriever) -> None:
    scores = [hit.score for hit in retriever.search("digitaliseringsstrategi", most=30).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("most", [1, 5])
def test_no_more_than_asked_for(retriever: Retriever, most: int) -> None:
    assert len(retriever.search("strategi", most=most).hits) == most


def test_what_is_spoken_is_embedded_and_the_query_searched(retriever: Retriever) -> None:
    both = retriever.search("budget", spoken="How large is the budget?")
    assert not (both.vector == retriever.search("budget").vector).all()


def test_an_empty_corpus_has_no_hits(parts: Parts) -> None:
    assert Retriever(parts.corpus, parts.activator.embedder).search("noget").hits == ()

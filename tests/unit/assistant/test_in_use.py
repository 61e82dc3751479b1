from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assemble import extractive_pipeline
from assistant.glossary import Glossary
from assistant.in_use import InUse
from assistant.journal import Journal, new_id
from assistant.retrieval import Retriever
from assistant.turn import Turn
from guardrails.policy import parse_policy
from ingest.embedding.embedder import Embedder
from tests.support.assembly import DAY, Parts
from tests.support.governance import SOURCE, journal_engine, plain_guard


@pytest.fixture
def paused() -> set[str]:
    return set()


@pytest.fixture
def ask(sample: Parts, embedder: Embedder, tmp_path: Path, paused: set[str]) -> Callable[[str], Answer]:
    """Asks a pipeline that leaves out what is paused."""
    in_use = InUse(sample.corpus, lambda: frozenset(paused))
    pipeline = extractive_pipeline(
        sample.corpus,
        Retriever(sample.corpus, embedder),
        Glossary.load(),
        plain_guard(parse_policy(SOURCE)),
        Journal(journal_engine(tmp_path)),
        in_use.active,
        lambda rule: f"/kilder/kodeks/{rule}",
    )
    return lambda question: pipeline.answer(Turn(question, new_id(), DAY))


@pytest.mark.parametrize(
    "question",
    [
        "Hvor ofte mødes AI-rådet?",
        "Hvad besluttede Klima- og Teknikudvalget den 14. maj 2025?",
        "Hvad besluttede Økonomiudvalget om kunstig intelligens?",
    ],
)
def test_a_paused_document_is_not_cited(
    ask: Callable[[str], Answer], paused: set[str], question: str
) -> None:
    first = ask(question)
    cited = {citation.document for citation in first.citations}
    assert cited

    paused.update(cited)
    second = ask(question)

    assert not cited & {citation.document for citation in second.citations}
    assert not cited & {miss.document for miss in second.near_misses}
    paused.clear()
    assert ask(question).citations == first.citations


def test_a_note_links_to_the_passage_of_its_clause(ask: Callable[[str], Answer]) -> None:
    answer = ask("Kan du afgør sagen for mig?")

    assert [(note.rule, note.clause_url) for note in answer.guardrails] == [
        ("decision", "/kilder/kodeks/decision")
    ]


def test_the_mapping_stays_the_same_while_nothing_changes(sample: Parts) -> None:
    documents = sorted({version.document for version in sample.corpus.active().values()})
    in_use = InUse(sample.corpus, lambda: {documents[0]})

    assert in_use.active() is in_use.active()
    assert {version.document for version in in_use.active().values()} == set(documents[1:])
    assert InUse(sample.corpus, frozenset).active() is sample.corpus.active()

"""Questions after decisions, over the sample corpus and the five published documents (see test_documents.py)."""

from collections.abc import Callable

import pytest

from ingest.embedding.embedder import Embedder
from ingest.reading import ReadingProcess
from tests.evals.scoring import assert_reached, score
from tests.evals.test_documents import CORPUS, HERE
from tests.support.assembly import SAMPLE, Parts, assemble

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(),
    reason="the evaluation documents are not here; name their folder in KKGPT_EVAL_CORPUS",
)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    embedder: Embedder,
    count_tokens: Callable[[str], int],
    reading: ReadingProcess,
) -> Parts:
    parts = assemble(tmp_path_factory.mktemp("both"), embedder, count_tokens, reading)
    report = parts.ingest(SAMPLE / "documents", CORPUS)
    assert not report.failed
    return parts


def test_decisions_are_told_and_none_that_was_not_taken(both: Parts) -> None:
    figures = score(both, HERE / "decisions.jsonl")
    assert_reached(figures, facts=0.85, not_found=1.0)
    assert figures["answerable"]["right_document"] == figures["answerable"]["answered"]

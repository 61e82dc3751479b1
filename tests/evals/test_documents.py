"""Questions over five published documents, which are not part of this repository.

Their folder is named by the environment variable KKGPT_EVAL_CORPUS, or lies beside the checkout as `shared/corpus`.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.embedding.embedder import Embedder
from tests.evals.scoring import assert_reached, score
from tests.support.assembly import Parts, assemble

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("KKGPT_EVAL_CORPUS") or HERE.parents[2] / "shared" / "corpus")

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(),
    reason="the evaluation documents are not here; name their folder in KKGPT_EVAL_CORPUS",
)


@pytest.fixture(scope="module")
def documents(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, count_tokens: Callable[[str], int]
) -> Parts:
    parts = assemble(tmp_path_factory.mktemp("documents"), embedder, count_tokens)
    report = parts.ingest(CORPUS)
    assert report.added
    assert not report.failed
    return parts


@pytest.mark.parametrize(
    ("cases", "facts", "not_found"), [("tuning", 0.9, 1.0), ("heldout", 0.75, 0.9), ("blind", 0.82, 0.93)]
)
def test_the_documents_are_answered(documents: Parts, cases: str, facts: float, not_found: float) -> None:
    assert_reached(score(documents, HERE / f"documents_{cases}.jsonl"), facts, not_found)

"""Questions over five published documents, which are not part of this repository.

Their folder is named by the environment variable KKGPT_EVAL_CORPUS, or lies beside the checkout as `shared/corpus`.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.embedding.embedder import Embedder
from ingest.reading import ReadingProcess
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
    tmp_path_factory: pytest.TempPathFactory,
    embedder: Embedder,
    count_tokens: Callable[[str], int],
    reading: ReadingProcess,
) -> Parts:
    parts = assemble(tmp_path_factory.mktemp("documents"), embedder, count_tokens, reading)
    report = parts.ingest(CORPUS)
    assert report.added
    assert not report.failed
    return parts


# What each set must reach: all facts of the answerable questions, and the others not found.
FLOORS = {"tuning": (0.88, 1.0), "heldout": (0.77, 0.9), "blind": (0.87, 0.93)}
ALL_FACTS, NOT_FOUND = 0.85, 0.9


def test_the_documents_are_answered(documents: Parts) -> None:
    all_of_them = []
    for name, (facts, not_found) in FLOORS.items():
        figures = score(documents, HERE / f"documents_{name}.jsonl")
        assert_reached(figures, facts, not_found)
        all_of_them.append(figures)
    answerable, unanswerable = ([f[part] for f in all_of_them] for part in ("answerable", "unanswerable"))
    assert sum(f["facts"] for f in answerable) >= ALL_FACTS * sum(f["cases"] for f in answerable)
    assert sum(f["not_found"] for f in unanswerable) >= NOT_FOUND * sum(f["cases"] for f in unanswerable)

"""Minutes read from real and invented files, against what a person read in them.

The five published documents are no part of the repository: their folder is named by the environment variable
KKGPT_EVAL_CORPUS, or lies beside the checkout as `shared/corpus`.
"""

import json
import os
from pathlib import Path

import pytest

from tests.minutes.scoring import Score, score_file

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PUBLISHED = Path(os.environ.get("KKGPT_EVAL_CORPUS") or ROOT.parent / "shared" / "corpus")
EXPECTED = {path.stem: path for path in sorted((HERE / "expected").glob("*.json"))}
REAL = sorted(stem for stem in EXPECTED if stem.startswith(("kbh-", "aalborg-", "esbjerg-")))
LEAST_RIGHT = 0.95


def _files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.iterdir()) if path.stem in EXPECTED}


def _score(path: Path) -> Score:
    return score_file(path, json.loads(EXPECTED[path.stem].read_text(encoding="utf-8")))


@pytest.mark.skipif(
    not PUBLISHED.is_dir(),
    reason="the published documents are not here; name their folder in KKGPT_EVAL_CORPUS",
)
@pytest.mark.parametrize("stem", REAL)
def test_published_documents_are_read_without_a_fault(stem: str) -> None:
    score = _score(_files(PUBLISHED)[stem])
    assert (score.faults, score.wrong_decisions, score.missing_decisions) == ([], [], [])


@pytest.mark.parametrize(
    "folder", [HERE / "documents", ROOT / "ingest" / "sample" / "documents"], ids=lambda f: f.parent.name
)
def test_invented_minutes_are_read(folder: Path) -> None:
    total = Score()
    for path in _files(folder).values():
        total.add(_score(path))
    assert total.wrong_decisions == []
    assert total.right >= LEAST_RIGHT * total.fields, "\n".join(total.faults + total.missing_decisions)


def test_every_expectation_has_its_document() -> None:
    invented = {**_files(HERE / "documents"), **_files(ROOT / "ingest" / "sample" / "documents")}
    assert sorted(EXPECTED) == sorted([*invented, *REAL])

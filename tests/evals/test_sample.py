from tests.evals.scoring import assert_reached, score
from tests.support.assembly import SAMPLE, Parts


def test_the_sample_corpus_is_answered(sample: Parts) -> None:
    assert_reached(score(sample, SAMPLE / "cases.jsonl"), facts=0.85, not_found=0.91)

import logging
import threading
import time

import pytest

from guardrails.running import Task, run
from guardrails.verdict import Finding


def found() -> Finding:
    return Finding(0.7)


def test_the_results_of_all_tasks_by_rule() -> None:
    results = run([Task("a", found, 5), Task("b", lambda: None, 5)])
    assert results.keys() == {"a", "b"}
    assert results["a"].finding == Finding(0.7)
    assert results["b"].finding is None
    assert not any(result.failed for result in results.values())
    assert run([]) == {}


def test_a_rule_that_raises_has_failed_and_its_text_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> Finding:
        raise ValueError("070761-4285")

    with caplog.at_level(logging.ERROR):
        results = run([Task("a", fails, 5), Task("b", found, 5)])
    assert results["a"].failed
    assert results["b"].finding
    assert "ValueError" in caplog.text
    assert "070761" not in caplog.text


@pytest.mark.parametrize("first_may_take", [0.05, 60.0])
def test_a_rule_that_hangs_has_failed_and_holds_up_no_other(first_may_take: float) -> None:
    """The rule before it may take longer than it: that is no longer waited for when it is done."""
    release = threading.Event()

    def hangs() -> Finding | None:
        release.wait(30)
        return Finding(1.0)

    started = time.perf_counter()
    results = run([Task("a", found, first_may_take), Task("b", hangs, 0.05), Task("c", found, 5)])
    waited = time.perf_counter() - started
    release.set()
    assert results["b"].failed
    assert results["b"].finding is None
    assert results["a"].finding
    assert results["c"].finding
    assert waited < 30  # the rule would have hung for as long

import pytest

from ingest.fetching.pace import Pace
from ingest.fetching.problems import CancelledError, UnfetchableError


class Clock:
    """A clock that moves only when someone waits."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def wanted() -> bool:
    return False


def test_a_host_is_asked_after_a_while_and_another_at_once() -> None:
    clock = Clock()
    pace = Pace(clock.sleep, lambda: clock.now)
    pace.before("a.dk", 2.5, wanted)
    assert clock.now == 100.0
    pace.after("a.dk")
    pace.before("b.dk", 2.5, wanted)
    assert clock.now == 100.0
    clock.now += 1
    pace.before("a.dk", 2.5, wanted)
    assert clock.now == 102.5


def test_waiting_ends_when_cancelled() -> None:
    slept: list[float] = []
    with pytest.raises(CancelledError):
        Pace(slept.append).wait(60, lambda: len(slept) >= 2)
    assert sum(slept) == 2


def test_three_failures_in_a_row_end_asking() -> None:
    pace = Pace()
    for _ in range(2):
        pace.failed("a.dk", asked_for_peace=False)
    pace.worked("a.dk")
    for _ in range(2):
        pace.failed("a.dk", asked_for_peace=False)
    pace.before("a.dk", 0, wanted)
    pace.failed("a.dk", asked_for_peace=False)
    with pytest.raises(UnfetchableError, match="pause") as raised:
        pace.before("a.dk", 0, wanted)
    assert raised.value.is_passing
    pace.before("b.dk", 0, wanted)


def test_a_request_for_peace_ends_asking_at_once() -> None:
    pace = Pace()
    pace.failed("a.dk", asked_for_peace=True)
    with pytest.raises(UnfetchableError, match="pause"):
        pace.before("a.dk", 0, wanted)

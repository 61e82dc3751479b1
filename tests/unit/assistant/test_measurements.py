import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.audit import Audit
from assistant.measurements import Figures, Measurements
from tests.support.governance import journal_engine

SHIPPED: dict[str, Any] = {
    "measured_at": "2026-11-25T12:00:00+00:00",
    "policy_version": "2026-11-25+abcdef12",
    "suite": "held-out",
    "rules": {"cpr": {"da": {"precision": 0.99, "recall": 1.0, "f1": 0.995, "cases": 120}}},
    "legitimate": {"cases": 500, "untouched": 495},
    "milliseconds": {"p50": 12.0, "p95": 40.5},
}


def measurements(folder: Path, shipped: Any = None) -> Measurements:
    """Measurements over an empty journal, with figures that come with the product."""
    file = folder / "measured.json"
    if shipped is not None:
        file.write_text(json.dumps(shipped), encoding="utf-8")
    engine = journal_engine(folder)
    return Measurements(engine, Audit(engine, str), file)


@pytest.mark.parametrize(
    ("shipped", "recorded", "suite"),
    [
        (None, [], None),
        (SHIPPED, [], "held-out"),
        (SHIPPED, ["own"], "own"),
        (None, ["own", "later"], "later"),
    ],
)
def test_the_newest_figures_are_shown(
    tmp_path: Path, shipped: Any, recorded: list[str], suite: str | None
) -> None:
    kept = measurements(tmp_path, shipped)
    for name in recorded:
        kept.record(Figures.model_validate({**SHIPPED, "suite": name}), "kkgpt evaluate")

    latest = kept.latest()

    assert (latest.suite if latest else None) == suite


def test_figures_come_back_whole(tmp_path: Path) -> None:
    kept = measurements(tmp_path)
    kept.record(Figures.model_validate({**SHIPPED, "intervals": [0.9, 1.0]}), "kkgpt evaluate")

    latest = kept.latest()

    assert latest
    assert latest.rules["cpr"]["da"].recall == 1.0
    assert latest.model_dump()["intervals"] == [0.9, 1.0]


@pytest.mark.parametrize(
    "change",
    [
        {"measured_at": ""},
        {"rules": {"cpr": {"da": {"precision": 1.2, "cases": 1}}}},
        {"rules": {"cpr": {"da": {"precision": 1.0}}}},
        {"legitimate": {"cases": -1, "untouched": 0}},
    ],
)
def test_figures_of_another_form_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Figures.model_validate({**SHIPPED, **change})

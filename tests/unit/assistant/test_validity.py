from datetime import date
from typing import Any

import pytest

from assistant.validity import validity_on
from tests.unit.assistant.versions import version

OLD = version(
    1,
    title="Digitaliseringsstrategi 2021-2024",
    kind="strategy",
    municipality="Lysbjerg",
    valid_from="2021-01-01",
    valid_to="2024-12-31",
)
NEW = version(
    2,
    title="Digitaliseringsstrategi 2025-2028",
    kind="strategy",
    municipality="Lysbjerg",
    valid_from="2025-01-01",
    valid_to="2028-12-31",
    replaces="Digitaliseringsstrategi 2021-2024",
)


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [
        ("2020-12-31", "unknown", "unknown"),
        ("2021-01-01", "in_force", "unknown"),
        ("2024-12-31", "in_force", "unknown"),
        ("2025-01-01", "superseded", "in_force"),
        ("2028-12-31", "superseded", "in_force"),
        ("2029-01-01", "superseded", "expired"),
    ],
)
def test_a_strategy_and_the_one_that_replaces_it(day: str, old: str, new: str) -> None:
    both = [OLD, NEW]
    assert validity_on(OLD, date.fromisoformat(day), both) == old
    assert validity_on(NEW, date.fromisoformat(day), both) == new


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "Udkast til kodeks", "kind": "code", "valid_from": "2020-01-01"}, "draft"),
        ({"kind": "minutes", "date": "2020-01-01", "valid_to": "2020-12-31"}, "unknown"),
        ({"kind": "consultation"}, "unknown"),
        ({"kind": None}, "unknown"),
        ({"kind": "policy"}, "unknown"),
        ({"kind": "policy", "valid_to": "2024-12-31"}, "expired"),
        ({"kind": "guide", "valid_from": "2024-01-01"}, "in_force"),
    ],
)
def test_a_version_alone(fields: dict[str, Any], expected: str) -> None:
    alone = version(**fields)
    assert validity_on(alone, date(2025, 6, 1), [alone]) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"municipality": "Esbjerg"},
        {"replaces": "Digitaliseringsstrategi 2017-2020"},
        {"replaces": "Personalepolitik 2021-2024"},
        {"replaces": None},
    ],
)
def test_only_what_names_it_replaces_it(fields: dict[str, Any]) -> None:
    other = version(2, **{"title": "Ny", "municipality": "Lysbjerg", "replaces": OLD.title, **fields})
    assert validity_on(OLD, date(2024, 6, 1), [OLD, other]) == "in_force"

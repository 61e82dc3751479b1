from typing import Any

import pytest

from assistant.scope import Scope
from tests.unit.assistant.versions import version

ESBJERG = version(
    municipality="Esbjerg", title="Politik", kind="policy", valid_from="2014-01-01", valid_to="2017-12-31"
)
MINUTES = version(
    municipality="København", body="Socialudvalget", title="Referat", date="2023-09-20", kind="minutes"
)


def scope(**limits: set[Any]) -> Scope:
    names = ("municipalities", "bodies", "dates", "years")
    return Scope(**{name: frozenset(limits.get(name, ())) for name in names})


def test_no_limit_allows_all() -> None:
    assert scope().allows(ESBJERG, "ord", "", "")


@pytest.mark.parametrize(
    ("limits", "source", "words", "allowed"),
    [
        ({"municipalities": {"Esbjerg"}}, ESBJERG, "Målet er 10.", True),
        ({"municipalities": {"Aarhus"}}, ESBJERG, "Målet er 10.", False),
        ({"municipalities": {"Aarhus"}}, ESBJERG, "Målet er 10 som i Aarhus Kommune.", True),
        ({"bodies": {"Socialudvalget"}}, MINUTES, "Godkendt.", True),
        ({"bodies": {"Økonomiudvalget"}}, MINUTES, "Godkendt.", False),
        ({"bodies": {"Økonomiudvalget"}}, MINUTES, "Økonomiudvalget godkendte.", True),
        ({"years": {2015}}, ESBJERG, "Målet er 10.", True),
        ({"years": {2020}}, ESBJERG, "Målet er 10.", False),
        ({"years": {2020}}, ESBJERG, "Målet i 2020 er 10.", True),
        ({"dates": {"2023-09-20"}}, MINUTES, "Godkendt.", True),
        ({"dates": {"2023-09"}}, MINUTES, "Godkendt.", True),
        ({"dates": {"2024-01-30"}}, MINUTES, "Godkendt.", False),
        ({"dates": {"2024-01-30"}}, MINUTES, "Behandles den 30. januar 2024.", True),
        ({"municipalities": {"Esbjerg"}, "years": {2020}}, ESBJERG, "Målet er 10.", False),
        ({"dates": {"2024-01-30"}}, MINUTES, "Punktet blev udsat til den 30. januar 2024.", False),
    ],
)
def test_a_source_outside_the_scope_counts_only_by_its_own_words(
    limits: dict[str, Any], source: Any, words: str, allowed: bool
) -> None:
    assert scope(**limits).allows(source, words, "", "") is allowed

import pytest

from ingest.danish.dates import dates, period, years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. februar 2024", ["2024-02-01"]),
        ("den 1. Februar 2024", ["2024-02-01"]),
        ("den 01.02.2024", ["2024-02-01"]),
        ("d. 1/2-2024", ["2024-02-01"]),
        ("1/2 2024", ["2024-02-01"]),
        ("01-02-2024", ["2024-02-01"]),
        ("2024-02-01", ["2024-02-01"]),
        ("1. feb. 2024", ["2024-02-01"]),
        ("onsdag den 5. juni 2024 kl. 16.00", ["2024-06-05"]),
        ("29. februar 2024", ["2024-02-29"]),
        ("February 1, 2024", ["2024-02-01"]),
        ("1st of February 2024", ["2024-02-01"]),
        ("februar 2024", ["2024-02"]),
        ("fra 3. maj 2023 til juni 2024", ["2023-05-03", "2024-06"]),
        ("29.02.2023", []),
        ("1.13.2024", []),
        ("31.12.99", []),
        ("kl. 10.15", []),
        ("sag 2014-185390", []),
        ("version 4.2 2024", []),
    ],
)
def test_dates_are_found_in_every_danish_way(text: str, expected: list[str]) -> None:
    assert [found.iso for found in dates(text)] == expected


def test_a_date_knows_where_it_stands() -> None:
    text = "Mødet den 20. september 2023 blev afholdt"
    assert [text[f.start : f.end] for f in dates(text)] == ["20. september 2023"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Strategi 2024-2027", (2024, 2027)),
        ("2014-17", (2014, 2017)),
        ("2024–2027", (2024, 2027)),
        ("2024 til 2027", (2024, 2027)),
        ("2027-2024", None),
        ("2020-2080", None),
        ("sag 2014-185390", None),
        ("2024", None),
    ],
)
def test_periods(text: str, expected: tuple[int, int] | None) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i 2024 og 2025", {2024, 2025}),
        ("2014-17", {2014, 2017}),
        ("1. maj 2023", {2023}),
        ("sag 2014-185390", set()),
        ("2.024 kr. og 12024", set()),
    ],
)
def test_years(text: str, expected: set[int]) -> None:
    assert years(text) == expected

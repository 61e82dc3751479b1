import pytest

from ingest.readers.items import depths, is_item, is_marker


@pytest.mark.parametrize(
    "text",
    [
        "- et",
        "• to",
        "1. at udvalget",
        "2) tre",
        "a) fire",
        "A: Vi skal",
        "– fem",
        "* seks",
        "ii. syv",
        "o Otte",
    ],
)
def test_items(text: str) -> None:
    assert is_item(text)


@pytest.mark.parametrize(
    "text",
    [
        "19. november 2024",
        "1. punkt blev godkendt",
        "2. at-punkt",
        "1. sal",
        "-5 grader",
        "2014-185390",
        "Ord",
    ],
)
def test_no_items(text: str) -> None:
    assert not is_item(text)


def test_a_marker_alone() -> None:
    assert is_marker("•")
    assert not is_marker("- et")


def test_depths_follow_the_indentation_within_a_run() -> None:
    lines = [("1. a", 2), ("- b", 5), ("- c", 5), ("2. d", 2), ("Tekst", 0), ("- e", 5)]
    assert depths(lines) == [0, 1, 1, 0, 0, 0]

import time

import pytest

from ingest.readers.noise import (
    bare_contents,
    is_navigation,
    is_page_number,
    is_rule,
    running_key,
    running_lines,
    split_contents,
)


@pytest.mark.parametrize("line", ["Til top", "Til toppen ↑", "Se alle bilag", "Print", "SE ALLE BILAG"])
def test_navigation(line: str) -> None:
    assert is_navigation(line)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Side 2 af 5", True),
        ("- 3 -", True),
        ("s. 4", True),
        ("side 2/5", True),
        ("2024", False),
        ("7", False),
    ],
)
def test_page_numbers(line: str, is_one: bool) -> None:
    assert is_page_number(line) is is_one


def test_rules() -> None:
    assert is_rule("-----")
    assert not is_rule("- a -")


@pytest.mark.parametrize(
    ("line", "entries", "rest"),
    [
        ("Vision ........ 6", "Vision ........ 6", ""),
        (
            "Indhold Mål.......... 3 Vision . . . . . 12 Vi vil",
            "Indhold Mål.......... 3 Vision . . . . . 12",
            "Vi vil",
        ),
        ("Vi gør det... 3 gange", "", "Vi gør det... 3 gange"),
    ],
)
def test_contents_with_leaders(line: str, entries: str, rest: str) -> None:
    assert split_contents(line) == (entries, rest)


def test_contents_without_leaders() -> None:
    lines = ["Indhold", "Forord 2", "Vision 3", "Mål 3", "Forord", "Vi har 2"]
    assert bare_contents(lines) == {0, 1, 2, 3}
    assert bare_contents(["Indhold", "Vi har 2", "Tekst"]) == set()


def test_running_lines_differ_in_their_page_number_only() -> None:
    pages = [["Lindeby Kommune", f"Tekst {n} her", f"Strategi side {n} af 3"] for n in range(1, 4)]
    running = running_lines(pages)
    assert {running_key("Lindeby Kommune"), running_key("Strategi side 7 af 3")} == running


def test_sections_and_agenda_items_are_never_running_lines() -> None:
    assert running_lines([["Punkt 1.", "Beslutning"], ["Punkt 2.", "Beslutning"]]) == frozenset()


@pytest.mark.parametrize("line", ["." * 300_000, ". " * 300_000, "…" * 300_000])
def test_a_line_of_dots_is_read_in_one_pass(line: str) -> None:
    began = time.monotonic()
    split_contents(line)
    assert time.monotonic() - began < 2

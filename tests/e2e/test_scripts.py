"""The scripts' own parts, in the browser that runs them."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

READ = """async (pieces) => {
    const { EventReader } = await import("/static/stream.js");
    const reader = new EventReader();
    return pieces.flatMap((piece) => reader.read(piece));
}"""
SHAPE = """async (text) => (await import("/static/sentences.js")).shape(text)"""
PIECES = (
    """async ([block, start, end]) => (await import("/static/source_text.js")).pieces(block, start, end)"""
)
STREAM = (
    'event: step\r\ndata: {"a": "æøå"}\r\n\r\n: ping\n\n'
    "event:answer\ndata: 1\ndata: 2\n\ndata\n\nevent: x\n\n"
)
EVENTS = [
    {"name": "step", "data": '{"a": "æøå"}'},
    {"name": "answer", "data": "1\n2"},
    {"name": "message", "data": ""},
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_are_read_whatever_the_pieces(page: Page, size: int) -> None:
    page.goto("/")
    pieces = [STREAM[at : at + size] for at in range(0, len(STREAM), size)]
    assert page.evaluate(READ, pieces) == EVENTS


def test_an_unfinished_event_is_held_back(page: Page) -> None:
    page.goto("/")
    assert page.evaluate(READ, ["event: answer\ndata: 1\n"]) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- at strategien godkendes", {"list": "ul", "number": None, "text": "at strategien godkendes"}),
        ("• Tilgængelighed", {"list": "ul", "number": None, "text": "Tilgængelighed"}),
        ("1. Data", {"list": "ol", "number": 1, "text": "Data"}),
        ("- 12) Data", {"list": "ol", "number": 12, "text": "Data"}),
        ("1. maj 2025 gælder.", {"list": None, "number": None, "text": "1. maj 2025 gælder."}),
        ("2. behandling er udsat.", {"list": None, "number": None, "text": "2. behandling er udsat."}),
        ("2025 var et godt år.", {"list": None, "number": None, "text": "2025 var et godt år."}),
        ("-10 grader", {"list": None, "number": None, "text": "-10 grader"}),
        ("- ", {"list": None, "number": None, "text": "- "}),
    ],
)
def test_list_items_are_told_from_sentences(page: Page, text: str, shown: dict[str, Any]) -> None:
    page.goto("/")
    assert page.evaluate(SHAPE, text) == shown


def test_offsets_count_characters_beyond_the_basic_plane_once(page: Page) -> None:
    page.goto("/")
    block = {"kind": "paragraph", "start": 10, "end": 15, "text": "👋 æ👋b"}
    assert page.evaluate(PIECES, [block, 12, 14]) == [["👋 ", False], ["æ👋", True], ["b", False]]

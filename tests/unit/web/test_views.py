"""Cutting a block at the edges of a quote."""

import pytest

from web.views import Span, TextBlock, pieces

BLOCK = TextBlock(kind="paragraph", start=10, end=20, text="0123456789")


@pytest.mark.parametrize(
    ("start", "end", "cut"),
    [
        (12, 15, [("01", False), ("234", True), ("56789", False)]),
        (10, 20, [("0123456789", True)]),
        (10, 11, [("0", True), ("123456789", False)]),
        (19, 20, [("012345678", False), ("9", True)]),
        (0, 13, [("012", True), ("3456789", False)]),
        (18, 99, [("01234567", False), ("89", True)]),
        (0, 99, [("0123456789", True)]),
        (0, 10, [("0123456789", False)]),
        (20, 30, [("0123456789", False)]),
    ],
)
def test_pieces(start: int, end: int, cut: list[tuple[str, bool]]) -> None:
    assert [(piece.text, piece.marked) for piece in pieces(BLOCK, Span(start=start, end=end))] == cut


def test_without_a_quote_the_block_is_whole() -> None:
    assert [piece.marked for piece in pieces(BLOCK, None)] == [False]

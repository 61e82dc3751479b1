from ingest.blocks import Block, BlockKind
from ingest.readers.tables import joined, table_block


def table(*rows: tuple[str, ...], page: int = 1) -> Block:
    block = table_block(rows, marked_head=False, page=page)
    assert block is not None
    return block


def test_rows_are_squared_and_cleaned() -> None:
    block = table_block([["a\u00ad b", "c\nd"], [], ["e"]], marked_head=False)
    assert block is not None
    assert block.rows == (("a b", "c d"), ("e", ""))
    assert table_block([["", " "]], marked_head=True) is None


def test_words_above_figures_are_a_header() -> None:
    assert table(("Indsats", "Beløb"), ("Post", "1,2")).has_header
    assert not table(("Indsats", "2024"), ("Post", "1,2")).has_header
    assert not table(("Navn", "By"), ("Ida", "Ribe")).has_header


def test_a_table_over_a_page_is_joined_without_its_second_header() -> None:
    head = ("Indsats", "Beløb")
    dropped: list[str] = []
    parts = [
        table(head, ("Post", "1")),
        table(head, ("Velfærd", "2"), page=2),
        table(head, ("I alt", "3"), page=3),
    ]
    (whole,) = joined(parts, dropped)
    assert whole.rows == (head, ("Post", "1"), ("Velfærd", "2"), ("I alt", "3"))
    assert dropped == ["Indsats | Beløb"] * 2


def test_other_tables_stay_apart() -> None:
    first = table(("Indsats", "Beløb"), ("Post", "1"))
    others = [
        table(("a", "b"), page=3),
        table(("a", "b", "c"), page=2),
        Block(BlockKind.PARAGRAPH, "Tekst", page=2),
    ]
    for other in others:
        assert joined([first, other], []) == [first, other]

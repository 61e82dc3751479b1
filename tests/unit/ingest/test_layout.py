from ingest.blocks import Block, BlockKind
from ingest.layout import Placed, lay_out

BLOCKS = (
    Block(BlockKind.HEADING, "Strategi", level=1, page=1),
    Block(BlockKind.PARAGRAPH, "Indledning.", page=1),
    Block(BlockKind.HEADING, "Mål", level=2, page=2),
    Block(BlockKind.ITEM, "- Et", page=2),
    Block(BlockKind.ITEM, "- To", page=2),
    Block(BlockKind.PARAGRAPH, "", page=2),
    Block(BlockKind.HEADING, "Økonomi", level=2, page=3),
    Block(
        BlockKind.TABLE,
        rows=(("Indsats", "Frist"), ("Digital post", "2026"), ("Hjemmeside", "")),
        has_header=True,
    ),
)


def test_text_and_offsets_agree() -> None:
    layout = lay_out(BLOCKS)
    assert layout.text == (
        "Strategi\n\nIndledning.\n\nMål\n\n- Et\n- To\n\nØkonomi\n\n"
        "Indsats: Digital post; Frist: 2026\nIndsats: Hjemmeside"
    )
    texts = [layout.of(block) for block in layout.blocks]
    assert texts[:5] == ["Strategi", "Indledning.", "Mål", "- Et", "- To"]
    assert texts[-1] == "Indsats: Hjemmeside"


def test_blocks_know_the_headings_above_them() -> None:
    paths = {lay_out(BLOCKS).of(block): block.path for block in lay_out(BLOCKS).blocks}
    assert paths["Strategi"] == ()
    assert paths["- To"] == ("Strategi", "Mål")
    assert paths["Indsats: Hjemmeside"] == ("Strategi", "Økonomi")


def test_a_table_without_header_is_read_row_by_row() -> None:
    table = Block(BlockKind.TABLE, rows=(("a", "", "b"), ("", "", ""), ("c", "d", "")))
    assert lay_out((table,)).text == "a | b\nc | d"


def test_placed_blocks_survive_json() -> None:
    for block in lay_out(BLOCKS).blocks:
        assert Placed.from_json(block.as_json()) == block


def test_nothing_makes_an_empty_text() -> None:
    assert lay_out(()).text == ""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.blocks import Block, BlockKind
from ingest.layout import lay_out
from ingest.passages import MOST_TOKENS, OVERLAP_TOKENS, Passage, split_passages, split_sentences

Counter = Callable[[str], int]

words = st.lists(
    st.sampled_from("Udvalget godkender sagen og æøå budget. Derefter 2024 kl. 8.00".split()), min_size=1
)
kinds = st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.ITEM])
blocks = st.builds(
    Block, kind=kinds, text=words.map(" ".join), level=st.integers(1, 3), page=st.none() | st.integers(1, 9)
)


def words_of(text: str) -> int:
    return len(text.split())


def split(*given_blocks: Block, most: int = 20) -> tuple[str, list[Passage]]:
    layout = lay_out(given_blocks)
    return layout.text, split_passages(layout, split_sentences(layout), words_of, most=most)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(blocks, max_size=15))
def test_passages_cover_every_sentence_and_keep_to_their_section(given_blocks: list[Block]) -> None:
    layout = lay_out(tuple(given_blocks))
    spans = split_sentences(layout)
    passages = split_passages(layout, spans, words_of, most=200)
    for span in spans:
        assert any(p.start <= span.start and span.end <= p.end for p in passages)
        block = layout.blocks[span.block]
        assert block.start <= span.start < span.end <= block.end
    starts, ends = {s.start for s in spans}, {s.end for s in spans}
    for passage in passages:
        assert passage.start in starts
        assert passage.end in ends
        inside = [layout.blocks[s.block] for s in spans if passage.start <= s.start < passage.end]
        bodies = {block.path for block in inside if block.kind != "heading"}
        assert len(bodies) <= 1
    assert [p.end for p in passages] == sorted({p.end for p in passages})


def test_a_long_section_is_cut_between_sentences_with_an_overlap() -> None:
    text = " ".join(f"Sætning nummer {n} handler om noget." for n in range(12))
    whole, passages = split(Block(BlockKind.HEADING, "Mål", level=1), Block(BlockKind.PARAGRAPH, text))
    assert len(passages) > 2
    assert all(words_of(whole[p.start : p.end]) <= 20 for p in passages)
    assert {p.section for p in passages} == {"Mål"}
    assert all(left.end > right.start for left, right in pairwise(passages))


def test_a_sentence_that_is_too_long_stays_whole() -> None:
    _, passages = split(Block(BlockKind.PARAGRAPH, "ord " * 50))
    assert len(passages) == 1


def test_headings_stand_with_the_text_below_them_and_the_title_is_not_repeated() -> None:
    layout = lay_out(
        (
            Block(BlockKind.HEADING, "Titel", level=1, page=1),
            Block(BlockKind.HEADING, "Mål", level=2, page=1),
            Block(BlockKind.PARAGRAPH, "Brødtekst.", page=2),
            Block(BlockKind.HEADING, "Økonomi", level=2, page=3),
            Block(BlockKind.PARAGRAPH, "Penge.", page=3),
        )
    )
    passages = split_passages(layout, split_sentences(layout), words_of, "Titel")
    assert [(layout.text[p.start : p.end], p.section, p.page) for p in passages] == [
        ("Titel\n\nMål\n\nBrødtekst.", "Mål", 1),
        ("Økonomi\n\nPenge.", "Økonomi", 3),
    ]


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
def test_a_document_of_one_block_has_one_passage(kind: BlockKind) -> None:
    assert len(split(Block(kind, "Kun det her", level=1))[1]) == 1


def test_tokens_are_counted_offline(count_tokens: Counter) -> None:
    assert count_tokens("") == 0
    assert 3 <= count_tokens("Borgerrepræsentationen godkendte") <= 15
    assert count_tokens("<|endoftext|>") > 1
    assert MOST_TOKENS > 2 * OVERLAP_TOKENS

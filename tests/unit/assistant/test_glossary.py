from pathlib import Path

import pytest

from assistant.glossary import Glossary
from ingest.danish.words import stem

SMALL = """
abbreviations: {ØU: Økonomiudvalget, BR: Borgerrepræsentationen}
synonyms:
  - [leder, chef]
english: {municipal council: byråd, council: råd, budget: budget}
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    path = tmp_path / "glossary.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return Glossary.load(path)


def test_the_glossary_that_is_shipped_is_valid() -> None:
    glossary = Glossary.load()
    assert glossary.abbreviations["ØU"] == "Økonomiudvalget"
    assert glossary.synonyms
    assert glossary.english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvad besluttede ØU?", "Økonomiudvalget"),
        ("Hvad besluttede øu?", ""),
        ("ØU er Økonomiudvalget", ""),
        ("Hvad sagde TØU?", ""),
        ("BR og ØU", "Borgerrepræsentationen Økonomiudvalget"),
        ("ØU's og BRs møder", "Økonomiudvalget Borgerrepræsentationen"),
    ],
)
def test_abbreviations_are_written_out(glossary: Glossary, text: str, expected: str) -> None:
    assert glossary.expand(text) == expected


@pytest.mark.parametrize(
    ("text", "danish", "kept"),
    [
        ("the municipal council's budget", "byråd budget", []),
        ("the budget of the council", "budget råd", []),
        ("the budget of Nordvand", "budget", ["Nordvand"]),
    ],
)
def test_longer_english_phrases_go_first_and_names_are_kept(
    glossary: Glossary, text: str, danish: str, kept: list[str]
) -> None:
    found, rest = glossary.to_danish(text)
    assert found == danish
    assert [word for word in rest.split() if word[0].isupper()] == kept


def test_synonyms_are_found_by_stem_in_both_directions(glossary: Glossary) -> None:
    assert stem("chef") in glossary.groups[stem("lederen")]
    assert stem("leder") in glossary.groups[stem("cheferne")]


@pytest.mark.parametrize("content", ["abbreviations: [ØU]", "synonyms: {a: b}", "english: tekst"])
def test_a_part_of_the_wrong_form_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=content.split(":")[0]):
        Glossary.load(path)


def test_an_empty_file_is_an_empty_glossary(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").touch()
    assert Glossary.load(tmp_path / "glossary.yaml") == Glossary({}, [], {})

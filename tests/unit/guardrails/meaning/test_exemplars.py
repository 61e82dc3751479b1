"""Exemplars: what each rule makes of a text, and what is said of a file that is not right."""

from pathlib import Path

import pytest

from guardrails.meaning import EXEMPLARS, ExemplarError
from guardrails.meaning.exemplars import ORDINARY, read_exemplars, source_digest
from guardrails.policy import load_policy


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        folder.joinpath(f"{name.replace('_', '-')}.yaml").write_text(content, encoding="utf-8")
    return folder


def labels(folder: Path, *more: Path) -> dict[str, dict[str, int]]:
    found = read_exemplars([folder, *more])
    return {
        text: dict(zip(found.rules, row.tolist(), strict=True))
        for text, row in zip(found.texts, found.labels, strict=True)
    }


def test_a_text_is_harmless_to_the_rules_that_do_not_name_it(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        decision='acts: ["afgør"]\npasses: ["regler", "brev"]\neither: ["begge"]',
        party_rights='acts: ["brev", "begge"]',
        ordinary='passes: ["hverdag"]',
    )
    assert labels(folder) == {
        "afgør": {"decision": 1, "party-rights": -1},
        "regler": {"decision": -1, "party-rights": -1},
        "brev": {"decision": -1, "party-rights": 1},
        "begge": {"decision": 0, "party-rights": 1},
        "hverdag": {"decision": -1, "party-rights": -1},
    }


def test_what_one_stage_acts_on_is_open_to_the_other(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        prompt_injection='acts: ["ignorer", "spørg"]\npasses: ["send"]',
        document_injection='acts: ["send"]\npasses: ["spørg"]',
    )
    assert labels(folder) == {
        "ignorer": {"document-injection": 0, "prompt-injection": 1},
        "spørg": {"document-injection": -1, "prompt-injection": 1},
        "send": {"document-injection": 1, "prompt-injection": -1},
    }


def test_a_folder_of_ones_own_adds_to_the_others(tmp_path: Path) -> None:
    given = write(tmp_path / "a", decision='acts: ["afgør"]')
    own = write(tmp_path / "b", decision='acts: ["bedøm"]\npasses: ["regler"]')
    assert labels(given, own, tmp_path / "none") == {
        "afgør": {"decision": 1},
        "bedøm": {"decision": 1},
        "regler": {"decision": -1},
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('acts: ["a"', "line [12]"),
        ("- a", "expected the lists"),
        ('act: ["a"]', "expected the lists"),
        ("acts: a", "acts must be a list"),
        ("acts: [1]", "acts must be a list"),
        ('acts: [" "]', "acts must be a list"),
        ('acts: ["a", "b"]\npasses: ["b"]', "under acts and under passes: b"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(ExemplarError, match=rf"decision\.yaml.*{said}"):
        read_exemplars([write(tmp_path, decision=content)])


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    tmp_path.joinpath("decision.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ExemplarError, match=r"decision\.yaml"):
        read_exemplars([tmp_path])


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    folder = write(tmp_path, decision='acts: ["a"]')
    before = source_digest([folder])
    assert source_digest([write(folder, decision='acts: ["b"]')]) != before
    assert source_digest([write(folder, decision='acts: ["a"]', ordinary='passes: ["b"]')]) != before


def test_those_that_come_with_the_product_cover_the_rules_that_read_for_meaning() -> None:
    found = read_exemplars([EXEMPLARS])
    assert set(found.rules) <= set(load_policy().rules)
    assert EXEMPLARS.joinpath(f"{ORDINARY}.yaml").is_file()
    for place, rule in enumerate(found.rules):
        assert (found.labels[:, place] == 1).sum() >= 100, rule

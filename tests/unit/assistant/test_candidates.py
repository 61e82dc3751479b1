from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.candidates import Read, candidates, read_passages
from assistant.evidence import Candidate
from assistant.retrieval import Hit, Retriever
from assistant.scope import Scope
from tests.support.assembly import Parts
from tests.unit.assistant.documents import add

ANYTHING = Scope(frozenset(), frozenset(), frozenset(), frozenset())
STRATEGY = (
    "# Cykelstrategi i Lysbjerg Kommune",
    "## Mål",
    "Lysbjerg Kommune har to mål:",
    "- Flere cykelstier ved skolerne",
    "- Bedre cykelparkering",
    "Byrådet følger målene. Ja. Odense Kommune er med.",
)
MINUTES = ("# Referat", "## Økonomiudvalgets beslutning i mødet den 3. marts 2024", "Planen blev godkendt.")


def hits(parts: Parts) -> tuple[Hit, ...]:
    return Retriever(parts.corpus, parts.activator.embedder).search("cykel mål beslutning", most=40).hits


def found(parts: Parts, scope: Scope = ANYTHING) -> dict[str, Candidate]:
    """The candidates of the whole corpus by their text."""
    return {c.text: c for c, _, _ in candidates(read_passages(parts.corpus, hits(parts)), scope)}


@pytest.fixture
def strategy(parts: Parts, tmp_path: Path) -> Parts:
    add(parts, tmp_path / "strategi.md", *STRATEGY)
    return parts


def test_sentences_may_answer_and_headings_only_above_a_list_or_as_a_decision(
    strategy: Parts, tmp_path: Path
) -> None:
    add(strategy, tmp_path / "referat.md", *MINUTES)
    add(strategy, tmp_path / "vaerdier.md", "# Politik", "## Værdier", "- Åbenhed og tillid", "## Tom")
    assert set(found(strategy)) == {
        *STRATEGY[2:5],
        "Byrådet følger målene.",
        "Odense Kommune er med.",
        MINUTES[1].lstrip("# "),
        MINUTES[2],
        "Værdier",
        "- Åbenhed og tillid",
    }


def test_a_candidate_knows_what_stands_around_it(strategy: Parts) -> None:
    item = found(strategy)["- Bedre cykelparkering"]
    assert item.near == (STRATEGY[2], STRATEGY[3], "Byrådet følger målene.")
    assert len(item.near_vectors) == 3
    assert item.above.split("\n")[0] == "Cykelstrategi i Lysbjerg Kommune"
    assert "Mål" in item.above
    assert "Lysbjerg Kommune" in item.above.split("\n")
    assert item.text in item.passage
    assert {c.text for c in found(strategy).values() if c.in_list} == set(STRATEGY[2:5])


def test_a_candidate_stands_where_it_says(strategy: Parts) -> None:
    for candidate, read, place in candidates(read_passages(strategy.corpus, hits(strategy)), ANYTHING):
        assert read.sentences[place] == candidate.sentence
        stored = candidate.version.text[candidate.sentence.start : candidate.sentence.end]
        assert stored == candidate.text


def test_a_sentence_of_two_passages_comes_once(strategy: Parts) -> None:
    reads = read_passages(strategy.corpus, hits(strategy))
    again = [Read(r.hit, r.version, r.sentences) for r in reads]
    assert len(list(candidates([*reads, *again], ANYTHING))) == len(found(strategy))


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"municipalities": {"Lysbjerg"}}, 5),
        ({"municipalities": {"Odense"}}, 1),
        ({"municipalities": {"Aarhus"}}, 0),
        ({"bodies": {"Byrådet"}}, 1),
        ({"bodies": {"Økonomiudvalget"}}, 0),
        ({"years": {2024}}, 0),
    ],
)
def test_the_scope_decides_who_may_answer(
    strategy: Parts, limits: dict[str, set[Any]], expected: int
) -> None:
    scope = replace(ANYTHING, **{name: frozenset(values) for name, values in limits.items()})
    assert len(found(strategy, scope)) == expected


def test_a_version_retired_meanwhile_is_left_out(strategy: Parts, tmp_path: Path) -> None:
    before = hits(strategy)
    add(strategy, tmp_path / "strategi.md", "# Cykelstrategi", "Alt er nyt i denne strategi.")
    assert read_passages(strategy.corpus, before) == []
    assert list(found(strategy)) == ["Alt er nyt i denne strategi."]

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.audit import Audit
from assistant.clauses import Clauses
from assistant.refusals import RefusedError
from guardrails.policy import Policy, parse_policy
from ingest.embedding.embedder import Embedder
from ingest.lifecycle import restore, retire
from tests.support.assembly import SAMPLE, Parts
from tests.support.governance import SOURCE, changed, journal_engine

CODE = """# Kodeks for kunstig intelligens

Vedtaget af byrådet den 3. marts 2025.

## Principper

AI træffer ikke afgørelser i borgernes sager; det gør en medarbejder.

CPR-numre og andre personnumre må ikke skrives i løsningerne.

Vi vælger den mindste løsning, der kan løse opgaven.
"""
DECISION = "AI træffer ikke afgørelser i borgernes sager; det gør en medarbejder."


class Live:
    """The policy in force, which a test may change."""

    policy: Policy = parse_policy(SOURCE)


@pytest.fixture
def live() -> Live:
    return Live()


@pytest.fixture
def clauses(parts: Parts, embedder: Embedder, tmp_path: Path, live: Live) -> Clauses:
    (tmp_path / "journal").mkdir()
    engine = journal_engine(tmp_path / "journal")
    return Clauses(engine, parts.corpus, embedder, lambda: live.policy, Audit(engine, str))


@pytest.fixture
def write(parts: Parts, tmp_path: Path) -> Callable[[str], str]:
    """Ingests a text as the code of conduct; returns the id of its document."""
    folder = tmp_path / "documents"
    folder.mkdir()

    def ingest(text: str) -> str:
        (folder / "kodeks.md").write_text(text, encoding="utf-8")
        assert not parts.ingest(folder).failed
        return next(v.document for v in parts.corpus.active().values() if v.source == "kodeks.md")

    return ingest


def test_the_sample_code_of_conduct_is_linked(sample: Parts, embedder: Embedder, tmp_path: Path) -> None:
    engine = journal_engine(tmp_path)
    policy = parse_policy(SOURCE)
    clauses = Clauses(engine, sample.corpus, embedder, lambda: policy, Audit(engine, str))

    clauses.refresh()

    found = {rule: link.passage.text for rule, link in clauses.links().items() if link.passage}
    assert {rule: words for rule, words in _EXPECTED.items() if words not in found.get(rule, "")} == {}
    assert set(found) == set(_EXPECTED)
    assert all(link.state == "automatic" for link in clauses.links().values())


_EXPECTED = {
    "cpr": "CPR-numre",
    "contact-details": "personoplysninger",
    "confidential": "fortrolige",
    "sensitive-person": "følsomme personoplysninger",
    "decision": "træffe afgørelse",
    "hr-ranking": "rangordne ansøgere",
    "equal-treatment": "ikke stille nogen ringere",
    "grounding": "kontrollere det mod en kilde",
}


def test_a_corpus_without_a_code_of_conduct_has_no_links(parts: Parts, clauses: Clauses) -> None:
    parts.ingest(SAMPLE / "documents" / "forretningsorden-for-byraadet.md")

    assert clauses.refresh() == []
    assert clauses.links() == {}
    assert clauses.url("decision") is None


def test_the_link_opens_the_passage(parts: Parts, clauses: Clauses, write: Callable[[str], str]) -> None:
    document = write(CODE)
    clauses.refresh()

    passage = clauses.links()["decision"].passage

    assert passage
    version = parts.corpus.version(document)
    assert version
    assert version.text[passage.start : passage.end] == DECISION
    assert clauses.url("decision") == f"/kilder/{document}/1?fra={passage.start}&til={passage.end}#citat"


def test_a_passage_that_only_moved_is_followed(clauses: Clauses, write: Callable[[str], str]) -> None:
    write(CODE)
    clauses.refresh()
    before = clauses.links()["decision"].passage
    write(CODE.replace("## Principper", "## Indledning\n\nDette er nyt.\n\n## Principper"))

    assert clauses.refresh() == []

    link = clauses.links()["decision"]
    assert before
    assert link.passage
    assert link.passage.version == 2
    assert link.passage.start > before.start
    assert link.flag is None


@pytest.mark.parametrize(
    ("replacement", "flag", "candidate"),
    [
        (DECISION.replace("medarbejder", "leder"), "changed", DECISION.replace("medarbejder", "leder")),
        ("Frugtordningen fortsætter uændret.", "gone", None),
    ],
)
def test_a_passage_that_changed_is_flagged_until_somebody_settles_it(
    clauses: Clauses, write: Callable[[str], str], replacement: str, flag: str, candidate: str | None
) -> None:
    write(CODE)
    clauses.refresh()
    write(CODE.replace(DECISION, replacement))

    flagged = clauses.refresh()

    assert [(link.rule, link.flag) for link in flagged] == [("decision", flag)]
    link = clauses.links()["decision"]
    assert link.passage
    assert link.passage.text == DECISION
    assert (link.candidate.text if link.candidate else None) == candidate
    assert (clauses.url("decision"), clauses.flagged()) == (None, [link])
    assert clauses.refresh() == []

    settled = clauses.accept("decision", "Ida") if candidate else clauses.unlink("decision", "Ida")

    assert settled.flag is None
    assert settled.settled_by == "Ida"
    assert (settled.state, settled.passage.text if settled.passage else None) == (
        "confirmed" if candidate else "none",
        candidate,
    )
    assert clauses.flagged() == []


def test_a_flag_goes_when_the_passage_is_back(
    parts: Parts, clauses: Clauses, write: Callable[[str], str]
) -> None:
    document = write(CODE)
    clauses.refresh()
    retire(parts.activator.engine, document, "removed")
    assert {link.flag for link in clauses.refresh()} == {"retired"}

    restore(parts.activator, document)
    clauses.refresh()

    assert clauses.flagged() == []
    assert clauses.url("decision")


def test_an_administrator_chooses_another_passage(clauses: Clauses, write: Callable[[str], str]) -> None:
    document = write(CODE)
    clauses.refresh()

    link = clauses.choose("decision", document, "den mindste   løsning", "Ida")

    assert link.passage
    assert link.passage.text == "Vi vælger den mindste løsning, der kan løse opgaven."
    assert (link.state, link.settled_by) == ("confirmed", "Ida")
    write(CODE + "\nSlut.\n")
    clauses.refresh()
    assert clauses.links()["decision"].passage != link.passage  # it is followed like any other
    assert clauses.links()["decision"].state == "confirmed"


def test_a_clause_without_a_passage_stays_so(clauses: Clauses, write: Callable[[str], str]) -> None:
    write(CODE)
    clauses.refresh()
    clauses.unlink("decision", "Ida")
    write(CODE + "\nSlut.\n")

    clauses.refresh()

    assert clauses.links()["decision"].state == "none"
    assert clauses.url("decision") is None


def test_a_policy_with_other_words_is_looked_up_anew(
    clauses: Clauses, write: Callable[[str], str], live: Live
) -> None:
    write(CODE)
    clauses.refresh()
    clauses.accept("cpr", "Ida")
    other = changed("decision", 'own: "træffer ikke afgørelser"', 'own: "den mindste løsning"')
    live.policy = parse_policy(
        changed("cpr", 'own: "CPR-nummer personnummer"', 'own: "mindste løsning"', other)
    )

    clauses.refresh()

    passages = {rule: link.passage.text for rule, link in clauses.links().items() if link.passage}
    assert "mindste" in passages["decision"]
    assert "CPR-numre" in passages["cpr"]  # an administrator confirmed it


@pytest.mark.parametrize(
    ("document", "quote", "code"),
    [
        ("nothing", "afgørelser", "link_no_document"),
        (None, "det står her ikke", "link_no_quote"),
        (None, " ", "link_no_quote"),
    ],
)
def test_what_cannot_be_linked(
    clauses: Clauses, write: Callable[[str], str], document: str | None, quote: str, code: str
) -> None:
    there = write(CODE)

    with pytest.raises(RefusedError, match=code):
        clauses.choose("decision", document or there, quote, "Ida")
    with pytest.raises(RefusedError, match="link_nothing"):
        clauses.accept("decision", "Ida")
    with pytest.raises(RefusedError, match="rule_not_found"):
        clauses.unlink("unknown", "Ida")

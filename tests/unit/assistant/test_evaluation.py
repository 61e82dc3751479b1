"""Measuring answers: what counts as answered, from the right document, with every fact and verbatim."""

from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Sentence
from assistant.case_files import CaseFileError
from assistant.evaluation import Case, evaluate, read_cases
from assistant.percentiles import percentile

TEXT = "Møderne begynder kl. 17. Der er 25 medlemmer."


def _answer(status: str, *quotes: tuple[str, str, int]) -> Answer:
    """An answer of quotes: file, words, and how far the offsets are off."""
    citations = [
        Citation(
            number=number,
            document=source,
            source=f"{source}.md",
            title=source,
            version=1,
            quote=words,
            start=TEXT.index(words) + shift,
            end=TEXT.index(words) + len(words) + shift,
            url="/",
        )
        for number, (source, words, shift) in enumerate(quotes, 1)
    ]
    sentences = [Sentence(text=citation.quote, citations=[citation.number]) for citation in citations]
    fields: dict[str, Any] = {"status": status, "language": "da", "text": "", "id": "a", "conversation": "c"}
    return Answer(
        **fields, sentences=sentences, citations=citations, corpus_revision=1, policy_version="1", model="m"
    )


CASE = Case(
    id="a",
    question="Hvor mange?",
    answerable=True,
    documents=("ret",),
    facts=(("25", "femogtyve"), ("medlemmer",)),
)
NO_ANSWER = Case(id="u", question="Hvorfor?", answerable=False)


@pytest.mark.parametrize(
    ("answer", "counted", "problem"),
    [
        (_answer("answered", ("ret", "Der er 25 medlemmer.", 0)), (1, 1, 1, 1), None),
        (
            _answer("answered", ("ret", "Møderne begynder kl. 17.", 0)),
            (1, 1, 0, 1),
            "mangler: 25 eller femogtyve",
        ),
        (
            _answer("answered", ("andet", "Der er 25 medlemmer.", 0)),
            (1, 0, 0, 1),
            "fra andre dokumenter: andet.md",
        ),
        (
            _answer("answered", ("andet", "Der er 25 medlemmer.", 0), ("ret", "Møderne begynder kl. 17.", 0)),
            (1, 1, 0, 2),
            "mangler",
        ),
        (
            _answer("answered", ("ret", "Der er 25 medlemmer.", -1)),
            (1, 1, 1, 0),
            "citat [1] står ikke ordret",
        ),
        (_answer("not_found"), (0, 0, 0, 0), "ikke besvaret (not_found)"),
    ],
)
def test_an_answer_is_measured(answer: Answer, counted: tuple[int, ...], problem: str | None) -> None:
    figures = evaluate([CASE], lambda _: answer, lambda _, __: TEXT)
    answerable = figures["answerable"]
    measured = (answerable["answered"], answerable["right_document"], answerable["facts"])
    assert (*measured, figures["citations"]["verbatim"]) == counted
    assert figures["citations"]["checked"] == len(answer.citations)
    problems = figures["cases"][0]["problems"]
    assert (problem in problems[0]) if problem else problems == []


@pytest.mark.parametrize(("status", "right"), [("not_found", 1), ("answered", 0), ("clarify", 0)])
def test_what_cannot_be_answered_should_not_be_found(status: str, right: int) -> None:
    figures = evaluate([NO_ANSWER], lambda _: _answer(status), lambda _, __: TEXT)
    assert figures["unanswerable"] == {"cases": 1, "not_found": right}
    assert bool(figures["cases"][0]["problems"]) != bool(right)


def test_a_citation_of_a_version_that_is_gone_is_not_verbatim() -> None:
    answer = _answer("answered", ("ret", "Der er 25 medlemmer.", 0))
    figures = evaluate([CASE], lambda _: answer, lambda _, __: None)
    assert figures["citations"] == {"checked": 1, "verbatim": 0}


def test_percentiles_are_by_nearest_rank() -> None:
    values = [float(number) for number in range(1, 21)]
    assert (percentile(values, 50), percentile(values, 95), percentile(values, 100)) == (10.0, 19.0, 20.0)
    assert percentile([7.0], 95) == 7.0
    assert percentile([], 50) == 0.0


def test_cases_are_read_past_blank_lines_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('\ufeff{"id": "a", "question": "b", "answerable": false}\n\n', encoding="utf-8")
    assert [case.id for case in read_cases(file)] == ["a"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[]", "linje 1"),
        (b'{"id": "", "question": "b", "answerable": false}', "linje 1: »id«"),
        (b'{"id": "a", "question": "b", "answerable": true, "documents": ["x"], "facts": [[]]}', "»facts«"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(content)
    with pytest.raises(CaseFileError, match=said):
        read_cases(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="findes ikke"):
        read_cases(tmp_path / "missing.jsonl")

"""Every citation over the sample corpus stands verbatim where it says it does."""

import json
from typing import Any

import pytest

from assistant.answer import Answer, Citation
from assistant.citing import source_url
from tests.support.assembly import SAMPLE, Parts
from tests.unit.assistant.versions import version

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (SAMPLE / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def answers(sample: Parts) -> list[Answer]:
    return [sample.ask(case["question"]) for case in CASES]


def all_citations(answers: list[Answer]) -> list[Citation]:
    return [citation for answer in answers for citation in answer.citations]


def test_every_quote_equals_the_text_between_its_offsets(sample: Parts, answers: list[Answer]) -> None:
    citations = all_citations(answers)
    assert len(citations) >= 20
    for citation in citations:
        cited = sample.corpus.version(citation.document, citation.version)
        assert cited is not None
        assert citation.quote == cited.text[citation.start : citation.end]
        assert citation.quote == citation.quote.strip() != ""


def test_every_sentence_stands_in_a_quote_that_it_cites(answers: list[Answer]) -> None:
    for answer in answers:
        quotes = {citation.number: citation.quote for citation in answer.citations}
        assert list(quotes) == list(range(1, len(quotes) + 1))
        for sentence in answer.sentences:
            assert any(sentence.text in quotes[number] for number in sentence.citations)
            assert sentence.support == "quoted"


def test_a_citation_says_where_it_is_from(sample: Parts, answers: list[Answer]) -> None:
    for citation in all_citations(answers):
        cited = sample.corpus.version(citation.document, citation.version)
        assert cited is not None
        assert (citation.source, citation.date, citation.body) == (cited.source, cited.date, cited.body)
        assert citation.title == cited.name
        assert (citation.page is not None) == cited.source.endswith(".pdf")
        assert citation.url == source_url(cited, citation.start, citation.end)


def test_near_misses_are_offered_only_where_nothing_was_found(answers: list[Answer]) -> None:
    for answer in answers:
        assert bool(answer.citations) == (answer.status == "answered")
        assert not (answer.near_misses and answer.status != "not_found")
        assert all(len(miss.text) <= 300 for miss in answer.near_misses)


def test_addresses_are_safe_to_put_in_a_page() -> None:
    assert source_url(version(document='a/b"<', number=3), 1, 2) == "/kilder/a%2Fb%22%3C/3?fra=1&til=2"

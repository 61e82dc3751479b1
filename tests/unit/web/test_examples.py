"""Example questions: made from the corpus, shown only when they are answered from where they were made."""

from assistant.answer import Answer
from tests.support.assembly import Parts
from web.examples import LONGEST, MOST, Example, choose


def test_they_are_of_several_kinds_of_documents_and_read_as_sentences(sample: Parts) -> None:
    versions = list(sample.corpus.active().values())
    documents: list[str] = []

    def note(example: Example) -> bool:
        documents.append(example.document)
        return True

    questions = choose(versions, note)
    assert len(questions) == len(set(questions)) == MOST
    kinds = {version.kind for version in versions if version.document in documents}
    assert len(kinds) == MOST
    assert all(
        question.endswith("?") and question[0].isupper() and len(question) <= LONGEST
        for question in questions
    )


def test_those_that_are_not_answered_are_not_shown(sample: Parts) -> None:
    tried: list[Example] = []

    def never(example: Example) -> bool:
        tried.append(example)
        return False

    assert choose(sample.corpus.active().values(), never) == []
    assert len(tried) <= 6 * 6


def test_an_answer_should_begin_where_the_example_was_made(sample: Parts) -> None:
    answers: list[tuple[Example, Answer]] = []

    def ask(example: Example) -> bool:
        answer = sample.ask(example.question)
        answers.append((example, answer))
        return answer.status == "answered"

    assert choose(sample.corpus.active().values(), ask)
    texts = {version.document: version.text for version in sample.corpus.active().values()}
    for example, _ in answers:
        assert 0 <= example.start < example.end <= len(texts[example.document])


def test_an_empty_corpus_has_none() -> None:
    assert choose([], lambda _: True) == []

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import assistant
from assistant.answer import Answer, Citation
from assistant.journal import AnswerRow, CitationRow, ConversationRow, Journal, new_id
from ingest.database import open_database

MIGRATIONS = Path(assistant.__path__[0]) / "migrations"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'journal.db'}"


def citation(number: int) -> Citation:
    return Citation(
        number=number,
        document="d1",
        source="a.md",
        title="A",
        version=2,
        quote="ord",
        start=3,
        end=6,
        url="/kilder",
    )


def answer(conversation: str, citations: int = 0, question: str = "Må man?") -> Answer:
    return Answer(
        id=new_id(),
        conversation=conversation,
        status="answered",
        language="da",
        question=question,
        text="Ja. [1]",
        citations=[citation(number) for number in range(1, citations + 1)],
        corpus_revision=7,
        policy_version="1",
        model="extractive-1",
        milliseconds={"find_passages": 12.5, "compose_answer": 30.0},
    )


def record(journal: Journal, given: Answer) -> None:
    journal.record(given, date(2025, 6, 1), 0.75, {"decision": 0.2})


def test_an_answer_is_kept_whole_with_its_citations(url: str) -> None:
    engine = open_database(url, MIGRATIONS)
    journal, given = Journal(engine), answer("samtale", citations=2)
    record(journal, given)
    [row] = journal.answers("samtale")
    assert Answer.model_validate(row.answer) == given
    assert (row.question, row.status, row.as_of) == ("Må man?", "answered", "2025-06-01")
    assert (row.corpus_revision, row.policy_version, row.model) == (7, "1", "extractive-1")
    assert (row.confidence, row.milliseconds) == (0.75, 42.5)
    with Session(engine) as session:
        cited = session.scalars(select(CitationRow).order_by(CitationRow.number)).all()
    assert [(c.number, c.document, c.version, c.start, c.end) for c in cited] == [
        (1, "d1", 2, 3, 6),
        (2, "d1", 2, 3, 6),
    ]


def test_a_conversation_is_begun_once_and_read_in_order(url: str) -> None:
    engine = open_database(url, MIGRATIONS)
    journal = Journal(engine)
    for question in ("Første?", "Anden?"):
        record(journal, answer("samtale", question=question))
    record(journal, answer("en anden", question="Tredje?"))
    assert [row.question for row in journal.answers("samtale")] == ["Første?", "Anden?"]
    assert journal.answers("findes ikke") == []
    with Session(engine) as session:
        assert len(session.scalars(select(ConversationRow)).all()) == 2


def test_a_stopped_question_is_no_earlier_question(url: str) -> None:
    journal = Journal(open_database(url, MIGRATIONS))
    for status in ("answered", "blocked", "routed", "not_found"):
        record(journal, answer("samtale", question=status).model_copy(update={"status": status}))
    assert [one.question for one in journal.earlier("samtale")] == ["answered", "not_found"]


def test_nothing_is_kept_of_an_answer_whose_record_fails(url: str) -> None:
    engine = open_database(url, MIGRATIONS)
    journal, given = Journal(engine), answer("samtale", citations=1)
    given.citations.append(citation(1))
    with pytest.raises(Exception, match=r"UNIQUE|conflicts"):
        record(journal, given)
    with Session(engine) as session:
        for table in (ConversationRow, AnswerRow, CitationRow):
            assert not session.scalars(select(table)).all()


def test_the_journal_is_there_after_a_restart(url: str) -> None:
    first = open_database(url, MIGRATIONS)
    record(Journal(first), answer("samtale"))
    first.dispose()
    assert len(Journal(open_database(url, MIGRATIONS)).answers("samtale")) == 1


def test_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_questions_of_one_conversation_may_come_at_once(url: str) -> None:
    journal = Journal(open_database(url, MIGRATIONS))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: record(journal, answer("samtale")), range(16)))
    assert len(journal.answers("samtale")) == 16


def test_the_answers_that_cite_a_document_are_found(url: str) -> None:
    journal = Journal(open_database(url, MIGRATIONS))
    record(journal, answer("samtale", citations=2, question="Første?"))
    record(journal, answer("samtale", question="Anden?"))
    record(journal, answer("samtale", citations=1, question="Tredje?"))
    found = journal.citing("d1")
    assert sorted((one.question, one.version, one.start, one.end) for one in found) == [
        ("Første?", 2, 3, 6),
        ("Tredje?", 2, 3, 6),
    ]
    assert [one.asked_at for one in found] == sorted((one.asked_at for one in found), reverse=True)
    assert len(journal.citing("d1", most=1)) == 1
    assert journal.citing("findes ikke") == []

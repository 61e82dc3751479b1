"""The list of documents: what it says of validity, and how little it asks of the database."""

from sqlalchemy import event

from assistant.validity import Validities
from tests.support.assembly import Parts
from web.library import CorpusLibrary, today


def test_the_list_asks_the_database_as_often_for_many_documents_as_for_one(sample: Parts) -> None:
    library = CorpusLibrary(sample.corpus, sample.pipeline, lambda _: {})
    sample.corpus.active()
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(sample.activator.engine, "before_cursor_execute", note)
    try:
        rows = library.documents()
    finally:
        event.remove(sample.activator.engine, "before_cursor_execute", note)
    assert len(rows) == 12
    assert len(asked) == 1


def test_the_validity_is_that_among_all_versions(sample: Parts) -> None:
    active = sample.corpus.active().values()
    validities = Validities(active)
    expected = {version.document: validities.on(version, today()) for version in active}
    library = CorpusLibrary(sample.corpus, sample.pipeline, lambda _: {})
    assert {row.document: row.validity for row in library.documents()} == expected
    assert "superseded" in expected.values()
    shown = [library.version(document) for document in expected]
    assert {row.document: row.validity for row in shown if row} == expected


def test_the_validities_of_all_documents_are_those_of_the_list(sample: Parts) -> None:
    library = CorpusLibrary(sample.corpus, sample.pipeline, lambda _: {})
    assert library.validities() == {row.document: row.validity for row in library.documents()}

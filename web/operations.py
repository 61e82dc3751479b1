"""What can be asked of the product: the same for the machine interface and for the command line."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from assistant.answer import Answer, Language
from assistant.journal import new_id
from assistant.retrieval import Hit
from assistant.steps.check_question import CheckQuestion
from assistant.steps.understand_question import UnderstandQuestion
from assistant.turn import Checked, InvalidQuestionError, Turn
from ingest.embedding.embedder import EmbeddingError
from web.errors import ExpectedError
from web.library import today
from web.messages import message
from web.models import DocumentList, SearchResponse, SearchResult, StoredVersion
from web.services import Services

_log = logging.getLogger(__name__)
Listener = Callable[[str | Checked], None]


@contextmanager
def _embedding_told() -> Iterator[None]:
    """Tell that the embedding service failed as something to be expected; the log has what it said."""
    try:
        yield
    except EmbeddingError as error:
        _log.warning("%s", error)
        raise ExpectedError("embedding_failed", message("embedding_failed", "da"), 502) from error


def _silent(_: str | Checked) -> None:
    """Listens to nothing."""


class Operations:
    """Asks, searches and looks up. Safe to use from several threads."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._check_question = CheckQuestion(services.policy)
        self._understand_question = UnderstandQuestion(services.glossary)

    def check(self, question: str, language: Language | None = None) -> Turn:
        """A turn whose question was checked; ExpectedError when there is no question in it."""
        turn = Turn(question, new_id(), today(), language)
        try:
            self._check_question(turn)
        except InvalidQuestionError as error:
            raise ExpectedError(error.code, str(error), 422) from error
        return turn

    def ask(
        self,
        question: str,
        as_of: date | None = None,
        conversation: str | None = None,
        language: Language | None = None,
        listener: Listener = _silent,
    ) -> Answer:
        """The answer to a question, written into the journal; ExpectedError when it is no question."""
        self.check(question, language)
        turn = Turn(question, conversation or new_id(), as_of or today(), language, listener)
        return self._services.pipeline.answer(turn)

    def rehearse(self, question: str, as_of: date | None = None) -> Answer:
        """Like `ask`, without a place in the journal."""
        self.check(question)
        return self._services.rehearsal.answer(Turn(question, new_id(), as_of or today()))

    def search(self, query: str, most: int) -> SearchResponse:
        """The passages nearest to a query, best first; ExpectedError when there is nothing to search for."""
        started = time.perf_counter()
        turn = self.check(query)
        self._understand_question(turn)
        with _embedding_told():
            found = self._services.retriever.search(turn.understood.query, spoken=turn.asked, most=most)
        results = self._results(found.hits)
        return SearchResponse(results=results, milliseconds=round((time.perf_counter() - started) * 1000, 1))

    def documents(self) -> DocumentList:
        """The documents that answers are built on."""
        return DocumentList(documents=self._services.library.documents())

    def version(self, document: str, number: int | None = None, language: Language = "da") -> StoredVersion:
        """A version of a document, the active one without a number; ExpectedError when there is none."""
        found = self._services.library.version(document, number)
        if found is None:
            raise ExpectedError("document_not_found", message("document_not_found", language), 404)
        return found

    def _results(self, hits: Iterable[Hit]) -> list[SearchResult]:
        versions = self._services.corpus.active()
        return [
            SearchResult(
                passage=hit.passage.id,
                document=versions[hit.passage.version].document,
                title=versions[hit.passage.version].name,
                section=hit.passage.section or None,
                page=hit.passage.page,
                score=round(hit.score, 4),
                text=versions[hit.passage.version].text[hit.passage.start : hit.passage.end],
            )
            for hit in hits
            if hit.passage.version in versions
        ]

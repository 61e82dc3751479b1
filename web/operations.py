"""What can be asked of the product: the same for the machine interface and for the command line."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from assistant.answer import Answer, Language
from assistant.journal import new_id
from assistant.notes import linked, notes_of
from assistant.question import language_of
from assistant.retrieval import Hit
from assistant.steps.check_question import read_question
from assistant.steps.understand_question import UnderstandQuestion
from assistant.turn import Checked, InvalidQuestionError, Turn
from guardrails.verdict import Message, Span, Stage
from ingest.embedding.embedder import EmbeddingError
from web.errors import ExpectedError
from web.library import today
from web.messages import message
from web.models import CheckResponse, DocumentList, SearchResponse, SearchResult, SpanFound, StoredVersion
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
        self._guard = services.guard
        self._understand_question = UnderstandQuestion(services.glossary)

    def read(self, question: str, language: Language | None = None) -> tuple[str, Language]:
        """The question in one line, and its language; ExpectedError when there is no question in it."""
        try:
            return read_question(question, language)
        except InvalidQuestionError as error:
            raise ExpectedError(error.code, str(error), 422) from error

    def check(
        self,
        text: str,
        stage: Stage = "question",
        before: Sequence[str] = (),
        language: Language | None = None,
    ) -> CheckResponse:
        """What the rules of a stage say of a text; nothing is asked, written or remembered."""
        language = language or language_of(text)
        verdict = self._guard.check(Message(text, stage, tuple(before), language))
        return CheckResponse(
            action=verdict.action,
            rules=linked(
                notes_of(verdict, self._guard.policy, language), self._services.governance.clauses.url
            ),
            text=verdict.text,
            anonymised=verdict.anonymised,
            spans=_found(verdict.spans),
            identifying=_found(verdict.identifying),
            language=language,
            scores=verdict.scores,
            policy_version=self._guard.policy.version,
            milliseconds=verdict.milliseconds,
        )

    def ask(
        self,
        question: str,
        as_of: date | None = None,
        conversation: str | None = None,
        language: Language | None = None,
        listener: Listener = _silent,
    ) -> Answer:
        """The answer to a question, written into the journal; ExpectedError when it is no question."""
        self.read(question, language)
        turn = Turn(question, conversation or new_id(), as_of or today(), language, listener)
        return self._services.pipeline.answer(turn)

    def rehearse(self, question: str, as_of: date | None = None) -> Answer:
        """Like `ask`, without a place in the journal."""
        self.read(question)
        return self._services.rehearsal.answer(Turn(question, new_id(), as_of or today()))

    def search(self, query: str, most: int) -> SearchResponse:
        """The passages nearest to a query, best first; ExpectedError when there is nothing to search for."""
        started = time.perf_counter()
        text, language = self.read(query)
        verdict = self._guard.check(Message(text, language=language))
        if verdict.ends:
            note = next(
                n for n in notes_of(verdict, self._guard.policy, language) if n.rule == verdict.ends.rule
            )
            raise ExpectedError("search_stopped", note.message, 422)
        turn = Turn(verdict.text, new_id(), today(), language)
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
        paused = self._services.governance.pauses.documents()
        versions = {k: v for k, v in self._services.corpus.active().items() if v.document not in paused}
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


def _found(spans: Sequence[Span]) -> list[SpanFound]:
    return [SpanFound(start=span.start, end=span.end, mask=span.mask) for span in spans]

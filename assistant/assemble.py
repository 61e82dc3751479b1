"""The pipeline put together from its parts."""

from assistant.glossary import Glossary
from assistant.in_use import Active
from assistant.journal import Journal
from assistant.notes import ClauseUrl, no_clause_url
from assistant.pipeline import Pipeline, Step
from assistant.retrieval import Retriever
from assistant.steps.check_answer import CheckAnswer
from assistant.steps.check_question import CheckQuestion
from assistant.steps.compose_answer import ComposeAnswer
from assistant.steps.find_passages import FindPassages
from assistant.steps.record import Record
from assistant.steps.understand_question import UnderstandQuestion
from guardrails.guard import Guard
from ingest.corpus import Corpus


def extractive_pipeline(
    corpus: Corpus,
    retriever: Retriever,
    glossary: Glossary,
    guard: Guard,
    journal: Journal,
    active: Active | None = None,
    clause_url: ClauseUrl = no_clause_url,
) -> Pipeline:
    """The pipeline that answers with verbatim sentences of the sources.

    `active` gives the versions that may be cited, all active ones without it.
    """
    steps: list[Step] = [
        CheckQuestion(guard, journal.earlier, journal.redact_earlier),
        UnderstandQuestion(glossary),
        FindPassages(corpus, retriever, active),
        ComposeAnswer(corpus, glossary, active),
        CheckAnswer(corpus, guard),
    ]
    return Pipeline(steps, Record(journal, guard, ComposeAnswer.model, clause_url))

"""The pipeline put together from its parts."""

from assistant.glossary import Glossary
from assistant.journal import Journal
from assistant.pipeline import Pipeline, Step
from assistant.retrieval import Retriever
from assistant.steps.check_answer import CheckAnswer
from assistant.steps.check_question import CheckQuestion
from assistant.steps.compose_answer import ComposeAnswer
from assistant.steps.find_passages import FindPassages
from assistant.steps.record import Record
from assistant.steps.understand_question import UnderstandQuestion
from guardrails.policy import Policy
from ingest.corpus import Corpus


def extractive_pipeline(
    corpus: Corpus, retriever: Retriever, glossary: Glossary, policy: Policy, journal: Journal
) -> Pipeline:
    """The pipeline that answers with verbatim sentences of the sources."""
    steps: list[Step] = [
        CheckQuestion(policy),
        UnderstandQuestion(glossary),
        FindPassages(corpus, retriever),
        ComposeAnswer(corpus, glossary),
        CheckAnswer(corpus, policy),
    ]
    return Pipeline(steps, Record(journal, policy, ComposeAnswer.model))

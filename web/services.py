"""The parts that the web is built on, made once at start-up."""

from dataclasses import dataclass, field
from importlib import metadata

from assistant.glossary import Glossary
from assistant.governance import Governance
from assistant.journal import Journal
from assistant.pipeline import Pipeline
from assistant.retrieval import Retriever
from guardrails.guard import Guard
from ingest.activation import Activator
from ingest.corpus import Corpus
from web.ingesting import Ingesting
from web.library import CorpusLibrary
from web.settings import Operator


def installed_version() -> str:
    """The version of the product that is installed."""
    try:
        return metadata.version("kkgpt")
    except metadata.PackageNotFoundError:
        return "0"


@dataclass(frozen=True, slots=True)
class Services:
    """What answers, searches and ingests.

    `rehearsal` is the pipeline without a journal. `token` is the secret that the command line shows.
    `ingesting` is what works on the queue of runs. `operator` is who is behind it, for the notice pages.
    """

    corpus: Corpus
    retriever: Retriever
    glossary: Glossary
    governance: Governance
    pipeline: Pipeline
    rehearsal: Pipeline
    journal: Journal
    activator: Activator
    ingesting: Ingesting
    library: CorpusLibrary
    token: str
    operator: Operator = field(default_factory=Operator)
    version: str = field(default_factory=installed_version)

    @property
    def guard(self) -> Guard:
        """What checks texts under the policy in force."""
        return self.governance.guard

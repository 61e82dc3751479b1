"""The parts that the web is built on, made once at start-up."""

from dataclasses import dataclass, field
from importlib import metadata

from assistant.glossary import Glossary
from assistant.journal import Journal
from assistant.pipeline import Pipeline
from assistant.retrieval import Retriever
from guardrails.guard import Guard
from ingest.activation import Activator
from ingest.corpus import Corpus
from web.ingesting import Ingesting
from web.library import CorpusLibrary


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
    `ingesting` is what works on the queue of runs.
    """

    corpus: Corpus
    retriever: Retriever
    glossary: Glossary
    guard: Guard
    pipeline: Pipeline
    rehearsal: Pipeline
    journal: Journal
    activator: Activator
    ingesting: Ingesting
    library: CorpusLibrary
    token: str
    version: str = field(default_factory=installed_version)

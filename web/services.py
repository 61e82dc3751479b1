"""The parts that the web is built on, made once at start-up."""

from dataclasses import dataclass, field
from importlib import metadata
from threading import Event, Lock

from assistant.glossary import Glossary
from assistant.pipeline import Pipeline
from assistant.retrieval import Retriever
from guardrails.policy import Policy
from ingest.activation import Activator
from ingest.corpus import Corpus
from web.library import CorpusLibrary


def _installed_version() -> str:
    try:
        return metadata.version("kkgpt")
    except metadata.PackageNotFoundError:
        return "0"


@dataclass(frozen=True, slots=True)
class Services:
    """What answers, searches and ingests.

    `rehearsal` is the pipeline without a journal. `token` is the secret that the command line shows.
    `ingesting` is held by the one ingestion that runs; `stopping` is set when it should end after the file
    at work.
    """

    corpus: Corpus
    retriever: Retriever
    glossary: Glossary
    policy: Policy
    pipeline: Pipeline
    rehearsal: Pipeline
    activator: Activator
    library: CorpusLibrary
    token: str
    version: str = field(default_factory=_installed_version)
    ingesting: Lock = field(default_factory=Lock)
    stopping: Event = field(default_factory=Event)

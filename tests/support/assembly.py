"""The product's parts put together over a folder, as `kkgpt` does, for tests in one process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import assistant
import ingest
from assistant.answer import Answer
from assistant.assemble import extractive_pipeline
from assistant.glossary import Glossary
from assistant.journal import Journal, new_id
from assistant.pipeline import Pipeline
from assistant.retrieval import Retriever
from assistant.turn import Turn
from guardrails.policy import load_policy
from ingest.activation import Activator
from ingest.corpus import Corpus
from ingest.database import open_database
from ingest.embedding.embedder import Embedder
from ingest.run import Report
from ingest.run import ingest as run_ingestion
from ingest.vectors import VectorStore

SAMPLE = Path(ingest.__file__).parent / "sample"
DAY = date(2025, 6, 1)


@dataclass(frozen=True, slots=True)
class Parts:
    """What was put together."""

    activator: Activator
    corpus: Corpus
    journal: Journal
    pipeline: Pipeline

    def ingest(self, *paths: Path, dry_run: bool = False) -> Report:
        """Ingest files and folders."""
        return run_ingestion(self.activator, paths, lambda *_: None, dry_run)

    def ask(self, question: str, day: date = DAY, conversation: str | None = None) -> Answer:
        """The answer to a question on a day."""
        return self.pipeline.answer(Turn(question, conversation or new_id(), day))


def assemble(home: Path, embedder: Embedder, count_tokens: Callable[[str], int]) -> Parts:
    """Everything over an empty or filled home folder."""
    corpus_engine = open_database(f"sqlite:///{home / 'corpus.db'}", _migrations(ingest.__file__))
    journal_engine = open_database(f"sqlite:///{home / 'journal.db'}", _migrations(assistant.__file__))
    vectors = VectorStore(home / "vectors", embedder.recipe)
    corpus, journal = Corpus(corpus_engine, vectors), Journal(journal_engine)
    pipeline = extractive_pipeline(
        corpus, Retriever(corpus, embedder), Glossary.load(), load_policy(), journal
    )
    return Parts(Activator(corpus_engine, vectors, embedder, count_tokens), corpus, journal, pipeline)


def _migrations(package: str | None) -> Path:
    return Path(package or "").parent / "migrations"

"""The product's parts put together over a folder, as `kkgpt` does, for tests in one process."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

import assistant
import ingest
from assistant.answer import Answer
from assistant.assemble import extractive_pipeline
from assistant.glossary import Glossary
from assistant.inspecting import inspector
from assistant.journal import Journal, new_id
from assistant.pipeline import Pipeline
from assistant.retrieval import Retriever
from assistant.turn import Turn
from guardrails.guard import Guard
from guardrails.meaning import Meaning
from guardrails.policy import load_policy
from guardrails.rules import recognisers
from ingest.activation import Activator, now
from ingest.corpus import Corpus
from ingest.database import open_database
from ingest.embedding.embedder import Embedder
from ingest.fetching import Fetcher, FetchSettings
from ingest.opening import SourceOpener
from ingest.reading import ReadingProcess
from ingest.report import FileResult, Report
from ingest.run import Ingestion, Observer, Request
from ingest.sources import Sources
from ingest.tables import RunRow
from ingest.vectors import VectorStore

SAMPLE = Path(ingest.__file__).parent / "sample"
DAY = date(2025, 6, 1)


@dataclass(slots=True)
class Watching:
    """An observer that keeps what it is told; `stop_before` is the number of the file before which it cancels."""

    told: list[tuple[int, int, str]] = field(default_factory=list)
    files: list[FileResult] = field(default_factory=list)
    stop_before: int | None = None

    def progress(self, done: int, total: int, name: str) -> None:
        """Keeps a step."""
        self.told.append((done, total, name))

    def recognised(self, page: int, pages: int) -> None:
        """Keeps nothing."""

    def finished(self, file: FileResult) -> None:
        """Keeps a file."""
        self.files.append(file)

    def is_cancelled(self) -> bool:
        """Whether the file is the one to stop before."""
        return self.stop_before is not None and len(self.told) >= self.stop_before


@dataclass(frozen=True, slots=True)
class Parts:
    """What was put together."""

    ingestion: Ingestion
    corpus: Corpus
    journal: Journal
    pipeline: Pipeline

    @property
    def activator(self) -> Activator:
        """What writes versions."""
        return self.ingestion.activator

    def ingest(self, *paths: Path, dry_run: bool = False, observer: Observer | None = None) -> Report:
        """Ingest files and folders in a run of its own."""
        request = Request(tuple(map(str, paths)), dry_run=dry_run)
        return self.perform(self.begin(request), request, observer)

    def begin(self, request: Request) -> str:
        """The id of a new run, whose row is written."""
        run = uuid.uuid4().hex[:12]
        with Session(self.activator.engine) as session, session.begin():
            session.add(RunRow(id=run, status="running", request=request.as_json(), requested_at=now()))
        return run

    def perform(self, run: str, request: Request, observer: Observer | None = None) -> Report:
        """Carry out a run whose row is written."""
        return self.ingestion.perform(run, request, observer or Watching())

    def ask(self, question: str, day: date = DAY, conversation: str | None = None) -> Answer:
        """The answer to a question on a day."""
        return self.pipeline.answer(Turn(question, conversation or new_id(), day))


def assemble(
    home: Path, embedder: Embedder, count_tokens: Callable[[str], int], reading: ReadingProcess
) -> Parts:
    """Everything over an empty or filled home folder."""
    corpus_engine = open_database(f"sqlite:///{home / 'corpus.db'}", _migrations(ingest.__file__))
    journal_engine = open_database(f"sqlite:///{home / 'journal.db'}", _migrations(assistant.__file__))
    vectors = VectorStore(home / "vectors", embedder.recipe)
    corpus, journal = Corpus(corpus_engine, vectors), Journal(journal_engine)
    eyes = recognisers(Meaning(lambda: embedder, home / "models"))
    guard = Guard(load_policy(), eyes)
    pipeline = extractive_pipeline(corpus, Retriever(corpus, embedder), Glossary.load(), guard, journal)
    activator = Activator(corpus_engine, vectors, embedder, count_tokens)
    opener = SourceOpener(Sources(corpus_engine), lambda: Fetcher(FetchSettings()), home / "fetched")
    ingestion = Ingestion(activator, reading, lambda _: (), opener, inspector(guard, eyes))
    return Parts(ingestion, corpus, journal, pipeline)


def _migrations(package: str | None) -> Path:
    return Path(package or "").parent / "migrations"

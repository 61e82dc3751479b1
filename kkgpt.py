"""The composition root and the command line: builds the parts and hands them to each other.

`kkgpt --help` must answer at once, so only the standard library, typer and `web.cli` are imported up here; what is
heavy (Chroma, SQLAlchemy, FastAPI, the embedding model) is imported in the functions that need it.
"""

import logging
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from web import cli
from web.cli import AcceptRemovals, AsJson, DryRun, reporting, show
from web.cli_documents import documents_app
from web.cli_pause import add_audit, pause_app
from web.cli_policy import policy_app
from web.cli_quarantine import quarantine_app
from web.cli_questions import add_questions
from web.cli_runs import runs_app
from web.cli_sources import sources_app
from web.redacting_logs import redact_logs

if TYPE_CHECKING:
    from assistant.governance import Governance
    from guardrails.guard import Judge
    from guardrails.meaning import Meaning
    from ingest.embedding import Embedder
    from ingest.fetching import Fetcher
    from ingest.home import Home
    from web.client import Client
    from web.commands import LocalCommands
    from web.services import Services
    from web.settings import Settings

_PATIENCE_SECONDS = 10.0


app = typer.Typer(
    name="kkgpt",
    help="Svar med kildehenvisninger fra kommunens egne dokumenter.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse på denne maskine. [KKGPT_HOST]")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port; 0 vælger en ledig. [KKGPT_PORT]", min=0, max=65535)
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Åbn siden i browseren.")] = False,
) -> None:
    """Start chatten på denne maskine."""
    with reporting(as_json=False):
        _serve(host, port, open_page)


@app.command()
def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="STI...", help="Filer og mapper, eller én webadresse.")
    ],
    dry_run: DryRun = False,
    accept_removals: AcceptRemovals = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Overvåg én mappe, og indlæs den, hver gang den ændres.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Indlæs dokumenter, eller indlæs dem igen, når de er ændret."""
    if watch and len(paths) != 1:
        raise typer.BadParameter("Overvåg én mappe ad gangen.")
    with reporting(as_json), _commands("kkgpt ingest") as commands:
        from web.arguments import whole

        found = [whole(path) for path in paths]
        if watch:
            _watch(commands, found[0], as_json)
        else:
            wish = {"paths": found, "dry_run": dry_run, "accept_removals": accept_removals}
            cli.ingest(commands, wish, as_json)


def _watch(commands: "LocalCommands | Client", folder: str, as_json: bool) -> None:
    from web.administration_printing import print_run, print_source
    from web.watching import watch_folder

    show(watch_folder(commands, folder), as_json, print_source)
    commands.stay(lambda run: show(run, as_json, print_run))


def main() -> None:
    """Run the command line. The files that it makes are their owner's alone."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="kkgpt: %(message)s", stream=sys.stderr)
    redact_logs()
    app()


@contextmanager
def _commands(name: str) -> "Iterator[LocalCommands | Client]":
    """The commands in this process, or in the server that holds the home folder."""
    from ingest.home import Home, HomeInUseError
    from web.client import connect
    from web.settings import read_settings

    settings = read_settings()
    home = Home(settings.home)
    try:
        with home.hold(name, _PATIENCE_SECONDS):
            from web.commands import LocalCommands

            yield LocalCommands(_build(home, settings, token=""))
    except HomeInUseError:
        client = connect(home)
        if client is None:
            raise
        yield client


add_questions(app, _commands)
app.add_typer(documents_app(_commands), name="documents")
app.add_typer(sources_app(_commands), name="sources")
app.add_typer(runs_app(_commands), name="runs")
app.add_typer(quarantine_app(_commands), name="quarantine")
app.add_typer(policy_app(_commands), name="policy")
app.add_typer(pause_app(_commands), name="pause")
add_audit(app, _commands)


def _serve(host: str | None, port: int | None, open_page: bool) -> None:
    """Serve until a signal comes; the address is told when the first question is answered without delay."""
    import webbrowser

    from ingest.home import SERVE, Home, ServerAddress
    from web.server import address, listen, run
    from web.settings import read_settings

    settings = read_settings()
    home = Home(settings.home)
    port = settings.port if port is None else port
    with home.hold(SERVE, _PATIENCE_SECONDS), listen(host or settings.host, port) as listening:
        from web.app import create_app

        services = _build(home, settings, token=secrets.token_urlsafe(32))
        services.library.examples()
        services.governance.clauses.refresh()
        services.retriever.search("Hvad er besluttet?")
        services.guard.prepare()
        name, number = address(listening)

        def started() -> None:
            home.announce(ServerAddress(name, number, services.token))
            print(f"kkgpt kører på http://{name}:{number}/  (stop med Ctrl+C)", flush=True)
            if open_page:
                webbrowser.open(f"http://{name}:{number}/")

        run(create_app(services), listening, started, services.ingesting.ask_to_stop)
        if services.ingesting.is_at_work:  # the folder stays held until nothing writes into it any more
            os._exit(1)


def _build(home: "Home", settings: "Settings", token: str) -> "Services":
    """The parts, over a home folder that this process holds; what a killed process left is cleared away."""
    import assistant
    import ingest
    from assistant.assemble import extractive_pipeline
    from assistant.concerned import cited_by
    from assistant.glossary import Glossary
    from assistant.governance import govern
    from assistant.in_use import InUse
    from assistant.inspecting import inspector
    from assistant.journal import Journal
    from assistant.rehearsal import Unrecorded
    from assistant.retrieval import Retriever
    from guardrails.guard import Guard
    from guardrails.policy import load_policy
    from guardrails.rules import recognisers
    from ingest.activation import Activator
    from ingest.corpus import Corpus
    from ingest.corrections import corrections_of
    from ingest.database import open_database
    from ingest.opening import SourceOpener
    from ingest.passages import token_counter
    from ingest.reading import ReadingProcess
    from ingest.run import Ingestion
    from ingest.sources import Sources
    from ingest.vectors import VectorStore
    from web.clause_following import followed
    from web.ingesting import prepare_ingesting
    from web.library import CorpusLibrary
    from web.services import Services, installed_version

    engine = open_database(f"sqlite:///{home.corpus}", Path(ingest.__path__[0], "migrations"))
    journal_engine = open_database(
        f"sqlite:///{home.journal}", Path(assistant.__path__[0], "migrations"), overwrite=True
    )
    journal = Journal(journal_engine)
    embedder = _embedder(home, settings)
    vectors = VectorStore(home.vectors, embedder.recipe)
    activator = Activator(engine, vectors, embedder, token_counter())
    activator.sweep(abandoned=True)
    if rebuilt := activator.rebuild_stale():
        print(f"kkgpt: {rebuilt} dokumenter blev indekseret på ny.", file=sys.stderr)
    corpus, glossary = Corpus(engine, vectors), Glossary.load()
    eyes = recognisers(_meaning(home, settings, embedder))
    judge = _judge(settings)
    governance = govern(
        journal_engine, corpus, embedder, lambda paused: Guard(load_policy(), eyes, judge, paused)
    )
    _start_policy(governance, settings)
    guard, retriever = governance.guard, Retriever(corpus, embedder)
    in_use, clause_url = InUse(corpus, governance.pauses.documents), governance.clauses.url
    parts = (corpus, retriever, glossary, guard)
    pipeline = extractive_pipeline(*parts, journal, in_use.active, clause_url)
    rehearsal = extractive_pipeline(*parts, Unrecorded(), in_use.active, clause_url)
    library = CorpusLibrary(corpus, rehearsal, partial(corrections_of, engine))
    opener = SourceOpener(Sources(engine), partial(_fetcher, settings, installed_version()), home.fetched)
    reading = ReadingProcess()
    citing = partial(cited_by, journal, corpus)
    ingestion = Ingestion(activator, reading, citing, opener, inspector(guard, eyes))
    perform = followed(ingestion.perform, governance.clauses.refresh)
    ingesting = prepare_ingesting(engine, perform, home.uploads, settings.folders, abort=reading.cancel)
    return Services(
        corpus,
        retriever,
        glossary,
        governance,
        pipeline,
        rehearsal,
        journal,
        activator,
        ingesting,
        library,
        token,
        operator=settings.operator,
    )


def _start_policy(governance: "Governance", settings: "Settings") -> None:
    """Put the policy in force; what became of a changed file is told on stderr."""
    from guardrails.policy import DEFAULT, load_policy
    from web.policy_start import told

    path = settings.policy or DEFAULT
    for line in told(governance.policies.start(lambda: load_policy(path)), path):
        print(f"kkgpt: {line}", file=sys.stderr)


def _fetcher(settings: "Settings", version: str) -> "Fetcher":
    """What fetches web sources, for one run."""
    from ingest.fetching import Fetcher, FetchSettings

    return Fetcher(FetchSettings(contact=settings.contact, version=version))


def _meaning(home: "Home", settings: "Settings", embedder: "Embedder") -> "Meaning":
    """What reads for meaning, always with the model that comes with the product: the points to act belong to it."""
    from guardrails.meaning import EXEMPLARS, Meaning
    from ingest.embedding import load_embedder

    is_own = settings.embedding_url is not None
    folders = (EXEMPLARS, home.path / "exemplars")
    return Meaning(lambda: load_embedder(home.models) if is_own else embedder, home.models, folders)


def _judge(settings: "Settings") -> "Judge | None":
    """The language model that is asked where the local rules are unsure, if the settings name one."""
    if settings.chat_url is None or settings.chat_model is None:
        return None
    from openai import OpenAI

    from guardrails.judge import LanguageModelJudge

    key = settings.chat_key.get_secret_value() if settings.chat_key else "none"
    return LanguageModelJudge(OpenAI(base_url=str(settings.chat_url), api_key=key), settings.chat_model)


def _embedder(home: "Home", settings: "Settings") -> "Embedder":
    """The embedding service that the settings name, or the model that is installed with the product."""
    if settings.embedding_url is None or settings.embedding_model is None:
        from ingest.embedding import load_embedder

        return load_embedder(home.models)
    from openai import OpenAI

    from ingest.embedding.openai_engine import OpenAIEmbedder

    key = settings.embedding_key.get_secret_value() if settings.embedding_key else "none"
    client = OpenAI(base_url=str(settings.embedding_url), api_key=key, timeout=60.0, max_retries=2)
    return OpenAIEmbedder(client, settings.embedding_model)


if __name__ == "__main__":
    main()

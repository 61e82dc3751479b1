"""The composition root and the command line: builds the parts and hands them to each other.

`kkgpt --help` must answer at once, so only the standard library and typer are imported up here; what is heavy
(Chroma, SQLAlchemy, FastAPI, the embedding model) is imported in the functions that need it. This file alone
may do that.
"""

import json
import logging
import os
import secrets
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.home import Home
    from web.client import Client
    from web.commands import LocalCommands
    from web.services import Services
    from web.settings import Settings

Json = dict[str, Any]
_PATIENCE_SECONDS = 10.0
AsJson = Annotated[bool, typer.Option("--json", help="Udskriv ét JSON-objekt og intet andet.")]


def _day(as_of: str | None) -> str | None:
    try:
        return date.fromisoformat(as_of).isoformat() if as_of is not None else None
    except ValueError:
        raise typer.BadParameter("Skriv datoen som 2025-01-31.") from None


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATO", help="Svar som på denne dag, f.eks. 2025-01-31.", callback=_day),
]
app = typer.Typer(
    name="kkgpt",
    help="Svar med kildehenvisninger fra kommunens egne dokumenter.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
documents = typer.Typer(help="Se de dokumenter, der svares ud fra.", no_args_is_help=True)
app.add_typer(documents, name="documents")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse på denne maskine. [KKGPT_HOST]")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port; 0 vælger en ledig. [KKGPT_PORT]", min=0, max=65535)
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Åbn siden i browseren.")] = False,
) -> None:
    """Start chatten på denne maskine."""
    with _reporting(as_json=False):
        _serve(host, port, open_page)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="STI...", help="Filer og mapper.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Læs alt, men gem intet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Indlæs dokumenter, eller indlæs dem igen, når de er ændret."""
    with _reporting(as_json), _commands("kkgpt ingest") as commands:
        from web.printing import print_report, progress_bar

        absolute = [path.absolute() for path in paths]
        with progress_bar() as (progress, waiting):
            report = commands.ingest(absolute, dry_run, progress, waiting)
        _show(report, as_json, lambda found: print_report(found, dry_run))
        if report["failed"]:
            raise typer.Exit(1)


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="TEKST", help="Det, der søges efter.")],
    most: Annotated[int, typer.Option("-k", help="Højst så mange passager.", min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Find de passager, der ligger nærmest."""
    with _reporting(as_json), _commands("kkgpt search") as commands:
        from web.printing import print_results

        _show(commands.search(query, most), as_json, print_results)


@app.command()
def ask(
    question: Annotated[
        str, typer.Argument(metavar="SPØRGSMÅL", help="Spørgsmålet, på dansk eller engelsk.")
    ],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Få svar på et spørgsmål, med kilder."""
    with _reporting(as_json), _commands("kkgpt ask") as commands:
        from web.printing import print_answer

        answer = commands.ask(question, as_of)
        _show(answer, as_json, print_answer)
        if answer["status"].startswith("error"):
            raise typer.Exit(1)


@app.command()
def evaluate(
    cases: Annotated[Path, typer.Argument(metavar="CASES.jsonl", help="Spørgsmål med facit, ét pr. linje.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Mål svarene på en fil med spørgsmål. En kørende server skriver spørgsmålene i sin journal."""
    with _reporting(as_json):
        from assistant import evaluation
        from assistant.answer import Answer
        from web.printing import print_evaluation

        read = evaluation.read_cases(cases)
        with _commands("kkgpt evaluate") as commands:
            figures = evaluation.evaluate(
                read,
                lambda question: Answer.model_validate(commands.rehearse(question, as_of)),
                lambda document, version: str(commands.version(document, version)["text"]),
            )
        _show(figures, as_json, print_evaluation)


@documents.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Vis dokumenterne, de nyeste først."""
    with _reporting(as_json), _commands("kkgpt documents list") as commands:
        from web.printing import print_documents

        _show(commands.documents(), as_json, print_documents)


@documents.command("show")
def show_document(
    document: Annotated[str, typer.Argument(metavar="ID", help="Id fra »kkgpt documents list«.")],
    version: Annotated[int | None, typer.Option(help="En tidligere version.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """Vis et dokuments oplysninger og tekst."""
    with _reporting(as_json), _commands("kkgpt documents show") as commands:
        from web.printing import print_version

        _show(commands.version(document, version), as_json, print_version)


def main() -> None:
    """Run the command line. The files that it makes are their owner's alone."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="kkgpt: %(message)s", stream=sys.stderr)
    app()


@contextmanager
def _reporting(as_json: bool) -> Iterator[None]:
    """Tell errors in one line and end with the status that fits; an unexpected one is shown whole."""
    try:
        yield
    except typer.Exit:
        raise
    except Exception as error:
        from web.problems import FAILED, Problem, explain

        problem = explain(error)
        if problem is None:
            traceback.print_exc()
            problem = Problem("internal", "Der skete en uventet fejl; se ovenfor.", FAILED)
        if as_json:
            print(
                json.dumps({"error": {"code": problem.code, "message": problem.message}}, ensure_ascii=False)
            )
        print(f"kkgpt: {problem.message}", file=sys.stderr)
        raise typer.Exit(problem.status) from error


def _show(result: Json, as_json: bool, show: Callable[[Json], None]) -> None:
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        show(result)


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
            from web.operations import Operations

            yield LocalCommands(Operations(_build(home, settings, token="")))
    except HomeInUseError:
        client = connect(home)
        if client is None:
            raise
        yield client


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
        services.retriever.search("Hvad er besluttet?")
        name, number = address(listening)

        def started() -> None:
            home.announce(ServerAddress(name, number, services.token))
            print(f"kkgpt kører på http://{name}:{number}/  (stop med Ctrl+C)", flush=True)
            if open_page:
                webbrowser.open(f"http://{name}:{number}/")

        run(create_app(services), listening, started, services.stopping.set)


def _build(home: "Home", settings: "Settings", token: str) -> "Services":
    """The parts, over a home folder that this process holds; what a killed process left is cleared away."""
    import assistant
    import ingest
    from assistant.assemble import extractive_pipeline
    from assistant.glossary import Glossary
    from assistant.journal import Journal
    from assistant.rehearsal import Unrecorded
    from assistant.retrieval import Retriever
    from guardrails.policy import load_policy
    from ingest.activation import Activator
    from ingest.corpus import Corpus
    from ingest.database import open_database
    from ingest.passages import token_counter
    from ingest.vectors import VectorStore
    from web.library import CorpusLibrary
    from web.services import Services

    engine = open_database(f"sqlite:///{home.corpus}", Path(ingest.__path__[0], "migrations"))
    journal = Journal(open_database(f"sqlite:///{home.journal}", Path(assistant.__path__[0], "migrations")))
    embedder = _embedder(home, settings)
    vectors = VectorStore(home.vectors, embedder.recipe)
    activator = Activator(engine, vectors, embedder, token_counter())
    activator.sweep(abandoned=True)
    if rebuilt := activator.rebuild_stale():
        print(f"kkgpt: {rebuilt} dokumenter blev indekseret på ny.", file=sys.stderr)
    corpus, glossary, policy = Corpus(engine, vectors), Glossary.load(), load_policy()
    retriever = Retriever(corpus, embedder)
    pipeline = extractive_pipeline(corpus, retriever, glossary, policy, journal)
    rehearsal = extractive_pipeline(corpus, retriever, glossary, policy, Unrecorded())
    library = CorpusLibrary(corpus, rehearsal)
    return Services(corpus, retriever, glossary, policy, pipeline, rehearsal, activator, library, token)


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

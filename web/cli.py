"""What the commands of the command line share: how errors are told, how results are shown, and common arguments.

`kkgpt --help` must answer at once: what is heavy is imported by the functions that need it, here and in the modules of
the single groups of commands.
"""

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from web.client import Client
    from web.commands import LocalCommands

Json = dict[str, Any]
OpenCommands = Callable[[str], AbstractContextManager["LocalCommands | Client"]]
"""Opens the commands in this process or in the server that holds the home folder; it is given the command's name."""

AsJson = Annotated[bool, typer.Option("--json", help="Udskriv ét JSON-objekt og intet andet.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Læs alt, men gem intet.")]
AcceptRemovals = Annotated[
    bool, typer.Option("--accept-removals", help="Tag dokumenter ud, selv om mange er væk på én gang.")
]


def day_of(as_of: str | None) -> str | None:
    """A day as ISO 8601; a mistaken one is told as a mistake in the command."""
    try:
        return date.fromisoformat(as_of).isoformat() if as_of is not None else None
    except ValueError:
        raise typer.BadParameter("Skriv datoen som 2025-01-31.") from None


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATO", help="Svar som på denne dag, f.eks. 2025-01-31.", callback=day_of
    ),
]


@contextmanager
def reporting(as_json: bool) -> Iterator[None]:
    """Tell errors in one line and end with the status that fits; an unexpected one is shown whole."""
    try:
        yield
    except (typer.Exit, typer.BadParameter):
        raise
    except Exception as error:
        from web.problems import FAILED, Problem, explain

        problem = explain(error)
        if problem is None:
            traceback.print_exc()
            problem = Problem("internal", "Der skete en uventet fejl; se ovenfor.", FAILED)
        if as_json:
            told = {"error": {"code": problem.code, "message": problem.message}}
            print(json.dumps(told, ensure_ascii=False))
        print(f"kkgpt: {problem.message}", file=sys.stderr)
        raise typer.Exit(problem.status) from error


def show(result: Json, as_json: bool, print_result: Callable[[Json], None]) -> None:
    """Print a result, as JSON or for people."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print_result(result)


def ingest(commands: "LocalCommands | Client", wish: Json, as_json: bool) -> None:
    """Ingest what is wished for, with a bar that shows how far it is; status 1 when something failed or is held."""
    from web.printing import print_report, progress_bar

    with progress_bar() as (progress, waiting):
        report = commands.ingest(wish, progress, waiting)
    show(report, as_json, lambda found: print_report(found, wish["dry_run"]))
    if report["failed"] or report["quarantined"]:
        raise typer.Exit(1)

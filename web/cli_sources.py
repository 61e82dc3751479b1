"""`kkgpt sources`: folders and web addresses that are ingested again and again."""

from typing import Annotated

import typer

from web.cli import AcceptRemovals, AsJson, DryRun, OpenCommands, ingest, reporting, show

SourceId = Annotated[str, typer.Argument(metavar="ID", help="Id fra »kkgpt sources list«.")]


def sources_app(commands_of: OpenCommands) -> typer.Typer:
    """The commands about sources."""
    app = typer.Typer(help="Mapper og webadresser, der indlæses igen og igen.", no_args_is_help=True)
    _add_changes(app, commands_of)

    @app.command("list")
    def list_sources(as_json: AsJson = False) -> None:
        """Vis kilderne."""
        with reporting(as_json), commands_of("kkgpt sources list") as commands:
            from web.administration_printing import print_sources

            show(commands.sources(), as_json, print_sources)

    @app.command("run")
    def run_source(
        source: SourceId,
        dry_run: DryRun = False,
        accept_removals: AcceptRemovals = False,
        as_json: AsJson = False,
    ) -> None:
        """Indlæs en kilde nu."""
        with reporting(as_json), commands_of("kkgpt sources run") as commands:
            ingest(
                commands,
                {"source": source, "dry_run": dry_run, "accept_removals": accept_removals},
                as_json,
            )

    return app


def _add_changes(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("add")
    def add_source(
        address: Annotated[str, typer.Argument(metavar="ADRESSE", help="En mappe eller en webadresse.")],
        kind: Annotated[
            str | None, typer.Option(help="For webadresser: page (standard), list eller sitemap.")
        ] = None,
        name: Annotated[str | None, typer.Option(help="Det, kilden skal hedde.")] = None,
        every: Annotated[
            int | None, typer.Option(metavar="MINUTTER", help="Indlæs så ofte.", min=5, max=43_200)
        ] = None,
        pattern: Annotated[
            str | None, typer.Option(help="Mønster for de links, der følges, f.eks. */referat/*.")
        ] = None,
        host: Annotated[list[str] | None, typer.Option(help="Vært, der også må hentes fra.")] = None,
        watch: Annotated[bool, typer.Option("--watch", help="Indlæs mappen, hver gang den ændres.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Tilføj en mappe eller en webadresse, der indlæses igen og igen."""
        with reporting(as_json), commands_of("kkgpt sources add") as commands:
            from web.administration_printing import print_source
            from web.arguments import is_address, whole

            wish = {
                "kind": kind or ("page" if is_address(address) else "folder"),
                "address": whole(address),
                "name": name,
                "every_minutes": every,
                "pattern": pattern,
                "hosts": host,
                "watch": watch,
            }
            show(commands.add_source(wish), as_json, print_source)

    @app.command("pause")
    def pause_source(
        source: SourceId,
        resume: Annotated[bool, typer.Option("--resume", help="Tag den i brug igen.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Sæt en kilde på pause."""
        with reporting(as_json), commands_of("kkgpt sources pause") as commands:
            from web.administration_printing import print_source

            show(commands.change_source(source, {"paused": not resume}), as_json, print_source)

    @app.command("remove")
    def remove_source(source: SourceId, as_json: AsJson = False) -> None:
        """Fjern en kilde; dens dokumenter er stadig i brug."""
        with reporting(as_json), commands_of("kkgpt sources remove") as commands:
            from web.administration_printing import print_source

            show(commands.remove_source(source), as_json, print_source)

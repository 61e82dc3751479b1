"""`kkgpt runs`: what was ingested, and how it went."""

from typing import Annotated

import typer

from web.cli import AsJson, OpenCommands, reporting, show

RunId = Annotated[str, typer.Argument(metavar="ID", help="Id fra »kkgpt runs list«.")]


def runs_app(commands_of: OpenCommands) -> typer.Typer:
    """The commands about runs."""
    app = typer.Typer(help="Se, hvad der er indlæst, og hvordan det gik.", no_args_is_help=True)

    @app.command("list")
    def list_runs(
        most: Annotated[int, typer.Option("-k", help="Højst så mange.", min=1, max=100)] = 20,
        as_json: AsJson = False,
    ) -> None:
        """Vis indlæsningerne, de nyeste først."""
        with reporting(as_json), commands_of("kkgpt runs list") as commands:
            from web.administration_printing import print_runs

            show(commands.runs(most), as_json, print_runs)

    @app.command("show")
    def show_run(run: RunId, as_json: AsJson = False) -> None:
        """Vis en indlæsning med dens filer."""
        with reporting(as_json), commands_of("kkgpt runs show") as commands:
            from web.administration_printing import print_run

            show(commands.run(run), as_json, print_run)

    @app.command("cancel")
    def cancel_run(run: RunId, as_json: AsJson = False) -> None:
        """Annullér en indlæsning, der venter eller er i gang."""
        with reporting(as_json), commands_of("kkgpt runs cancel") as commands:
            from web.administration_printing import print_run

            commands.cancel_run(run)
            show(commands.run(run), as_json, print_run)

    return app

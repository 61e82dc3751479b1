"""`kkgpt quarantine`: documents that are held back until somebody has looked at them."""

from typing import Annotated

import typer

from web.cli import AsJson, OpenCommands, reporting, show

Number = Annotated[int, typer.Argument(metavar="NR", help="Nummer fra »kkgpt quarantine list«.", min=1)]
Why = Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAVN", help="Hvem der afgør det; ellers din bruger.")
]


def quarantine_app(commands_of: OpenCommands) -> typer.Typer:
    """The commands about the quarantine."""
    app = typer.Typer(
        help="Dokumenter, der holdes tilbage: skjult tekst, instruktioner til en AI, farlige links.",
        no_args_is_help=True,
    )
    _add_looks(app, commands_of)
    _add_rulings(app, commands_of)
    return app


def _add_looks(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("list")
    def list_held(
        everything: Annotated[bool, typer.Option("--all", help="Også det, der er afgjort.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Vis det, der venter på en afgørelse."""
        with reporting(as_json), commands_of("kkgpt quarantine list") as commands:
            from web.printing_quarantine import print_list

            show(commands.quarantine.list(None if everything else "held"), as_json, print_list)

    @app.command("show")
    def show_held(number: Number, as_json: AsJson = False) -> None:
        """Vis et dokument og det, der er fundet i det."""
        with reporting(as_json), commands_of("kkgpt quarantine show") as commands:
            from web.printing_quarantine import print_held

            show(commands.quarantine.show(number), as_json, print_held)


def _add_rulings(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("release")
    def release(number: Number, reason: Why, by: By = None, as_json: AsJson = False) -> None:
        """Tag et dokument i brug, som det er læst. Skjult tekst kommer ikke med."""
        _rule(commands_of, "release", number, reason, by, as_json, "Frigivet.")

    @app.command("reject")
    def reject(number: Number, reason: Why, by: By = None, as_json: AsJson = False) -> None:
        """Hold et dokument ude, til dets fil ændres."""
        told = f"Afvist. Fortryd med »kkgpt quarantine reopen {number} --reason …«."
        _rule(commands_of, "reject", number, reason, by, as_json, told)

    @app.command("reopen")
    def reopen(number: Number, reason: Why, by: By = None, as_json: AsJson = False) -> None:
        """Fortryd en afvisning: dokumentet venter igen på en afgørelse."""
        _rule(commands_of, "reopen", number, reason, by, as_json, "I karantæne igen.")


def _rule(
    commands_of: OpenCommands,
    action: str,
    number: int,
    reason: str,
    by: str | None,
    as_json: bool,
    said: str,
) -> None:
    from getpass import getuser

    with reporting(as_json), commands_of(f"kkgpt quarantine {action}") as commands:
        ruling = {"by": by or getuser(), "reason": reason}
        show(commands.quarantine.rule(action, number, ruling), as_json, lambda _: print(said))

"""`kkgpt pause` and `kkgpt audit`: taking rules and documents out of use for a while, and who changed what."""

from typing import Annotated

import typer

from web.cli import AsJson, OpenCommands, day_of, reporting, show
from web.cli_policy import By, Why

Until = Annotated[
    str | None,
    typer.Option(
        metavar="DATO", help="Sidste dag, f.eks. 2026-12-01; ellers til den afsluttes.", callback=day_of
    ),
]
Number = Annotated[int, typer.Argument(metavar="NR", help="Nummer fra »kkgpt pause list«.", min=1)]


def pause_app(commands_of: OpenCommands) -> typer.Typer:
    """The commands about pauses."""
    app = typer.Typer(
        help="Sæt en regel eller et dokument på pause: én beder om det, en anden bekræfter.",
        no_args_is_help=True,
    )
    _add_asking(app, commands_of)
    _add_deciding(app, commands_of)
    return app


def _add_asking(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("rule")
    def pause_rule(
        rule: Annotated[str, typer.Argument(metavar="REGEL")],
        by: By,
        reason: Why,
        until: Until = None,
        as_json: AsJson = False,
    ) -> None:
        """Bed om pause for en regel."""
        _ask(commands_of, "rule", rule, by, reason, until, as_json)

    @app.command("document")
    def pause_document(
        document: Annotated[str, typer.Argument(metavar="ID", help="Id fra »kkgpt documents list«.")],
        by: By,
        reason: Why,
        until: Until = None,
        as_json: AsJson = False,
    ) -> None:
        """Bed om pause for et dokument: svar bygger ikke på det, så længe den varer."""
        _ask(commands_of, "document", document, by, reason, until, as_json)


def _ask(
    commands_of: OpenCommands,
    kind: str,
    target: str,
    by: str,
    reason: str,
    until: str | None,
    as_json: bool,
) -> None:
    wish = {"kind": kind, "target": target, "by": by, "reason": reason, "until": until}
    with reporting(as_json), commands_of(f"kkgpt pause {kind}") as commands:
        asked = commands.control.ask_pause(wish)
        said = (
            f"Pause nr. {asked['id']} venter på, at en anden bekræfter den: "
            f"»kkgpt pause confirm {asked['id']} --by NAVN«."
        )
        show(asked, as_json, lambda _: print(said))


def _add_deciding(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("confirm")
    def confirm(pause: Number, by: By, as_json: AsJson = False) -> None:
        """Bekræft en pause, som en anden har bedt om."""
        with reporting(as_json), commands_of("kkgpt pause confirm") as commands:
            show(commands.control.confirm_pause(pause, by), as_json, lambda _: print("Pausen er i kraft."))

    @app.command("end")
    def end(pause: Number, by: By, as_json: AsJson = False) -> None:
        """Afslut en pause, eller træk den tilbage, før den er bekræftet."""
        with reporting(as_json), commands_of("kkgpt pause end") as commands:
            show(commands.control.end_pause(pause, by), as_json, lambda _: print("Pausen er slut."))

    @app.command("list")
    def pauses(as_json: AsJson = False) -> None:
        """Vis alle pauser, den nyeste først."""
        with reporting(as_json), commands_of("kkgpt pause list") as commands:
            from web.printing_control import print_pauses

            show(commands.control.pauses(), as_json, print_pauses)


def add_audit(app: typer.Typer, commands_of: OpenCommands) -> None:
    """The command that shows the audit log."""

    @app.command("audit")
    def audit(
        action: Annotated[str, typer.Option(metavar="EMNE", help="F.eks. policy eller pause.confirm.")] = "",
        most: Annotated[int, typer.Option("-n", help="Højst så mange linjer.", min=1, max=500)] = 50,
        as_json: AsJson = False,
    ) -> None:
        """Vis, hvem der har ændret hvad, det nyeste først."""
        with reporting(as_json), commands_of("kkgpt audit") as commands:
            from web.printing_control import print_audit

            show(commands.control.audit(action, most), as_json, print_audit)

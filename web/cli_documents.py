"""`kkgpt documents`: what answers are built on, corrected, taken out of use and back, and verified."""

from typing import Annotated

import typer

from web.cli import AsJson, Json, OpenCommands, reporting, show

DocumentId = Annotated[str, typer.Argument(metavar="ID", help="Id fra »kkgpt documents list«.")]


def documents_app(commands_of: OpenCommands) -> typer.Typer:
    """The commands about documents."""
    app = typer.Typer(help="Se og ret de dokumenter, der svares ud fra.", no_args_is_help=True)
    _add_looks(app, commands_of)
    _add_changes(app, commands_of)
    _add_verification(app, commands_of)
    return app


def _add_looks(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("list")
    def list_documents(as_json: AsJson = False) -> None:
        """Vis dokumenterne, de nyeste først."""
        with reporting(as_json), commands_of("kkgpt documents list") as commands:
            from web.printing import print_documents

            show(commands.documents(), as_json, print_documents)

    @app.command("show")
    def show_document(
        document: DocumentId,
        version: Annotated[int | None, typer.Option(help="En tidligere version.", min=1)] = None,
        whole: Annotated[
            bool, typer.Option("--all", help="Vis alle udeladte linjer og beslutninger.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """Vis et dokuments oplysninger, det udeladte og teksten."""
        with reporting(as_json), commands_of("kkgpt documents show") as commands:
            from web.printing_documents import print_version

            show(commands.version(document, version), as_json, lambda found: print_version(found, whole))


def _add_changes(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("correct")
    def correct_document(
        document: DocumentId,
        field: Annotated[str, typer.Argument(metavar="FELT", help="F.eks. titel eller »gælder til«.")],
        value: Annotated[str | None, typer.Argument(metavar="VÆRDI")] = None,
        note: Annotated[str, typer.Option(help="Hvorfor.")] = "",
        unknown: Annotated[bool, typer.Option("--unknown", help="Feltet er ikke oplyst.")] = False,
        undo: Annotated[bool, typer.Option("--undo", help="Fortryd rettelsen.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Ret en oplysning om et dokument; rettelsen gælder også senere versioner."""
        if (value is not None) + unknown + undo != 1:
            raise typer.BadParameter("Skriv en værdi, --unknown eller --undo.")
        with reporting(as_json), commands_of("kkgpt documents correct") as commands:
            if undo:
                show(commands.undo_correction(document, field), as_json, lambda _: print("Fortrudt."))
            else:
                show(commands.correct(document, field, value, note), as_json, lambda _: print("Rettet."))

    @app.command("remove")
    def remove_document(document: DocumentId, as_json: AsJson = False) -> None:
        """Tag et dokument ud af brug. Det kan gendannes, og gamle svars kilder kan stadig læses."""
        with reporting(as_json), commands_of("kkgpt documents remove") as commands:
            told = f"Taget ud af brug. Fortryd med »kkgpt documents restore {document}«."
            show(commands.retire(document), as_json, lambda _: print(told))

    @app.command("restore")
    def restore_document(
        document: DocumentId,
        version: Annotated[int | None, typer.Option(help="Gå tilbage til denne version.", min=1)] = None,
        as_json: AsJson = False,
    ) -> None:
        """Tag et dokument i brug igen, eller gå tilbage til en tidligere version af det."""
        with reporting(as_json), commands_of("kkgpt documents restore") as commands:
            show(commands.restore(document, version), as_json, lambda _: print("Dokumentet er i brug igen."))


def _add_verification(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("verify")
    def verify_documents(
        repair: Annotated[
            bool, typer.Option("--repair/--no-repair", help="Ret det, der ikke stemmer.")
        ] = True,
        as_json: AsJson = False,
    ) -> None:
        """Efterprøv, at alt, der er indlæst, er helt og kan findes. Status 1, når noget ikke er i orden."""
        with reporting(as_json), commands_of("kkgpt documents verify") as commands:
            from web.printing import progress_bar
            from web.printing_documents import print_verification

            with progress_bar() as (progress, _):
                found: Json = commands.verify(repair, progress)
            show(found, as_json, print_verification)
            if not all(finding["repaired"] for finding in found["findings"]):
                raise typer.Exit(1)

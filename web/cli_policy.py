"""`kkgpt policy`: the policy in force, proposals for another one, and what they would change."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from web.cli import AsJson, Json, OpenCommands, reporting, show

if TYPE_CHECKING:
    from guardrails.policy import Policy, PolicyError

By = Annotated[str, typer.Option("--by", metavar="NAVN", help="Hvem der gør det.")]
Why = Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor.")]
PolicyFile = Annotated[Path, typer.Argument(metavar="FIL", help="Politikken, som YAML.")]
Number = Annotated[int, typer.Argument(metavar="NR", help="Nummer fra »kkgpt policy history«.", min=1)]
RuleId = Annotated[str, typer.Argument(metavar="REGEL", help="Reglens id, f.eks. cpr.")]


def policy_app(commands_of: OpenCommands) -> typer.Typer:
    """The commands about policies."""
    app = typer.Typer(help="Se, prøv og skift den politik, reglerne følger.", no_args_is_help=True)
    _add_looks(app, commands_of)
    _add_check(app)
    _add_proposals(app, commands_of)
    _add_activation(app, commands_of)
    _add_links(app, commands_of)
    return app


def _add_looks(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("show")
    def show_policy(
        file: Annotated[
            Path | None, typer.Option("--file", metavar="FIL", help="Vis en fil i stedet.")
        ] = None,
        as_json: AsJson = False,
    ) -> None:
        """Vis politikken: regler, grundlag, hvor de virker, og hvad der skal gennemgås."""
        with reporting(as_json):
            from web.printing_policy import print_policy

            if file is not None:
                policy = _read(file, as_json)
                from web.policy_views import file_view

                show(file_view(policy, "da").model_dump(mode="json"), as_json, print_policy)
                return
            with commands_of("kkgpt policy show") as commands:
                show(commands.control.show(), as_json, print_policy)

    @app.command("history")
    def history(as_json: AsJson = False) -> None:
        """Vis alle politikker, den nyeste først."""
        with reporting(as_json), commands_of("kkgpt policy history") as commands:
            from web.printing_control import print_policies

            show(commands.control.history(), as_json, print_policies)


def _add_check(app: typer.Typer) -> None:
    @app.command("check")
    def check_policy(file: PolicyFile, as_json: AsJson = False) -> None:
        """Kontrollér en fil, og vis alt, der er galt, med linjenumre. Status 1, når noget er galt."""
        with reporting(as_json):
            policy = _read(file, as_json)
            told = {"valid": True, "version": policy.version, "rules": len(policy.rules), "complaints": []}
            said = f"{file.name} er i orden: {len(policy.rules)} regler, version {policy.version}."
            show(told, as_json, lambda _: print(said))


def _add_proposals(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("propose")
    def propose(file: PolicyFile, by: By, reason: Why, as_json: AsJson = False) -> None:
        """Foreslå en ny politik. Den gælder først, når den er prøvet og taget i brug."""
        with reporting(as_json):
            policy = _read(file, as_json)
            with commands_of("kkgpt policy propose") as commands:
                proposed = commands.control.propose(policy.source, by, reason)
            said = (
                f"Forslag nr. {proposed['id']} ({proposed['version']}) er gemt. Se, hvad det ændrer: "
                f"»kkgpt policy shadow {proposed['id']}«."
            )
            show(proposed, as_json, lambda _: print(said))

    @app.command("shadow")
    def shadow(
        policy: Annotated[
            int | None, typer.Argument(metavar="[NR]", help="Forslagets nummer.", min=1)
        ] = None,
        days: Annotated[int, typer.Option(help="Så mange dages spørgsmål.", min=1, max=366)] = 28,
        whole: Annotated[bool, typer.Option("--all", help="Vis alle spørgsmål, der ændres.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Prøv et forslag på de seneste ugers spørgsmål, og vis, hvad det ville ændre."""
        with reporting(as_json), commands_of("kkgpt policy shadow") as commands:
            from web.printing import progress_bar
            from web.printing_control import print_shadow

            with progress_bar() as (progress, _):
                found: Json = commands.control.shadow(policy, days, progress)
            show(found, as_json, lambda report: print_shadow(report, whole))


def _add_activation(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("activate")
    def activate(policy: Number, by: By, as_json: AsJson = False) -> None:
        """Tag et forslag i brug. Det skal være prøvet med »policy shadow« inden for det seneste døgn."""
        with reporting(as_json), commands_of("kkgpt policy activate") as commands:
            live = commands.control.activate(policy, by)
            show(live, as_json, lambda _: print(f"Politik nr. {policy} ({live['version']}) er i kraft."))

    @app.command("discard")
    def discard(policy: Number, by: By, as_json: AsJson = False) -> None:
        """Forkast et forslag."""
        with reporting(as_json), commands_of("kkgpt policy discard") as commands:
            show(commands.control.discard(policy, by), as_json, lambda _: print("Forslaget er forkastet."))


def _add_links(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command("link")
    def link(
        rule: RuleId,
        by: By,
        document: Annotated[str, typer.Option(metavar="ID", help="Id fra »kkgpt documents list«.")] = "",
        quote: Annotated[str, typer.Option(metavar="ORD", help="Ord fra stedet, som de står.")] = "",
        accept: Annotated[
            bool, typer.Option("--accept", help="Stedet, der er fundet, er det rette.")
        ] = False,
        none: Annotated[bool, typer.Option("--none", help="Intet sted passer.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Sig, hvor kommunens eget kodeks siger det, en regel følger."""
        if bool(document and quote) + accept + none != 1:
            raise typer.BadParameter("Skriv --document og --quote, eller --accept, eller --none.")
        wish = {"by": by, "decision": "accept" if accept else "none" if none else "choose"}
        if document:
            wish |= {"document": document, "quote": quote}
        with reporting(as_json), commands_of("kkgpt policy link") as commands:
            from web.printing_policy import print_link

            show(commands.control.decide_clause(rule, wish), as_json, print_link)


def _read(file: Path, as_json: bool) -> "Policy":
    """The policy in a file; tells every complaint and ends with status 1 when it is not valid."""
    from guardrails.policy import PolicyError, load_policy

    try:
        return load_policy(file)
    except PolicyError as error:
        _complain(error, as_json)
        raise typer.Exit(1) from error


def _complain(error: "PolicyError", as_json: bool) -> None:
    """Tell all that is wrong with a policy file."""
    from web.policy_complaints import complaint_in, words_of

    def told(_: Json) -> None:
        print(f"{error.name} er ikke en gyldig politik:")
        for complaint in error.complaints:
            print(f"  {complaint_in(complaint, 'da')}")

    complaints = [
        {"line": found.line, "where": found.where, "message": words_of(found)} for found in error.complaints
    ]
    show({"valid": False, "complaints": complaints}, as_json, told)

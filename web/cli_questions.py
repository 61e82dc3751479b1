"""The commands that ask, search, check and measure."""

from pathlib import Path
from typing import Annotated

import typer

from web import cli_evaluate
from web.cli import AsJson, AsOf, OpenCommands, reporting, show


def add_questions(app: typer.Typer, commands_of: OpenCommands) -> None:
    """Add the commands `search`, `check`, `ask` and `evaluate`."""
    _add_looking(app, commands_of)
    _add_asking(app, commands_of)


def _add_looking(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command()
    def search(
        query: Annotated[str, typer.Argument(metavar="TEKST", help="Det, der søges efter.")],
        most: Annotated[int, typer.Option("-k", help="Højst så mange passager.", min=1, max=100)] = 10,
        as_json: AsJson = False,
    ) -> None:
        """Find de passager, der ligger nærmest."""
        with reporting(as_json), commands_of("kkgpt search") as commands:
            from web.printing import print_results

            show(commands.search(query, most), as_json, print_results)

    @app.command()
    def check(
        text: Annotated[str, typer.Argument(metavar="TEKST", help="Teksten, som reglerne ser på.")],
        stage: Annotated[
            str, typer.Option(help="Hvor teksten står: question, answer, passages, ingest eller log.")
        ] = "question",
        as_json: AsJson = False,
    ) -> None:
        """Se, hvad reglerne siger om en tekst, uden at spørge om noget."""
        with reporting(as_json), commands_of("kkgpt check") as commands:
            from web.printing_policy import print_check

            show(commands.check(text, stage), as_json, print_check)


def _add_asking(app: typer.Typer, commands_of: OpenCommands) -> None:
    @app.command()
    def ask(
        question: Annotated[
            str, typer.Argument(metavar="SPØRGSMÅL", help="Spørgsmålet, på dansk eller engelsk.")
        ],
        as_of: AsOf = None,
        as_json: AsJson = False,
    ) -> None:
        """Få svar på et spørgsmål, med kilder."""
        with reporting(as_json), commands_of("kkgpt ask") as commands:
            from web.printing import print_answer

            answer = commands.ask(question, as_of)
            show(answer, as_json, print_answer)
            if answer["status"].startswith("error"):
                raise typer.Exit(1)

    @app.command()
    def evaluate(
        cases: Annotated[
            Path, typer.Argument(metavar="CASES.jsonl", help="Spørgsmål med facit, ét pr. linje.")
        ],
        as_of: AsOf = None,
        publish: Annotated[
            bool, typer.Option("--publish", help="Vis tallene for reglerne på siden Om > Kendte fejl.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """Mål svarene på en fil med spørgsmål, eller reglerne på en fil med tekster og forventede handlinger.

        En kørende server skriver spørgsmålene i sin journal; tekster til reglerne skrives ingen steder.
        """
        with reporting(as_json):
            from assistant import guardrail_evaluation

            texts = guardrail_evaluation.read_cases(cases)
            if texts is not None:
                cli_evaluate.evaluate_guardrails(cases, texts, commands_of, as_json, publish)
            else:
                cli_evaluate.evaluate_answers(cases, commands_of, as_of, as_json)

"""The command that measures: answers against questions with their facts, or the rules against texts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from web.cli import Json, OpenCommands, show

if TYPE_CHECKING:
    from assistant.guardrail_evaluation import GuardrailCase


def evaluate_answers(cases: Path, open_commands: OpenCommands, as_of: str | None, as_json: bool) -> None:
    """Ask every question of a file and print the figures."""
    from assistant import evaluation
    from assistant.answer import Answer
    from web.printing import print_evaluation

    read = evaluation.read_cases(cases)
    with open_commands("kkgpt evaluate") as commands:
        figures = evaluation.evaluate(
            read,
            lambda question: Answer.model_validate(commands.rehearse(question, as_of)),
            lambda document, version: str(commands.version(document, version)["text"]),
        )
    show(figures, as_json, print_evaluation)


def evaluate_guardrails(cases: "Sequence[GuardrailCase]", open_commands: OpenCommands, as_json: bool) -> None:
    """Have every text of a file checked and print the figures."""
    from assistant.guardrail_evaluation import GuardrailCase, evaluate
    from web.printing_guardrails import print_guardrail_figures

    with open_commands("kkgpt evaluate") as commands:

        def check(case: GuardrailCase) -> Json:
            return commands.check(case.text, case.stage, case.before, case.language)

        figures = evaluate(cases, check)
    show(figures, as_json, print_guardrail_figures)

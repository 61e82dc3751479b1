"""The command that measures: answers against questions with their facts, or the rules against texts."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from web.cli import Json, OpenCommands, show

if TYPE_CHECKING:
    from assistant.guardrail_evaluation import GuardrailCase
    from web.client import Client
    from web.commands import LocalCommands


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


def evaluate_guardrails(
    path: Path, cases: "Sequence[GuardrailCase]", open_commands: OpenCommands, as_json: bool, publish: bool
) -> None:
    """Have every text of a file checked and print the figures; with `publish` the notice page shows them."""
    from assistant.guardrail_evaluation import GuardrailCase, evaluate
    from web.printing_guardrails import print_guardrail_figures

    versions = []
    with open_commands("kkgpt evaluate") as commands:

        def check(case: GuardrailCase) -> Json:
            found = commands.check(case.text, case.stage, case.before, case.language)
            versions.append(str(found["policy_version"]))
            return found

        figures = evaluate(cases, check)
        if publish:
            _publish(commands, path, figures, versions[-1])
    show(figures, as_json, print_guardrail_figures)


def _publish(commands: "LocalCommands | Client", path: Path, figures: Json, policy_version: str) -> None:
    from assistant.measured import figures_of
    from web.library import today

    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    measured = figures_of(figures, policy_version, path.name, digest, today())
    commands.control.record_figures(measured.model_dump(mode="json"))

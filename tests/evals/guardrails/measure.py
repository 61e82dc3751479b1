"""Writes guardrails/measured.json: `python -m tests.evals.guardrails.measure`, the figures that come with the product.

They are those of the held-out cases under the policy that comes with the product; a test tells when they are stale.
"""

import hashlib
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.guardrail_evaluation import GuardrailCase, evaluate, read_cases
from assistant.measured import figures_of
from assistant.measurements import SHIPPED
from assistant.notes import notes_of
from guardrails.guard import Guard
from guardrails.meaning import Meaning
from guardrails.policy import load_policy
from guardrails.rules import recognisers
from guardrails.verdict import Message
from ingest.embedding import load_embedder
from tests.evals.guardrails.split import HELDOUT
from web.printing_guardrails import print_guardrail_figures

SUITE = "1818 danske og engelske sager, sat til side før reglerne blev lavet"


def check_with(guard: Guard, case: GuardrailCase) -> Mapping[str, Any]:
    """What `POST /api/check` says of a case."""
    verdict = guard.check(Message(case.text, case.stage, case.before, case.language or "da"))
    notes = notes_of(verdict, guard.policy, "da")
    return {"rules": [note.model_dump() for note in notes], "milliseconds": verdict.milliseconds}


def digest_of_cases() -> str:
    """Tells which cases were measured."""
    return hashlib.sha256(HELDOUT.read_bytes()).hexdigest()[:16]


def main() -> None:
    """Run the held-out cases, print the figures and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        engine = load_embedder(Path(folder))
        guard = Guard(load_policy(), recognisers(Meaning(lambda: engine, Path(folder))))
        evaluated = evaluate(read_cases(HELDOUT) or [], lambda case: check_with(guard, case))
    print_guardrail_figures(evaluated)
    today = datetime.now(UTC).date()
    figures = figures_of(evaluated, guard.policy.version, SUITE, digest_of_cases(), today)
    SHIPPED.write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

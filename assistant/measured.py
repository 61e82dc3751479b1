"""From what an evaluation of the guardrails printed to the figures that are kept and shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.measurements import Figures

_SHARES = ("precision", "recall", "f1")


def figures_of(
    evaluated: Mapping[str, Any], policy_version: str, suite: str, digest: str, day: date
) -> Figures:
    """The figures of `assistant.guardrail_evaluation.evaluate`: shares, with their 95 % intervals beside them."""
    return Figures.model_validate(
        {
            "measured_at": day.isoformat(),
            "policy_version": policy_version,
            "suite": suite,
            "cases_digest": digest,
            "rules": {
                rule: {language: _rule(found) for language, found in languages.items() if language != "all"}
                for rule, languages in evaluated["guardrails"].items()
            },
            "legitimate": {
                name: evaluated["untouched"].get("all", {}).get(name, 0) for name in ("cases", "untouched")
            },
            "milliseconds": evaluated["milliseconds"]["all"],
        }
    )


def _rule(found: Mapping[str, Any]) -> dict[str, Any]:
    figures: dict[str, Any] = {"cases": found["cases"]}
    for name in _SHARES:
        if found[name] is not None:
            value, *interval = found[name]
            figures |= {name: value, f"{name}_interval": interval}
    return figures

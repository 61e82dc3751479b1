"""Figures of the guardrails as the command line shows them. In Danish."""

from typing import Any

from rich.table import Table
from rich.text import Text

from web.printing import console

Json = dict[str, Any]
_LANGUAGES = {"da": "dansk", "en": "engelsk", "all": "alle"}


def print_guardrail_figures(figures: Json) -> None:
    """What went wrong, case by case, then precision, recall and F1 per rule and language, and how long rules took."""
    out = console()
    for case in figures["wrong"]:
        out.print(Text(f"{case['id']}  {case['problem']}", style="yellow"), soft_wrap=True)
    table = Table(
        "Regel", "Sprog", "Skal ramme", "Præcision", "Genkaldelse", "F1", "Falske alarmer", "p95 ms"
    )
    for rule, languages in figures["guardrails"].items():
        for language, found in languages.items():
            times = figures["milliseconds"].get(rule)
            table.add_row(
                rule,
                _LANGUAGES[language],
                str(found["cases"]),
                _interval(found["precision"]),
                _interval(found["recall"]),
                _interval(found["f1"]),
                f"{found['false_alarms']} ({_percent(found['false_positive_rate'])})",
                f"{times['p95']:.1f}" if times and language == "all" else "",
            )
    out.print(table)
    for language, found in figures["untouched"].items():
        share = _interval(found["share"])
        name = f"Almindelige spørgsmål uberørt, {_LANGUAGES[language]}"
        out.print(Text(f"{name:<48}{found['untouched']} af {found['cases']}  {share}"))
    times, right = figures["milliseconds"]["all"], figures["right"]
    out.print(Text(f"{'Alle regler, p50 og p95':<48}{times['p50']:.1f} ms og {times['p95']:.1f} ms"))
    out.print(Text(f"{'Sager, hvor alt var rigtigt':<48}{right['right']} af {right['cases']}"))


def _interval(value: list[float] | None) -> str:
    """ "0.95 (0.91-0.98)", or a dash of nothing."""
    return f"{value[0]:.2f} ({value[1]:.2f}-{value[2]:.2f})" if value else "–"


def _percent(value: list[float] | None) -> str:
    return f"{value[0]:.1%}" if value else "–"

"""What the command line prints of proposals, shadow runs, pauses and the audit log. In Danish."""

import json
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from web.printing import console
from web.texts import figure, label, moment

Json = dict[str, Any]
_SOME = 20
_count = partial(figure, language="da")


def print_policies(found: Json) -> None:
    """Every policy, the newest first."""
    table = Table("Nr.", "Version", "Status", "Foreslået", "Begrundelse", "I kraft")
    for policy in found["policies"]:
        table.add_row(
            str(policy["id"]),
            policy["version"],
            label("policystatus", policy["status"], "da"),
            _who(policy["proposed_by"], policy["proposed_at"]),
            policy["reason"],
            _who(policy["activated_by"], policy["activated_at"]),
        )
    console().print(table)


def print_shadow(found: Json, whole: bool = False) -> None:
    """What a proposal would change: in the policy's text, in figures, and question by question."""
    out = console()
    out.print(Text(f"Forslag nr. {found['policy']['id']} ({found['policy']['version']})", style="bold"))
    out.print(
        Text(f"mod den politik, der er i kraft: nr. {found['live']['id']} ({found['live']['version']})")
    )
    _print_differences(out, found["differences"])
    out.print(
        Text(
            f"\nPrøvet på {_count(found['questions'])} spørgsmål fra de seneste {found['days']} dage.",
            style="bold",
        )
    )
    if found["stopped"]:
        out.print(Text(_stopped(found)))
    _print_counts(out, found["rules"])
    _print_changes(out, found["changes"], whole)
    if found["may_activate"]:
        out.print(Text(f"\nTag det i brug: »kkgpt policy activate {found['policy']['id']} --by NAVN«."))


def _stopped(found: Json) -> str:
    released = len(found["released"])
    stopped = _count(found["stopped"])
    said = f"{stopped} spørgsmål blev stoppet dengang. Deres tekst er ikke gemt, så de er ikke prøvet."
    if released:
        said += f" Efter de point, reglerne gav dem, ville {_count(released)} af dem ikke blive stoppet nu."
    return said


def _print_differences(out: Console, differences: list[Json]) -> None:
    out.print(Text("\nI politikken", style="bold"))
    if not differences:
        out.print(Text("Ingen regel er ændret."))
    for difference in differences:
        before, after = (
            difference[key] if difference[key] is not None else "–" for key in ("before", "after")
        )
        out.print(Text(f"  {difference['where']}: {before} → {after}"), soft_wrap=True)


def _print_counts(out: Console, rules: dict[str, Json]) -> None:
    if not rules:
        return
    table = Table("Regel", "Før", "Efter")
    for rule, count in rules.items():
        table.add_row(rule, _count(count["before"]), _count(count["after"]))
    out.print(table)


def _print_changes(out: Console, changes: list[Json], whole: bool) -> None:
    if not changes:
        out.print(Text("Intet af dem ville blive behandlet anderledes."))
        return
    out.print(Text(f"{_count(len(changes))} ville blive behandlet anderledes:"))
    for change in changes if whole else changes[:_SOME]:
        out.print(
            Text(f"  {_acts(change, 'before')} → {_acts(change, 'after')}  {change['question']}"),
            soft_wrap=True,
        )
    if not whole and len(changes) > _SOME:
        out.print(Text(f"  … og {_count(len(changes) - _SOME)} til; se dem alle med --all."))


def _acts(change: Json, when: str) -> str:
    rules = ", ".join(change[f"rules_{when}"])
    return f"{label('action', change[when], 'da')}{f' ({rules})' if rules else ''}"


def print_pauses(found: Json) -> None:
    """Every pause, the newest first."""
    table = Table("Nr.", "Hvad", "Status", "Begrundelse", "Bedt om af", "Bekræftet af", "Sidste dag")
    for pause in found["pauses"]:
        table.add_row(
            str(pause["id"]),
            f"{label('pausekind', pause['kind'], 'da')} {pause['title']}",
            label("pausestate", pause["state"], "da"),
            pause["reason"],
            _who(pause["asked_by"], pause["asked_at"]),
            _who(pause["confirmed_by"], pause["confirmed_at"]),
            pause["until"] or "",
        )
    console().print(table)


def print_audit(found: Json) -> None:
    """Lines of the audit log."""
    table = Table("Tid", "Hvem", "Handling", "Hvad", "Mere")
    for entry in found["entries"]:
        detail = {key: value for key, value in entry["detail"].items() if value not in (None, "")}
        more = ", ".join(f"{label('detail', key, 'da')}: {_plain(value)}" for key, value in detail.items())
        what = label("audited", entry["action"], "da")
        table.add_row(moment(entry["at"], "da"), entry["actor"], what, entry["target"], more)
    out = console()
    out.print(table)
    if found["total"] > len(found["entries"]):
        out.print(Text(f"{len(found['entries'])} af {_count(found['total'])} linjer."))


def _plain(value: Any) -> str:
    return label("said", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), "da")


def _who(name: str | None, at: str | None) -> str:
    return f"{name}, {moment(at, 'da')}" if name and at else ""

"""Verdicts and the policy as the command line shows them."""

from typing import Any

from rich.console import Console
from rich.text import Text

from web.printing import console
from web.texts import decimal, label

_WORDS = {
    "pass": "Intet at bemærke.",
    "disclose": "Der oplyses om noget.",
    "warn": "Der advares.",
    "redact": "Noget fjernes.",
    "withhold": "Holdes tilbage.",
    "quarantine": "Sættes i karantæne.",
    "route": "Sendes til et menneske.",
    "block": "Stoppes.",
}


def print_check(found: dict[str, Any]) -> None:
    """What the rules say of a text."""
    out = console()
    out.print(Text(_WORDS[found["action"]], style="bold"))
    for rule in found["rules"]:
        out.print(Text(f"\n{rule['rule']} ({rule['action']}): {rule['message']}"))
        if rule["advice"]:
            out.print(Text(f"  {rule['advice']}"))
        out.print(Text(f"  {rule['clause']}", style="dim"))
    if found["text"] and found["action"] == "redact":
        out.print(Text(f"\nTeksten uden det, der fjernes:\n{found['text']}"))


def print_policy(found: dict[str, Any]) -> None:
    """A policy: its rules with their clauses, what must be looked at, proposals and pauses."""
    out = console()
    out.print(Text(f"{found['title']}, version {found['version']}", style="bold"))
    for proposal in found["proposals"]:
        out.print(Text(f"Forslag nr. {proposal['id']} ({proposal['version']}) venter.", style="yellow"))
    for pause in found["pauses"]:
        state = "på pause" if pause["state"] == "active" else "ønskes på pause"
        out.print(Text(f"{pause['title']} er {state}: {pause['reason']}", style="yellow"))
    for rule in found["rules"]:
        _print_rule(out, rule)


def print_link(link: dict[str, Any]) -> None:
    """Where the code of conduct says what a rule follows."""
    _print_link(console(), link)


def _print_rule(out: Console, rule: dict[str, Any]) -> None:
    out.print(Text(f"\n{rule['id']}: {rule['name']}", style="bold"))
    acts = ", ".join(
        f"{label('where', stage, 'da')}: {label('act', act, 'da')}" for stage, act in rule["acts"].items()
    )
    out.print(Text(f"  {rule['protects']}"), soft_wrap=True)
    out.print(
        Text(f"  Grundlag: {rule['clause']} ({_lower(label('seen', rule['seen'], 'da'))})"), soft_wrap=True
    )
    out.print(Text(f"  Virker: {acts}; tærskel {decimal(rule['threshold'], 'da')}"), soft_wrap=True)
    if rule["paused"]:
        out.print(Text("  På pause", style="yellow"))
    if rule["link"]:
        _print_link(out, rule["link"])


def _print_link(out: Console, link: dict[str, Any]) -> None:
    passage = link["passage"]
    said = f"  Kodeks ({_lower(label('linkstate', link['state'], 'da'))})"
    out.print(Text(f"{said}: »{passage['text']}«" if passage else said), soft_wrap=True)
    if link["flag"]:
        new = f" Nu: »{link['candidate']['text']}«" if link["candidate"] else ""
        out.print(
            Text(f"  Skal gennemgås: {_lower(label('linkflag', link['flag'], 'da'))}.{new}", style="yellow"),
            soft_wrap=True,
        )


def _lower(words: str) -> str:
    """Words within a sentence."""
    return words[:1].lower() + words[1:].rstrip(".")

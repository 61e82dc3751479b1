"""Verdicts and the policy as the command line shows them."""

from typing import Any

from rich.text import Text

from web.printing import console

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

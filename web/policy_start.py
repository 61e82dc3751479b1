"""What the person who starts kkgpt is told of the policy's file."""

from pathlib import Path

from assistant.policies import Started
from guardrails.policy import PolicyError
from web.policy_complaints import complaint_in


def told(started: Started, path: Path) -> list[str]:
    """Lines for stderr; none when all is as it was."""
    lines: list[str] = []
    if started.unreadable_file:
        lines.append(
            f"Politikken i {path} bruges ikke: {_first(started.unreadable_file)}. Den gemte gælder fortsat."
        )
    if started.unreadable_live:
        problem = _first(started.unreadable_live)
        lines.append(f"Den gemte politik kan ikke læses af denne udgave ({problem}). Den i {path} gælder nu.")
    if started.proposed:
        number = started.proposed.id
        lines.append(
            f"Politikken i {path} er ændret. Den er gemt som forslag nr. {number} og gælder ikke endnu: prøv den med "
            f"»kkgpt policy shadow {number}«, og tag den i brug med »kkgpt policy activate {number} --by NAVN«."
        )
    return lines


def _first(error: PolicyError) -> str:
    return complaint_in(error.complaints[0], "da")

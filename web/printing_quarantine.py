"""What the command line prints of the quarantine. In Danish."""

from typing import Any

from rich.table import Table
from rich.text import Text

from web.printing import console
from web.texts import label, moment, text

Json = dict[str, Any]
_LONGEST = 300


def print_list(listed: Json) -> None:
    """The documents as a table."""
    if not listed["documents"]:
        console().print("Der er ingen dokumenter i karantæne.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Nr.", "Dokument", "Fundet", "Tilstand", "Siden"):
        table.add_column(heading, overflow="fold")
    for one in listed["documents"]:
        kinds = dict.fromkeys(label("finding", finding["kind"], "da") for finding in one["findings"])
        state = label("held", one["status"], "da")
        row = (str(one["id"]), one["name"], ", ".join(kinds), state, moment(one["held_at"], "da"))
        table.add_row(*map(Text, row))
    console().print(table)


def print_held(held: Json) -> None:
    """A document with each finding, what was decided, and how to decide."""
    out = console()
    out.print(Text(held["title"], style="bold"))
    facts = [
        ("Nr.", str(held["id"])),
        ("Fil", held["location"]),
        ("Tilstand", label("held", held["status"], "da")),
        ("Siden", moment(held["held_at"], "da")),
        ("Imens gælder", held["former"] or ""),
        ("Fjernet", ", ".join(f"{label('redacted', k, 'da')}: {n}" for k, n in held["redacted"].items())),
    ]
    for name, value in facts:
        if value:
            out.print(Text(f"{name + ':':<14}{value}"), soft_wrap=True)
    for finding in held["findings"]:
        out.print()
        out.print(Text(_head(finding), style="bold"), soft_wrap=True)
        out.print(Text(f"  {finding['excerpt'][:_LONGEST]}"), soft_wrap=True)
        out.print(Text(f"  {text('quarantine.clause', 'da').format(clause=finding['clause'].get('da', ''))}"))
    for ruling in held["rulings"]:
        what = label("ruling", ruling["action"], "da")
        out.print(Text(f"\n{what} af {ruling['by']}, {moment(ruling['at'], 'da')}: {ruling['reason']}"))
    if held["status"] == "held":
        out.print(Text(f"\nAfgør med »kkgpt quarantine release {held['id']} --reason …« eller »… reject …«."))


def _head(finding: Json) -> str:
    parts = [label("finding", finding["kind"], "da")]
    if finding["how"]:
        parts.append(label("hidden", finding["how"], "da"))
    if finding["page"]:
        parts.append(text("quarantine.page", "da").format(number=finding["page"]))
    parts.append(f"regel {finding['rule']}")
    parts.append(
        "kunne ikke afprøves" if finding["failed"] else f"score {finding['score']:.2f}".replace(".", ",")
    )
    return " · ".join(parts)

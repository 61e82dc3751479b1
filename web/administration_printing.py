"""What the command line prints about runs and sources, from the JSON of the commands. In Danish."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from web.printing import console
from web.texts import moment

Json = dict[str, Any]
_STATUSES = {
    "queued": "Venter",
    "running": "I gang",
    "done": "Færdig",
    "failed": "Fejlet",
    "cancelled": "Annulleret",
    "interrupted": "Afbrudt, fortsætter",
}
_OUTCOMES = {
    "added": "Ny",
    "updated": "Opdateret",
    "renamed": "Omdøbt",
    "joined": "Samme indhold",
    "restored": "Taget i brug igen",
    "removed": "Taget ud",
    "kept": "Bevaret",
    "skipped": "Sprunget over",
    "failed": "Fejl",
    "quarantined": "Karantæne",
}
_KINDS = {"folder": "Mappe", "page": "Side", "list": "Liste", "sitemap": "Sitemap"}
_COUNTS = {
    "added": "nye",
    "updated": "opdaterede",
    "renamed": "omdøbte",
    "joined": "med samme indhold",
    "restored": "taget i brug igen",
    "removed": "taget ud",
    "unchanged": "uændrede",
    "kept": "bevarede",
    "skipped": "sprunget over",
    "failed": "fejlede",
    "quarantined": "i karantæne",
}


def print_runs(listed: Json) -> None:
    """The runs as a table."""
    if not listed["runs"]:
        console().print("Der er ikke indlæst noget endnu. Indlæs med »kkgpt ingest«.")
        return
    rows = [
        (run["run"], moment(run["requested_at"], "da"), _STATUSES[run["status"]], run["title"], _told(run))
        for run in listed["runs"]
    ]
    _print_table(("Id", "Bestilt", "Status", "Hvad", "Resultat"), rows)


def print_run(run: Json) -> None:
    """A run with its files; those that stayed as they were are only counted."""
    out = console()
    out.print(Text(run["title"], style="bold"))
    facts = [
        ("Id", run["run"]),
        ("Status", _STATUSES[run["status"]]),
        ("Bestilt", moment(run["requested_at"], "da")),
        ("Begyndt", moment(run["started_at"] or "", "da")),
        ("Sluttet", moment(run["finished_at"] or "", "da")),
        ("Prøvekørsel", "ja, intet er gemt" if run["dry_run"] else ""),
        ("Resultat", _told(run)),
    ]
    for name, value in facts:
        if value:
            out.print(Text(f"{name + ':':<14}{value}"))
    for file in run["files"]:
        reason = f": {file['reason']}" if file["reason"] else ""
        out.print(Text(f"{_OUTCOMES.get(file['outcome'], file['outcome'])}: {file['name']}{reason}"))


def print_sources(listed: Json) -> None:
    """The sources as a table."""
    if not listed["sources"]:
        console().print(
            "Der er ingen kilder endnu. Tilføj en mappe eller en webadresse med »kkgpt sources add«."
        )
        return
    rows = [
        (
            source["source"],
            _KINDS[source["kind"]],
            source["name"],
            source["address"],
            _plan(source),
            str(source["documents"]),
            _STATUSES[source["last_run"]["status"]] if source["last_run"] else "",
        )
        for source in listed["sources"]
    ]
    _print_table(("Id", "Type", "Navn", "Adresse", "Plan", "Dokumenter", "Seneste"), rows)


def print_source(source: Json) -> None:
    """What was done with a source, in one line."""
    state = "fjernet; dens dokumenter er stadig i brug" if source["removed"] else _plan(source)
    console().print(Text(f"{source['name']} ({source['source']}): {state}."))


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console().print(table)


def _told(run: Json) -> str:
    """What a run came to, or how far it is."""
    if run["reason"]:
        return str(run["reason"])
    if run["progress"]:
        return f"{run['progress']['done']} af {run['progress']['total']}"
    counts = run["counts"] or {}
    return ", ".join(f"{counts[name]} {word}" for name, word in _COUNTS.items() if counts.get(name))


def _plan(source: Json) -> str:
    if source["paused"]:
        return "sat på pause"
    plans = ["overvåges"] if source["watch"] else []
    if source["every_minutes"]:
        plans.append(f"hvert {source['every_minutes']}. minut")
    return ", ".join(plans) or "kun når du beder om det"

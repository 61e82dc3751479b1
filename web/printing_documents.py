"""What the command line prints of one document. In Danish."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from web.printing import console
from web.texts import day, label, text

Json = dict[str, Any]
_SOME = 8
_LONGEST = 160
_GROUPS = {"kind": "kind", "status": "validity"}
_DATES = ("date", "valid_from", "valid_to")


def print_version(version: Json, whole: bool = False) -> None:
    """What is known of a version, what was decided, what was left out, then its text.

    Of long lists only the beginning is printed, unless all is wanted.
    """
    out = console()
    out.print(Text(version["title"], style="bold"))
    _print_facts(out, version)
    _print_fields(out, version["fields"])
    _print_list(out, "Beslutninger", [_decision(d) for d in version["decisions"]], whole)
    _print_list(out, "Udeladte linjer", version["dropped"], whole)
    kept = sum(block["kind"] != "heading" for block in version["blocks"])
    out.print(Text(f"\nTekst ({kept} afsnit, {len(version['text'])} tegn)", style="bold"))
    out.print(Text(version["text"]), soft_wrap=True)


def _print_facts(out: Console, version: Json) -> None:
    facts = [
        ("Id", version["document"]),
        ("Version", f"{version['version']}{'' if version['active'] else ' (ikke i brug)'}"),
        ("Fil", version["source"]),
        ("Gyldighed", _validity(version)),
        ("Indlæst", version["ingested_at"]),
        ("Fjernet", _removed(version["redacted"])),
    ]
    for name, value in facts:
        if value:
            out.print(Text(f"{name + ':':<20}{value}"), soft_wrap=True)


def _removed(redacted: dict[str, int]) -> str:
    """What was removed to protect people: "CPR-numre: 2"."""
    return ", ".join(f"{label('redacted', rule, 'da')}: {count}" for rule, count in redacted.items())


def _validity(version: Json) -> str:
    """The validity, and the document that it follows from."""
    if version["validity"] == "unknown":
        return ""
    named = label("validity", version["validity"], "da")
    if by := version["said_by"]:
        since = f" fra {day(by['since'], 'da')}" if by["since"] else ""
        quote = f": »{_cut(by['quote'])}«" if by["quote"] else ""
        return f"{named}{since} ifølge {by['title']} ({by['document']}){quote}"
    return named


def _print_fields(out: Console, fields: list[Json]) -> None:
    """The fields that are known, were read or were corrected, each with its basis."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Oplysning", "Værdi", "Grundlag"):
        table.add_column(heading, overflow="fold")
    for field in fields:
        if field["basis"]:
            shown = _shown(field["name"], field["value"]) or text("fields.empty", "da")
            table.add_row(*map(Text, (text(f"field.{field['name']}", "da"), shown, _basis(field))))
    if table.row_count:
        out.print()
        out.print(table)


def _basis(field: Json) -> str:
    basis = label("basis", field["basis"], "da")
    if field["basis"] != "corrected":
        return basis
    read = _shown(field["name"], field["read"])
    notes = [f"læst: {read}" if read else "læst: ikke oplyst", field["note"]]
    return f"{basis} {day(field['corrected_at'][:10], 'da')} ({'; '.join(note for note in notes if note)})"


def _shown(name: str, value: str | None) -> str:
    if not value:
        return ""
    if name in _DATES:
        return day(value, "da")
    return label(_GROUPS[name], value, "da") if name in _GROUPS else value


def print_verification(found: Json) -> None:
    """A line for each thing that did not agree, then what was looked at."""
    out = console()
    for finding in found["findings"]:
        style, mark = ("yellow", "Rettet") if finding["repaired"] else ("red", "Fejl")
        about = f"{finding['source']} ({finding['document']}): " if finding["document"] else ""
        out.print(Text(f"{mark}: ", style=style) + Text(f"{about}{finding['problem']}."), soft_wrap=True)
    looked = f"{found['documents']} dokumenter, {found['passages']} passager og {found['vectors']} vektorer"
    verdict = "Alt stemmer" if found["clean"] else f"{len(found['findings'])} uoverensstemmelser"
    out.print(Text(f"{verdict}: {looked} er efterprøvet, og {found['probes']} dokumenter er søgt frem."))


def _decision(decision: Json) -> str:
    """ "4. Klimastrategi: Godkendt (punkt 1, 2) · Byrådet · 1. februar 2024"."""
    number = f"{decision['number']}. " if decision["number"] else ""
    title = f"{decision['title']}: " if decision["title"] else ""
    points = f" (punkt {', '.join(map(str, decision['points']))})" if decision["points"] else ""
    amendment = "Ændringsforslag: " if decision["subject"] == "amendment" else ""
    outcome = f"{number}{title}{amendment}{label('outcome', decision['outcome'], 'da')}{points}"
    when = day(decision["date"], "da") if decision["date"] else ""
    return " · ".join(part for part in (outcome, decision["body"], when) if part)


def _print_list(out: Console, heading: str, lines: list[str], whole: bool) -> None:
    if not lines:
        return
    out.print(Text(f"\n{heading} ({len(lines)})", style="bold"))
    for line in lines if whole else lines[:_SOME]:
        out.print(Text(f"  {line if whole else _cut(line)}"), soft_wrap=True)
    if not whole and len(lines) > _SOME:
        out.print(Text(f"  … og {len(lines) - _SOME} mere; se alt med --all", style="dim"))


def _cut(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"

"""What the command line prints for people, from the JSON of the commands. In Danish."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from web.texts import day, label

Json = dict[str, Any]
_WIDE = 200
_PROBLEMS = (
    ("failed", "red", "Fejl"),
    ("quarantined", "red", "Karantæne"),
    ("skipped", "yellow", "Sprunget over"),
    ("kept", "yellow", "Beholdt"),
)
_CHANGES = {"new": "Ny beslutning", "changed": "Ændret beslutning", "gone": "Beslutning udgået"}
_SNIPPET = 240


def console(stderr: bool = False) -> Console:
    """The terminal; what goes into a file or a pipe is neither wrapped at 80 characters nor coloured."""
    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    return (
        made
        if made.is_terminal
        else Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=_WIDE, no_color=True)
    )


def print_answer(answer: Json) -> None:
    """The sentences with their marks, then the sources; without an answer, what is nearest."""
    out = console()
    out.print(Text(answer["text"]))
    for note in answer["guardrails"]:
        if note["message"] not in answer["text"]:
            out.print(Text(f"Bemærk: {note['message']}", style="yellow"))
    if answer["citations"]:
        out.print(Text("\nKilder", style="bold"))
    for citation in answer["citations"]:
        _print_source(out, f"[{citation['number']}]", citation, _facts(citation))
    if answer["near_misses"]:
        out.print(Text("\nNærmeste kilder", style="bold"))
    for number, miss in enumerate(answer["near_misses"], 1):
        _print_source(out, f"{number}.", miss, [])
    if answer["citations"] and answer["ai_notice"]:
        out.print(Text(f"\n{answer['ai_notice']}", style="dim"))


def print_results(found: Json) -> None:
    """The passages, best first, each with its score and how it begins."""
    out = console()
    for number, result in enumerate(found["results"], 1):
        head = (
            Text(f"{number}. ")
            + Text(result["title"], style="bold")
            + Text(f"  {_decimal(result['score'], 2)}")
        )
        out.print(head)
        if place := _place(result):
            out.print(Padding(Text(place, style="dim"), (0, 0, 0, 3), expand=False))
        out.print(Padding(Text(_snippet(result["text"])), (0, 0, 1, 3), expand=False))
    if not found["results"]:
        out.print("Ingen passager fundet.")


def print_documents(listed: Json) -> None:
    """The documents as a table."""
    out = console()
    if not listed["documents"]:
        out.print("Der er ingen dokumenter endnu. Indlæs dem med »kkgpt ingest«.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Id", "Dato", "Type", "Status", "Titel", "Fil"):
        table.add_column(heading, overflow="fold")
    for row in listed["documents"]:
        cells = [
            row["document"],
            row["date"],
            _label("kind", row["kind"]),
            _validity(row),
            row["title"],
            row["source"],
        ]
        table.add_row(*(Text(cell or "") for cell in cells))
    out.print(table)


def print_report(report: Json, dry_run: bool) -> None:
    """A line for each file that was not ingested, then what was done."""
    out = console()
    for kind, style, mark in _PROBLEMS:
        for problem in report[kind]:
            out.print(
                Text(f"{mark}: ", style=style) + Text(f"{problem['source']}: {problem['reason']}"),
                soft_wrap=True,
            )
    for change in report["decisions"]:
        out.print(
            Text(f"{_CHANGES[change['change']]}: ", style="bold") + Text(_changed(change)), soft_wrap=True
        )
    for answer in report["answers"]:
        when = day(answer["asked_at"][:10], "da")
        told = (
            f"»{answer['question']}« ({when}) citerer et sted i {answer['title']}, som ikke længere står der."
        )
        out.print(Text("Tidligere svar: ", style="bold") + Text(told), soft_wrap=True)
    out.print(Text(_summary(report, dry_run)), soft_wrap=True)


def print_evaluation(figures: Json) -> None:
    """What was wrong, case by case, then the figures."""
    out = console()
    for case in figures["cases"]:
        for problem in case["problems"]:
            out.print(Text(f"{case['id']}  {problem}", style="yellow"), soft_wrap=True)
    answerable, unanswerable = figures["answerable"], figures["unanswerable"]
    citations, milliseconds = figures["citations"], figures["milliseconds"]
    lines = [
        ("Besvaret med alle fakta fra rette dokument", f"{answerable['facts']} af {answerable['cases']}"),
        ("Besvaret fra rette dokument", f"{answerable['right_document']} af {answerable['cases']}"),
        ("Besvaret", f"{answerable['answered']} af {answerable['cases']}"),
        ("Uden svar i kilderne og afvist", f"{unanswerable['not_found']} af {unanswerable['cases']}"),
        ("Citater, der står ordret", f"{citations['verbatim']} af {citations['checked']}"),
        ("Svartid, p50 og p95", f"{milliseconds['p50']:.0f} ms og {milliseconds['p95']:.0f} ms"),
    ]
    for name, value in lines:
        out.print(Text(f"{name:<44}{value}"))


@contextmanager
def progress_bar() -> Iterator[tuple[Callable[[int, int, str], None], Callable[[str], None]]]:
    """A bar on stderr: a function for the files done, the files in all and the file at work, and one for a
    message.

    Where stderr is no terminal there is no bar.
    """
    screen = console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Finder filer", total=None)
        yield (
            lambda done, total, name: bar.update(
                task, completed=done, total=total, description=name or "Færdig"
            ),
            lambda message: screen.print(Text(message)),
        )


def _changed(change: Json) -> str:
    """ "Cykelsti (Klima- og Teknikudvalget, 14. maj 2025), punkt 2: Udsat, før Godkendt"."""
    case = change["item"] or change["case_number"] or change["title"]
    when = ", ".join(part for part in (change["body"], _day(change["date"])) if part)
    points = f", punkt {', '.join(map(str, change['points']))}" if change["points"] else ""
    outcome = _label("outcome", change["outcome"])
    before = change["before"] if change["change"] == "changed" else None
    former = f", før {_label('outcome', before['outcome']).lower()}" if before else ""
    return f"{case}{f' ({when})' if when else ''}{points}: {outcome}{former}."


def _summary(report: Json, dry_run: bool) -> str:
    counts = [
        _count(report["added"], "tilføjet", "tilføjet"),
        _count(report["updated"], "opdateret", "opdateret"),
        _count(report["renamed"], "omdøbt", "omdøbt"),
        _count(report["joined"], "med samme indhold som en anden", "med samme indhold som en anden"),
        _count(report["restored"], "gendannet", "gendannet"),
        _count(report["removed"], "taget ud af brug", "taget ud af brug"),
        _count(report["unchanged"], "uændret", "uændrede"),
        _count(len(report["skipped"]), "sprunget over", "sprunget over"),
        _count(len(report["failed"]), "fejlet", "fejlede"),
        _count(len(report["quarantined"]), "i karantæne", "i karantæne"),
    ]
    said = ", ".join(count for count in counts if count) or "Ingen filer"
    if not any(report[kind] for kind in ("added", "updated", "renamed", "joined", "restored", "removed")):
        return f"{said}." if report["failed"] or report["quarantined"] else f"{said} – intet at gøre."
    ending = " Prøvekørsel: intet er gemt." if dry_run else ""
    passages = _count(report["passages"], "passage", "passager")
    work = f" – {passages} på {_decimal(report['seconds'], 1)} sekunder" if passages else ""
    return f"{said}{work}.{ending}"


def _count(number: int, one: str, many: str) -> str:
    """A number with its word; nothing for none."""
    return f"{number} {one if number == 1 else many}" if number else ""


def _print_source(out: Console, mark: str, source: Json, facts: list[str]) -> None:
    out.print(Text(f"{mark:<4}") + Text(source["title"], style="bold"))
    for line in (" · ".join(facts), _place(source), source["source"]):
        if line:
            out.print(Padding(Text(line, style="dim"), (0, 0, 0, 4), expand=False))


def _facts(citation: Json) -> list[str]:
    return [fact for fact in (citation["body"], _day(citation["date"]), _validity(citation)) if fact]


def _place(source: Json) -> str:
    page = f"side {source['page']}" if source["page"] else ""
    return " · ".join(part for part in (source["section"], page) if part)


def _validity(row: Json) -> str:
    return "" if row["validity"] == "unknown" else label("validity", row["validity"], "da")


def _label(group: str, value: str | None) -> str:
    return label(group, value, "da") if value else ""


def _day(value: str | None) -> str:
    return day(value, "da") if value else ""


def _snippet(passage: str) -> str:
    line = " ".join(passage.split())
    return line if len(line) <= _SNIPPET else line[:_SNIPPET].rsplit(" ", 1)[0] + " …"


def _decimal(number: float, places: int) -> str:
    return f"{number:.{places}f}".replace(".", ",")

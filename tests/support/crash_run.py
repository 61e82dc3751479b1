"""The process that `tests.integration.test_crashes` kills: checks what the last one left, then ingests a folder.

Prints "checked" and "done" as it comes so far, or what is wrong, and ends with status 1.
"""

import json
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from ingest.embedding import load_embedder
from ingest.layout import lay_out
from ingest.passages import token_counter
from ingest.readers.text import read_text
from ingest.reading import ReadingProcess
from ingest.run import Request
from ingest.sources import Sources, Terms
from ingest.tables import RunRow
from ingest.verify import Verifier
from tests.support.assembly import Parts, assemble


def main(home: Path, folder: Path, known: Path) -> None:
    """Check, and ingest `folder`; `known` is a JSON file with all texts that each file ever had, the last one last."""
    with ReadingProcess() as reading:
        parts = assemble(home, load_embedder(home / "models"), token_counter(), reading)
        parts.activator.sweep(abandoned=True)
        parts.activator.rebuild_stale()
        check(parts, json.loads(known.read_text(encoding="utf-8")))
        print("checked", flush=True)
        run, request = _run(parts, folder)
        report = parts.perform(run, request)
        if report.failed:
            sys.exit(f"failed: {report.failed}")
        with Session(parts.activator.engine) as session, session.begin():
            session.get_one(RunRow, run).status = "done"
        print("done", flush=True)


def check(parts: Parts, known: dict[str, list[str]]) -> None:
    """No document is half, lost, or answered from in a version that is retired; SQL and vectors agree."""
    active = parts.corpus.active()
    sources = [version.source for version in active.values()]
    _demand(len(sources) == len(set(sources)), "a document is there twice")
    for version in active.values():
        _demand(version.text in map(_as_read, known[version.source]), f"{version.source} is half")
    verification = Verifier(parts.activator).verify(lambda *_: None, repair=False)
    _demand(not verification.findings, f"verify found {verification.findings}")
    with Session(parts.activator.engine) as session:
        retired = session.scalar(
            text("SELECT count(*) FROM passages p JOIN versions v ON v.id = p.version_id WHERE NOT v.active")
        )
        lost = session.scalar(
            text(
                "SELECT count(*) FROM documents d WHERE d.retired_at IS NULL AND NOT EXISTS "
                "(SELECT 1 FROM versions v WHERE v.document_id = d.id AND v.active)"
            )
        )
    _demand(not retired, "a retired version has passages")
    _demand(not lost, "a document is lost")
    for version in list(active.values())[:3]:
        answer = parts.ask(f"Hvad besluttede udvalget om {version.title}?", date(2060, 1, 1))
        for citation in answer.citations:
            cited = next(v for v in active.values() if v.document == citation.document)
            _demand(cited.number == citation.version, "an answer cites a retired version")


def _as_read(written: str) -> str:
    """A file's text as a version holds it."""
    return lay_out(read_text(written).blocks).text


def _run(parts: Parts, folder: Path) -> tuple[str, Request]:
    """The run that was interrupted, if one was, or a new one of the watched folder."""
    sources = Sources(parts.activator.engine)
    registered = sources.all()
    source = registered[0] if registered else sources.add("folder", str(folder), Terms("mappe", watch=True))
    with Session(parts.activator.engine) as session:
        left = session.scalars(select(RunRow).where(RunRow.status == "running")).first()
    if left is not None:
        return left.id, Request.from_json(left.request)
    request = Request(source=source.id)
    return parts.begin(request), request


def _demand(held: bool, otherwise: str) -> None:
    if not held:
        print(otherwise, flush=True)
        sys.exit(1)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))

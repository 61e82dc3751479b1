"""Documents, versions, minutes and decisions written into the tables by hand, for what only looks things up."""

from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import ingest
from ingest.database import open_database
from ingest.fields import Field
from ingest.minutes.model import Decision, Item, Minutes, Outcome, Point, Subject, Vote
from ingest.tables import (
    CorrectionRow,
    DecisionRow,
    DocumentRow,
    PassageRow,
    PlaceRow,
    RunFileRow,
    RunRow,
    SourceRow,
    VersionRow,
)

MIGRATIONS = Path(ingest.__path__[0]) / "migrations"
THEN = "2025-03-01T12:00:00+00:00"


class Register:
    """A corpus in SQL that is filled row by row."""

    def __init__(self, folder: Path) -> None:
        self.engine: Engine = open_database(f"sqlite:///{folder / 'corpus.db'}", MIGRATIONS)
        self._numbers = count(1)

    def add(self, *rows: Any) -> None:
        """Write rows."""
        with Session(self.engine) as session, session.begin():
            for row in rows:
                session.add(row)
                session.flush()

    def document(self, document: str, *, texts: tuple[str, ...] = ("Tekst.",), **columns: Any) -> int:
        """Write a document with a version for each text, the last one active; returns that one's id."""
        retired = columns.pop("retired_because", None)
        source = columns.pop("source", f"{document}.html")
        version = 0
        with Session(self.engine) as session, session.begin():
            session.add(
                DocumentRow(
                    id=document,
                    source=source,
                    created_at=THEN,
                    retired_at=THEN if retired else None,
                    retired_because=retired,
                )
            )
            session.flush()
            for number, text in enumerate(texts, start=1):
                row = self._version(document, number, text, number == len(texts) and not retired, columns)
                session.add(row)
                session.flush()
                version = row.id
        return version

    def _version(
        self, document: str, number: int, text: str, active: bool, columns: dict[str, Any]
    ) -> VersionRow:
        blocks: list[dict[str, Any]] = [
            {"kind": "paragraph", "start": start, "end": end, "level": 0, "page": None, "path": []}
            for start, end in _paragraphs(text)
        ]
        defaults: dict[str, Any] = {"dropped": [], "fields": {}, "ocr": {}, "ingested_at": THEN}
        return VersionRow(
            document_id=document,
            number=number,
            active=active,
            token=f"t{next(self._numbers)}",
            sha256="",
            recipe="",
            text=text,
            blocks=blocks,
            edition=1,
            touched=0,
            **{**defaults, **columns},
        )

    def minutes(self, document: str, text: str, items: list[Item], **columns: Any) -> int:
        """Write minutes with their agenda items, and their decisions as an activation does."""
        minutes = Minutes(None, None, None, tuple(items))
        version = self.document(document, texts=(text,), kind="minutes", minutes=minutes.as_json(), **columns)
        self.add(
            *(
                _decision_row(version, index, item, decision)
                for index, item in enumerate(items)
                for decision in item.decisions
            )
        )
        return version

    def place(self, document: str, location: str, **columns: Any) -> None:
        """Write where a document was found."""
        defaults: dict[str, Any] = {
            "name": location.rpartition("/")[2],
            "sha256": "",
            "reader": 1,
            "first_seen": THEN,
            "last_seen": THEN,
        }
        self.add(PlaceRow(document_id=document, location=location, **{**defaults, **columns}))

    def source(self, source: str, name: str) -> None:
        """Write a registered source."""
        self.add(
            SourceRow(
                id=source, kind="folder", address="/m", name=name, options={}, paused=False, created_at=THEN
            )
        )

    def run(self, run: str, finished_at: str, **outcomes: tuple[str, str | None]) -> None:
        """Write a run with the outcome and reason of each file, whose location is "/m/<name>.html"."""
        self.add(
            RunRow(
                id=run,
                status="done",
                request={},
                requested_at=finished_at,
                started_at=finished_at,
                finished_at=finished_at,
            ),
            *(
                RunFileRow(
                    run_id=run,
                    name=f"{name}.html",
                    location=f"/m/{name}.html",
                    outcome=outcome,
                    reason=reason,
                    passages=0,
                    embedded=0,
                    changes={},
                )
                for name, (outcome, reason) in outcomes.items()
            ),
        )

    def passage(self, version: int, start: int, end: int, section: str = "", page: int | None = None) -> None:
        """Write a passage."""
        number = next(self._numbers)
        self.add(
            PassageRow(
                version_id=version,
                vector=f"v{number}",
                digest="",
                start=start,
                end=end,
                section=section,
                page=page,
                tokens=end - start,
            )
        )

    def correction(self, document: str, field: str, value: str | None, note: str = "") -> None:
        """Write a correction."""
        self.add(CorrectionRow(document_id=document, field=field, value=value, note=note, corrected_at=THEN))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for part in text.split("\n\n"):
        spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def span(text: str, part: str) -> tuple[int, int]:
    """Where a part of a text stands."""
    start = text.index(part)
    return start, start + len(part)


def stated(text: str, part: str) -> Field:
    """A field that the text states."""
    return Field(part, start=span(text, part)[0], end=span(text, part)[1])


def decision(
    text: str,
    quote: str,
    outcome: Outcome,
    body: Field | None,
    date: Field | None,
    points: tuple[int, ...] = (),
    vote: Vote | None = None,
    subject: Subject = Subject.RECOMMENDATION,
) -> Decision:
    """A decision that a text says with `quote`."""
    return Decision(subject, outcome, points, body, date, vote, *span(text, quote))


def item(
    text: str,
    number: str | None,
    title: str,
    decisions: tuple[Decision, ...],
    points: tuple[str, ...] = (),
    **fields: Any,
) -> Item:
    """An agenda item with its points and decisions."""
    defaults: dict[str, Any] = {"case_number": None, "closed": False, "recommended_by": None, "remarks": ()}
    return Item(
        number=number,
        title=Field(title),
        sections=(),
        points=tuple(Point(index, *span(text, point)) for index, point in enumerate(points, start=1)),
        decisions=decisions,
        start=0,
        end=len(text),
        **{**defaults, **fields},
    )


def _decision_row(version: int, index: int, of: Item, made: Decision) -> DecisionRow:
    return DecisionRow(
        version_id=version,
        item=index,
        number=of.number,
        title=of.title.value if of.title else None,
        case_number=of.case_number.value if of.case_number else None,
        subject=made.subject.value,
        outcome=made.outcome.value,
        points=list(made.points),
        body=made.body.value if made.body else None,
        body_basis=made.body.basis.value if made.body else None,
        date=made.date.value if made.date else None,
        date_basis=made.date.basis.value if made.date else None,
        vote=asdict(made.vote) if made.vote else None,
        start=made.start,
        end=made.end,
    )

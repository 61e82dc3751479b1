"""Rows of a version in SQL: passages, their lexical index, sentences and decisions, written and removed together."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from ingest import lexical
from ingest.embedding.embedder import Vectors
from ingest.minutes.model import Decision, Item
from ingest.prepare import Prepared
from ingest.tables import CorpusRow, DecisionRow, PassageRow, SentenceRow, SweepRow, VersionRow


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of a version: ids and digests of its passages, and the sentences' vectors; `new` were computed."""

    ids: list[str]
    digests: list[str]
    sentences: Vectors
    new: int


def write_derived(session: Session, version: VersionRow, prepared: Prepared, embedded: Embedded) -> None:
    """Write all rows that are derived from an active version."""
    rows = [
        PassageRow(version_id=version.id, vector=vector, digest=digest, **asdict(passage))
        for passage, vector, digest in zip(prepared.passages, embedded.ids, embedded.digests, strict=True)
    ]
    session.add_all(rows)
    session.flush()
    parts = [(row.id, row.section, version.text[row.start : row.end]) for row in rows]
    lexical.add_passages(session, version.title or "", parts)
    half = embedded.sentences.astype(np.float16)
    session.add_all(
        SentenceRow(version_id=version.id, vector=vector.tobytes(), **asdict(span))
        for span, vector in zip(prepared.spans, half, strict=True)
    )
    write_decisions(session, version, prepared)


def write_decisions(session: Session, version: VersionRow, prepared: Prepared) -> None:
    """Write the decisions of an active version in place of those that are there."""
    session.execute(delete(DecisionRow).where(DecisionRow.version_id == version.id))
    items: Sequence[Item] = prepared.minutes.items if prepared.minutes else ()
    session.add_all(
        _decision(version.id, index, item, decision)
        for index, item in enumerate(items)
        for decision in item.decisions
    )


def clear_derived(session: Session, version: VersionRow) -> None:
    """Remove what is derived from a version and name its vectors for the sweep."""
    total = session.scalar(select(func.count(PassageRow.id)).where(PassageRow.version_id == version.id)) or 0
    session.add(SweepRow(token=version.token, vectors=total, pending=False))
    lexical.remove_passages(session, version.id)
    for table in (PassageRow, SentenceRow, DecisionRow):
        session.execute(delete(table).where(table.version_id == version.id))


def raise_revision(session: Session) -> int:
    """Count one change of the corpus; returns the new revision."""
    raised = update(CorpusRow).values(revision=CorpusRow.revision + 1).returning(CorpusRow.revision)
    return session.scalars(raised).one()


def _decision(version: int, index: int, item: Item, decision: Decision) -> DecisionRow:
    body, date = decision.body, decision.date
    return DecisionRow(
        version_id=version,
        item=index,
        number=item.number,
        title=item.title.value if item.title else None,
        case_number=item.case_number.value if item.case_number else None,
        subject=decision.subject.value,
        outcome=decision.outcome.value,
        points=list(decision.points),
        body=body.value if body else None,
        body_basis=body.basis.value if body else None,
        date=date.value if date else None,
        date_basis=date.basis.value if date else None,
        vote=asdict(decision.vote) if decision.vote else None,
        start=decision.start,
        end=decision.end,
    )

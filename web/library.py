"""The corpus as the pages and the machine interface show it."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from threading import Lock

from assistant.answer import Validity
from assistant.journal import new_id
from assistant.pipeline import Pipeline
from assistant.turn import Turn
from assistant.validity import LatestValidities, Validities
from ingest.corpus import Corpus, Version
from ingest.corrections import Correction
from ingest.layout import Placed
from web.examples import Example, choose
from web.facts import decision_facts, field_facts, said_by
from web.models import StoredVersion
from web.views import DocumentRow, OutlineEntry, TextBlock

CorrectionsOf = Callable[[str], Mapping[str, Correction]]


class CorpusLibrary:
    """Documents, versions and example questions. Safe to use from several threads.

    `rehearsal` answers the example questions that are considered; it keeps no journal. `corrections_of` gives what an
    administrator corrected of a document.
    """

    def __init__(self, corpus: Corpus, rehearsal: Pipeline, corrections_of: CorrectionsOf) -> None:
        self._corpus = corpus
        self._rehearsal = rehearsal
        self._corrections_of = corrections_of
        self._validities = LatestValidities()
        self._examples: tuple[int, list[str]] = (-1, [])
        self._choosing = Lock()

    def documents(self) -> list[DocumentRow]:
        """The documents that answers are built on: the newest first, those without a date last."""
        active = self._corpus.active()
        validities, day = self._validities.among(active), today()
        versions = sorted(active.values(), key=lambda v: v.name.casefold())
        versions.sort(key=lambda v: v.date or v.valid_from or "", reverse=True)
        return [_row(version, validities, day) for version in versions]

    def version(self, document: str, version: int | None = None) -> StoredVersion | None:
        """One version with its text, retired ones too; without a number the active one, or else the newest."""
        found = self._corpus.version(document, version)
        if found is None:
            return None
        validities = self._validities.among(self._corpus.active())
        return StoredVersion(
            **_row(found, validities, today()).model_dump(),
            outline=[_outline_entry(found, block) for block in found.blocks if block.kind == "heading"],
            blocks=[_block(found, block) for block in found.blocks],
            active=found.active,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
            replaces=found.replaces,
            ingested_at=found.ingested_at,
            fields=field_facts(found, self._corrections_of(document)),
            decisions=decision_facts(found),
            said_by=said_by(validities.judge(found, today()).claim),
            ocr=dict(found.ocr),
            redacted=dict(found.redacted),
            text=found.text,
            dropped=list(found.dropped),
        )

    def validities(self) -> dict[str, Validity]:
        """How far each document in use holds today, by its id."""
        active = self._corpus.active()
        validities, day = self._validities.among(active), today()
        return {version.document: validities.on(version, day) for version in active.values()}

    def examples(self) -> list[str]:
        """Up to four questions that the active corpus answers; chosen anew when it has changed.

        While one thread chooses, the others are given the former ones.
        """
        revision = self._corpus.revision()
        if self._examples[0] != revision and self._choosing.acquire(blocking=False):
            try:
                chosen = choose(self._corpus.active().values(), self._is_answered)
                self._examples = (revision, chosen)
            finally:
                self._choosing.release()
        return self._examples[1]

    def _is_answered(self, example: Example) -> bool:
        """Whether the answer to an example cites the place that the example was made from."""
        answer = self._rehearsal.answer(Turn(example.question, new_id(), today()))
        return answer.status == "answered" and any(
            citation.document == example.document and example.start <= citation.start < example.end
            for citation in answer.citations
        )


def today() -> date:
    """The day it is here."""
    return datetime.now(UTC).astimezone().date()


def _row(version: Version, validities: Validities, day: date) -> DocumentRow:
    return DocumentRow(
        document=version.document,
        version=version.number,
        title=version.name,
        source=version.source,
        municipality=version.municipality,
        body=version.body,
        date=version.date,
        kind=version.kind,
        validity=validities.on(version, day),
    )


def _outline_entry(version: Version, block: Placed) -> OutlineEntry:
    return OutlineEntry(
        text=version.text[block.start : block.end], level=max(block.level, 1), start=block.start
    )


def _block(version: Version, block: Placed) -> TextBlock:
    return TextBlock.model_validate(
        {
            "kind": block.kind,
            "level": block.level,
            "page": block.page,
            "start": block.start,
            "end": block.end,
            "text": version.text[block.start : block.end],
        }
    )

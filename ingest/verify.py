"""Proof that SQL and the derived indexes agree, and that every document can be found; what does not is repaired.

Every document in use must have passages, each with one vector, one entry in either lexical index and a place within
the text; its sentences, decisions and digest must be those of its text; and a search for a sentence of its own must
find it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from ingest import lexical
from ingest.activation import Activator
from ingest.reuse import with_headings
from ingest.tables import DecisionRow, DocumentRow, PassageRow, SentenceRow, SweepRow, VersionRow

Progress = Callable[[int, int, str], None]
_PROBES = 3
_NEAR = 10
_SAME = 0.999
"""Cosine above which two vectors are the same, but for rounding."""
_INDEXES = ("passage_words", "passage_grams")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree; `repaired` says whether it does now. `document` is empty where it is of none."""

    document: str
    source: str
    problem: str
    repaired: bool


@dataclass(slots=True)
class Verification:
    """What was looked at, and what was found."""

    documents: int = 0
    passages: int = 0
    vectors: int = 0
    probes: int = 0
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The verification as the command line and the web show it."""
        return {**asdict(self), "clean": not self.findings}


@dataclass(frozen=True, slots=True)
class _Checked:
    """An active version, with the problems that it has."""

    id: int
    document: str
    source: str


class Verifier:
    """Compares the corpus's tables with each other and with the vectors; not while an ingestion runs."""

    def __init__(self, activator: Activator) -> None:
        self._activator = activator
        self._engine = activator.engine
        self._store = activator.vectors

    def verify(self, progress: Progress, repair: bool = True) -> Verification:
        """Look at everything, and repair it if asked to; `progress` is told documents done, in all, and at work."""
        found = Verification(vectors=self._store.count())
        versions = self._versions()
        found.documents = len(versions)
        wrong = self._compare(found)
        for done, version in enumerate(versions):
            progress(done, len(versions), version.source)
            problems = wrong.get(version.id, [])
            found.probes += 1
            if not problems and not self._is_findable(version.id):
                problems = ["kan ikke findes ved at søge efter en af sine egne sætninger"]
            if problems:
                found.findings += self._settle(version, problems, repair)
        progress(len(versions), len(versions), "")
        found.findings += self._orphans(repair)
        return found

    def _versions(self) -> list[_Checked]:
        with Session(self._engine) as session:
            query = select(VersionRow.id, DocumentRow.id, DocumentRow.source).join(DocumentRow)
            rows = session.execute(query.where(VersionRow.active).order_by(VersionRow.id))
            return [_Checked(*row) for row in rows]

    def _compare(self, found: Verification) -> dict[int, list[str]]:
        """What is wrong with active versions by what SQL and the vectors say: version id -> problems."""
        present = self._store.ids()
        wrong: dict[int, list[str]] = defaultdict(list)
        with Session(self._engine) as session:
            indexed = {name: set(session.scalars(text(f"SELECT rowid FROM {name}"))) for name in _INDEXES}
            passages = session.execute(select(PassageRow.id, PassageRow.version_id, PassageRow.vector))
            for passage, version, vector in passages:
                found.passages += 1
                if vector not in present:
                    wrong[version].append("en passage mangler i vektorindekset")
                if any(passage not in rows for rows in indexed.values()):
                    wrong[version].append("en passage mangler i ordindekset")
            for row in session.scalars(
                select(VersionRow).where(VersionRow.active).execution_options(yield_per=50)
            ):
                wrong[row.id] += _problems(session, row)
        return {version: sorted(set(problems)) for version, problems in wrong.items() if problems}

    def _settle(self, version: _Checked, problems: Sequence[str], repair: bool) -> Iterator[Finding]:
        repaired = False
        if repair:
            self._activator.rebuild(version.id, afresh=True)
            repaired = self._is_findable(version.id)
        for problem in problems:
            yield Finding(version.document, version.source, problem, repaired)

    def _is_findable(self, version: int) -> bool:
        """Whether a search for one of its longest sentences finds a version, and its vectors are its passages'."""
        with Session(self._engine) as session:
            row = session.get_one(VersionRow, version)
            length = SentenceRow.end - SentenceRow.start
            own = select(SentenceRow.start, SentenceRow.end).where(SentenceRow.version_id == version)
            spans = session.execute(own.order_by(length.desc()).limit(_PROBES))
            sentences = [row.text[start:end] for start, end in spans]
            passages = session.scalars(select(PassageRow).where(PassageRow.version_id == version)).all()
        found = any(self._finds(sentence, version) for sentence in sentences)
        return found and self._are_reached(passages) and self._is_true(row, passages[0])

    def _finds(self, sentence: str, version: int) -> bool:
        near = self._store.nearest(self._activator.embedder.embed_query(sentence), _NEAR)
        with Session(self._engine) as session:
            words = lexical.match_words(session, sentence, _NEAR)
            own = select(PassageRow.version_id)
            by_meaning = session.scalars(own.where(PassageRow.vector.in_(near))).all()
            by_words = session.scalars(own.where(PassageRow.id.in_(words))).all()
        return version in by_meaning or version in by_words

    def _are_reached(self, passages: Sequence[PassageRow]) -> bool:
        """Whether a search with each passage's vector itself finds it, or one that is the same."""
        stored = self._store.vectors_of([passage.vector for passage in passages])
        return len(stored) == len(passages) and all(
            max(self._store.nearest(vector, 1).values(), default=0.0) > _SAME for vector in stored.values()
        )

    def _is_true(self, row: VersionRow, passage: PassageRow) -> bool:
        """Whether a passage's vector is what its text gives when it is embedded now."""
        shown = with_headings(row.title, passage.section, row.text[passage.start : passage.end])
        [now] = self._activator.embedder.embed_passages([shown])
        stored = self._store.vectors_of([passage.vector])[passage.vector]
        return float(now @ stored) > _SAME

    def _orphans(self, repair: bool) -> list[Finding]:
        """Vectors, index entries and sweep rows that belong to nothing in use."""
        problems = []
        with Session(self._engine) as session, session.begin():
            wanted = set(session.scalars(select(PassageRow.vector)))
            surplus = sorted(self._store.ids() - wanted)
            for name in _INDEXES:
                stray = f"FROM {name} WHERE rowid NOT IN (SELECT id FROM passages)"
                if count := session.scalar(text(f"SELECT count(*) {stray}")):
                    problems.append(f"{count} poster i ordindekset hører ikke til noget")
                    if repair:
                        session.execute(text(f"DELETE {stray}"))
            if pending := session.scalar(select(func.count()).select_from(SweepRow)):
                problems.append(f"{pending} afbrudte eller udskudte oprydninger")
        if surplus:
            problems.append(f"{len(surplus)} vektorer hører ikke til noget dokument i brug")
        if repair and problems:
            self._activator.sweep(abandoned=True)
            self._store.delete(surplus)
        return [Finding("", "", problem, repair) for problem in problems]


def _problems(session: Session, row: VersionRow) -> Iterator[str]:
    """What is wrong with an active version by its own rows."""
    if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
        yield "teksten er ikke den, der blev indlæst"
    own = PassageRow.version_id == row.id
    first, last, count = session.execute(
        select(func.min(PassageRow.start), func.max(PassageRow.end), func.count()).where(own)
    ).one()
    if not count:
        yield "dokumentet har ingen passager"
    elif first < 0 or last > len(row.text):
        yield "en passage ligger uden for teksten"
    if not session.scalar(select(SentenceRow.id).where(SentenceRow.version_id == row.id).limit(1)):
        yield "dokumentet har ingen sætninger"
    decided = session.scalar(select(func.count()).where(DecisionRow.version_id == row.id))
    if decided != sum(len(item["decisions"]) for item in (row.minutes or {"items": []})["items"]):
        yield "beslutningerne i registret er ikke dem, der står i referatet"

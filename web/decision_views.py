"""Decisions as the register shows them: grouped by meeting and case, or as lines of a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode, urljoin

from fastapi import Request

from assistant.answer import Language
from ingest.decisions import Decided, Related
from ingest.fields import Basis
from web.administration_views import source_address
from web.texts import label, text

_COLUMNS = (
    "date",
    "body",
    "municipality",
    "number",
    "title",
    "case_number",
    "outcome",
    "subject",
    "points",
    "in_favour",
    "against",
    "abstained",
    "quote",
    "source",
    "url",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Case:
    """The decisions of one agenda item at one meeting, and those of other meetings in the same case, by meeting."""

    decisions: tuple[Decided, ...]
    related: tuple[tuple[Related, ...], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The cases that one body decided on one day; body or day may be derived for some of the decisions."""

    municipality: str | None
    body: str | None
    date: str | None
    cases: tuple[Case, ...]

    @property
    def body_is_derived(self) -> bool:
        """Whether the body is not stated everywhere."""
        return any(d.body_basis is Basis.DERIVED for case in self.cases for d in case.decisions)

    @property
    def date_is_derived(self) -> bool:
        """Whether the day is not stated everywhere."""
        return any(d.date_basis is Basis.DERIVED for case in self.cases for d in case.decisions)


def meetings(decisions: Sequence[Decided]) -> list[Meeting]:
    """Decisions that follow each other grouped by meeting, and within it by agenda item."""
    grouped = groupby(decisions, key=lambda d: (d.municipality, d.body, d.date))
    return [Meeting(*meeting, _cases(list(decided))) for meeting, decided in grouped]


def _cases(decisions: Sequence[Decided]) -> tuple[Case, ...]:
    items = groupby(decisions, key=lambda d: (d.document, d.number, d.title, d.case_number))
    return tuple(_case(list(decided)) for _, decided in items)


def _case(decisions: Sequence[Decided]) -> Case:
    related = {other.id: other for decision in decisions for other in decision.related}
    by_meeting = groupby(related.values(), key=lambda other: (other.date, other.body))
    return Case(tuple(decisions), tuple(tuple(others) for _, others in by_meeting))


def download_address(request: Request) -> str:
    """Where the whole list can be downloaded as it is narrowed now."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in ("side", "lang")]
    return f"/beslutninger.csv{'?' if kept else ''}{urlencode(kept)}"


def csv_lines(decisions: Iterable[Decided], base: str, language: Language, mark: str) -> Iterator[str]:
    """A table for spreadsheets, line by line, the mark of AI last; `base` is the address of this server."""
    yield _BYTE_ORDER_MARK + _line([text(f"csv.{name}", language) for name in _COLUMNS])
    for decision in decisions:
        yield _line([_cell(cell) for cell in _cells(decision, base, language)])
    if mark:
        yield _line([_cell(mark), *[""] * (len(_COLUMNS) - 1)])


def _cells(decision: Decided, base: str, language: Language) -> list[object]:
    vote = decision.vote
    return [
        decision.date,
        decision.body,
        decision.municipality,
        decision.number,
        decision.title,
        decision.case_number,
        label("outcome", decision.outcome, language),
        label("subject", decision.subject, language),
        "\n".join(f"{point.number}. {point.text}" for point in decision.points),
        vote.in_favour if vote else None,
        vote.against if vote else None,
        vote.abstained if vote else None,
        decision.quote,
        decision.source,
        urljoin(base, source_address(decision.document, decision.version, decision.start, decision.end)),
    ]


def _cell(value: object) -> str:
    """A cell that a spreadsheet takes for text: what begins like a formula is given an apostrophe in front."""
    written = "" if value is None else str(value)
    return f"'{written}" if written.lstrip(" ").startswith(_FORMULA) else written


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()

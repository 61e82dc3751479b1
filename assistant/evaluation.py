"""Measuring answers against question cases.

A case is one line of JSON: `{"id", "question", "answerable", "documents": ["file stem"], "facts":
[["alternative", …], …]}`. An answerable question should be answered from one of its documents with every
fact, each met by one of its alternatives; the others should end in `not_found`.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer, Citation
from assistant.case_files import CaseFileError, lines_of, parse, read
from assistant.percentiles import percentile

Ask = Callable[[str], Answer]
TextOf = Callable[[str, int], str | None]


class Case(BaseModel):
    """A question and what its answer should hold."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    answerable: bool
    documents: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went. Each measure implies those before it: answered, right_document, facts."""

    id: str
    question: str
    answerable: bool
    status: str
    answered: bool
    right_document: bool
    facts: bool
    citations: int
    verbatim: int
    milliseconds: float
    problems: list[str] = field(default_factory=list)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; CaseFileError names the line that is wrong."""
    return read(lines_of(path), _parse)


def evaluate(cases: Sequence[Case], ask: Ask, text_of: TextOf) -> dict[str, Any]:
    """Ask every question; the figures per measure, and per case what was wrong.

    `text_of` gives the text of a document's version, against which every quote is compared.
    """
    stored = cache(text_of)
    outcomes = [_try(case, ask, stored) for case in cases]
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    others = [outcome for outcome in outcomes if not outcome.answerable]
    times = sorted(outcome.milliseconds for outcome in outcomes)
    return {
        "answerable": {
            "cases": len(answerable),
            "answered": sum(outcome.answered for outcome in answerable),
            "right_document": sum(outcome.right_document for outcome in answerable),
            "facts": sum(outcome.facts for outcome in answerable),
        },
        "unanswerable": {
            "cases": len(others),
            "not_found": sum(outcome.status == "not_found" for outcome in others),
        },
        "citations": {
            "checked": sum(outcome.citations for outcome in outcomes),
            "verbatim": sum(outcome.verbatim for outcome in outcomes),
        },
        "milliseconds": {"p50": percentile(times, 50), "p95": percentile(times, 95)},
        "cases": [asdict(outcome) for outcome in outcomes],
    }


def _parse(line: str, where: str) -> Case:
    case = parse(Case, line, where)
    if case.answerable and not (case.documents and case.facts and all(case.facts)):
        raise CaseFileError(f"{where}: et spørgsmål, der kan besvares, skal have »documents« og »facts«.")
    return case


def _try(case: Case, ask: Ask, text_of: TextOf) -> Outcome:
    started = time.perf_counter()
    answer = ask(case.question)
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    wrong = [citation for citation in answer.citations if not _is_verbatim(citation, text_of)]
    right = {c.number for c in answer.citations if Path(c.source).stem in case.documents}
    said = _said(answer, right)
    missing = [
        fact for fact in case.facts if not any(_is_said(_plain(alternative), said) for alternative in fact)
    ]
    answered = answer.status in ("answered", "partly_answered")
    outcome = Outcome(
        id=case.id,
        question=case.question,
        answerable=case.answerable,
        status=answer.status,
        answered=answered,
        right_document=answered and bool(right),
        facts=answered and bool(right) and not missing,
        citations=len(answer.citations),
        verbatim=len(answer.citations) - len(wrong),
        milliseconds=milliseconds,
    )
    outcome.problems.extend(f"citat [{citation.number}] står ikke ordret i kilden" for citation in wrong)
    outcome.problems.extend(_problems(case, answer, outcome, missing))
    return outcome


def _problems(case: Case, answer: Answer, outcome: Outcome, missing: Sequence[Sequence[str]]) -> list[str]:
    if not case.answerable:
        return (
            []
            if answer.status == "not_found"
            else [f"skulle ende som not_found, men endte som {answer.status}"]
        )
    if not outcome.answered:
        return [f"ikke besvaret ({answer.status})"]
    if not outcome.right_document:
        cited = ", ".join(dict.fromkeys(citation.source for citation in answer.citations))
        return [f"besvaret fra andre dokumenter: {cited}"]
    return [f"mangler: {' eller '.join(fact)}" for fact in missing]


def _is_said(fact: str, said: str) -> bool:
    """Whether a fact stands in what was said; a number only as a whole, for "8" is not said by "2018"."""
    before, after = (
        (r"(?<!\d)(?<!\d[.,])" if fact[:1].isdigit() else ""),
        (r"(?!\d)" if fact[-1:].isdigit() else ""),
    )
    return bool(re.search(f"{before}{re.escape(fact)}{after}", said))


def _said(answer: Answer, numbers: set[int]) -> str:
    """The quotes of the citations `numbers`, and the sentences that cite them."""
    quotes = [citation.quote for citation in answer.citations if citation.number in numbers]
    sentences = [sentence.text for sentence in answer.sentences if numbers.intersection(sentence.citations)]
    return _plain("\n".join([*quotes, *sentences]))


def _is_verbatim(citation: Citation, text_of: TextOf) -> bool:
    text = text_of(citation.document, citation.version)
    return text is not None and text[citation.start : citation.end] == citation.quote


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

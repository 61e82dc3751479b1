"""How long the rules take over a question, printed as a table.

Run with `python -m tests.bench.bench_guardrails`. The texts are the tuning cases as they are written, and the ordinary
staff questions among them joined to questions of 2,000 characters, the longest that can be asked. Times of recognisers
are those of the processor, so that a busy machine does not count; those of the guard with all local rules are by the
clock, each question asked once, as it reads in threads of its own. Aims at the 95th percentile: all recognisers of
identifiers together under 10 ms, all local rules together under 60 ms.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from assistant.percentiles import percentile
from guardrails.guard import Guard
from guardrails.meaning import Meaning
from guardrails.persons import persons_by
from guardrails.policy import load_policy
from guardrails.rules import confidential, contact_details, cpr, recognisers
from guardrails.verdict import Message
from ingest.embedding import load_embedder

_CASES = Path(__file__).parents[1] / "evals" / "guardrails" / "tuning.jsonl"
_LONGEST = 2_000
_ROUNDS = 3

_Text = TypeVar("_Text")

RECOGNISERS = {"cpr": cpr.find, "contact-details": contact_details.find, "confidential": confidential.find}


def main() -> int:
    """Measure, print; returns the exit status."""
    cases = [json.loads(line) for line in _CASES.read_text(encoding="utf-8").splitlines()]
    messages = [Message(case["text"], before=tuple(case.get("before", ()))) for case in cases]
    long = [Message(text) for text in _joined(case["text"] for case in cases if case["rule"] is None)]
    for title, texts in (("as written", messages), (f"{_LONGEST} characters", long)):
        _print(f"Recognisers, {len(texts)} questions, {title}", measured(texts))
    with tempfile.TemporaryDirectory() as folder:
        embedder = load_embedder(Path(folder))
        guard = Guard(load_policy(), recognisers(Meaning(lambda: embedder, Path(folder))))
        started = time.perf_counter()
        guard.prepare()
        print(f"opening what was learned: {(time.perf_counter() - started) * 1000:.0f} ms")
        for title, texts in (("as written", messages), (f"{_LONGEST} characters", long)):
            _print(f"All local rules, {len(texts)} questions, {title}", checked(guard, texts))
    return 0


def checked(guard: Guard, messages: list[Message]) -> dict[str, list[float]]:
    """Milliseconds of a check, by the clock, sorted; the first rule that reads for meaning pays for the others."""
    times: list[float] = []
    for message in messages:
        started = time.perf_counter()
        guard.check(message)
        times.append((time.perf_counter() - started) * 1000)
    return {"check": sorted(times)}


def measured(messages: list[Message]) -> dict[str, list[float]]:
    """Milliseconds of each recogniser, of all together, and of finding persons; sorted."""
    persons = persons_by((cpr.find, contact_details.find))
    times: dict[str, list[float]] = {name: [] for name in (*RECOGNISERS, "all together", "persons")}
    for message in messages * _ROUNDS:
        spent = {name: _timed(find, message) for name, find in RECOGNISERS.items()}
        times["all together"].append(sum(spent.values()))
        times["persons"].append(_timed(persons, message.text))
        for name, value in spent.items():
            times[name].append(value)
    return {name: sorted(values) for name, values in times.items()}


def _timed(work: Callable[[_Text], object], text: _Text) -> float:
    started = time.thread_time()
    work(text)
    return (time.thread_time() - started) * 1000


def _joined(texts: Iterator[str]) -> list[str]:
    """The texts one after the other, cut into pieces of the longest question."""
    whole = " ".join(texts)
    return [whole[start : start + _LONGEST] for start in range(0, len(whole) - _LONGEST, _LONGEST)]


def _print(title: str, times: dict[str, list[float]]) -> None:
    table = Table("", "p50 ms", "p95 ms", "most ms", title=title)
    for name, values in times.items():
        table.add_row(
            name, f"{percentile(values, 50):.2f}", f"{percentile(values, 95):.2f}", f"{values[-1]:.2f}"
        )
    Console().print(table)


if __name__ == "__main__":
    raise SystemExit(main())

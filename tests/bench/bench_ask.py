"""How long asking takes: over HTTP in a warm server, and as the whole command `kkgpt ask`.

Run with `python -m tests.bench.bench_ask`. The corpus is the sample, or the folder KKGPT_BENCH_CORPUS; the questions
are the sample's, or those of the file KKGPT_BENCH_CASES. Aims over a handful of documents: 150 ms at the median and
400 ms at the 95th percentile, over HTTP.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.percentiles import percentile
from tests.support.product import SAMPLE, Server, run, serving

_ROUNDS = 3
_COMMANDS = 20


def main() -> int:
    """Ingest, ask, print; returns the exit status."""
    corpus = Path(os.environ.get("KKGPT_BENCH_CORPUS", SAMPLE / "documents"))
    cases = Path(os.environ.get("KKGPT_BENCH_CASES", SAMPLE / "cases.jsonl"))
    questions = [json.loads(line)["question"] for line in cases.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        ingested = run(home, "ingest", str(corpus))
        print(ingested.out, end="")
        if ingested.status:
            return ingested.status
        with serving(home) as server:
            _print(_measure_all(server, questions))
    return 0


def _measure_all(server: Server, questions: list[str]) -> dict[str, list[float]]:
    """The times in milliseconds, of each way to ask."""
    return {
        "POST /api/ask": _measure(
            questions * _ROUNDS, lambda q: server.post("/api/ask", {"question": q}).status == 200
        ),
        "kkgpt ask": _measure(questions[:_COMMANDS], lambda q: run(server.home, "ask", q).status == 0),
    }


def _measure(questions: Iterable[str], ask: Callable[[str], bool]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        if not ask(question):
            raise SystemExit(f"the question was not carried out: {question}")
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def _print(measured: dict[str, list[float]]) -> None:
    table = Table("asking a warm server", "questions", "p50 ms", "p95 ms")
    for name, times in measured.items():
        table.add_row(name, str(len(times)), f"{percentile(times, 50):.0f}", f"{percentile(times, 95):.0f}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())

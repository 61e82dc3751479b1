"""How long a person waits: `python -m tests.bench.bench_ask`.

Prints how long starting, ingesting and answering take, with a real server over loopback. The documents are the sample
corpus, and the evaluation documents (see `tests/evals/test_documents.py`) where they are at hand. It takes a minute.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from assistant.evaluation import percentile, read_cases
from tests.evals.test_documents import CORPUS, HERE
from tests.support.product import SAMPLE, Server, run, serving

REPEATS = 5


def milliseconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def spread(name: str, times: Sequence[float]) -> None:
    """Print the middle and the edges of some times."""
    ordered = sorted(times)
    middle, late = statistics.median(ordered), percentile(ordered, 95)
    print(
        f"{name:34} n {len(ordered):4}   p50 {middle:7.1f} ms   p95 {late:7.1f} ms   most {ordered[-1]:7.1f} ms"
    )


def measure_corpus(name: str, documents: Path, cases: Sequence[Path]) -> None:
    """Ingest a corpus into a new home, ingest it again, serve it and ask its questions."""
    questions = [case.question for path in cases for case in read_cases(path)]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        spread(f"{name}: ingest", [milliseconds(lambda: run(home, "ingest", str(documents)))])
        spread(f"{name}: ingest again", [milliseconds(lambda: run(home, "ingest", str(documents)))])
        started = time.perf_counter()
        with serving(home) as server:
            spread(f"{name}: server ready", [(time.perf_counter() - started) * 1000])
            spread(f"{name}: POST /api/ask", [milliseconds(partial(ask, server, q)) for q in questions])
            commands = [milliseconds(partial(run, home, "ask", q)) for q in questions[:REPEATS]]
            spread(f"{name}: kkgpt ask beside server", commands)


def ask(server: Server, question: str) -> None:
    """Ask a question and wait for the whole answer."""
    reply = server.post("/api/ask", {"question": question})
    if reply.status != 200:
        raise RuntimeError(f"{question}: {reply.status}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        spread("kkgpt --help", [milliseconds(lambda: run(Path(folder), "--help")) for _ in range(REPEATS)])
    measure_corpus("sample", SAMPLE / "documents", [SAMPLE / "cases.jsonl"])
    if CORPUS.is_dir():
        measure_corpus("documents", CORPUS, sorted(HERE.glob("documents_*.jsonl")))
    else:
        print("The evaluation documents are not here; name their folder in KKGPT_EVAL_CORPUS.")


if __name__ == "__main__":
    main()

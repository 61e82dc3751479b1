"""How long ingesting takes: reading and embedding apart, and a run over many documents of which none or one changed.

Run with `python -m tests.bench.bench_ingest`. KKGPT_BENCH_DOCUMENTS is how many synthetic minutes the large corpus has
(10,000). Building that corpus would take hours of embedding, which says nothing of what is measured over it, so there
a digest stands in for the model; speed of embedding is measured with the model itself, over 60 minutes. Aims: a run
over 10,000 unchanged documents under 10 s, one with one changed document under 2 s.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from ingest.embedding import load_embedder
from ingest.passages import token_counter
from ingest.prepare import prepare
from ingest.reading import ReadingProcess
from ingest.reuse import with_headings
from tests.support.assembly import Parts, assemble
from tests.support.digest_embedder import DigestEmbedder
from tests.support.synthetic_minutes import change_a_decision, synthetic_minutes

_DOCUMENTS = 10_000
_EMBEDDED = 60
_ROUNDS = 3
_Result = TypeVar("_Result")
_Row = tuple[str, str]


def main() -> int:
    """Measure and print; returns the exit status."""
    total = int(os.environ.get("KKGPT_BENCH_DOCUMENTS", _DOCUMENTS))
    with tempfile.TemporaryDirectory() as folder, ReadingProcess() as reading:
        rows = [
            *_read_and_embed(Path(folder, "few"), reading),
            *_run_again(Path(folder, "many"), total, reading),
        ]
    rows.append(("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"))
    rows.append(
        (
            "peak memory of the reading process",
            f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:,.0f} MB",
        )
    )
    table = Table("measured", "figure")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    return 0


def _read_and_embed(home: Path, reading: ReadingProcess) -> Iterator[_Row]:
    """Passages a second: read and understood, and embedded."""
    paths = _write(home / "documents", _EMBEDDED)
    count = token_counter()
    reading.read(paths[0])
    seconds, prepared = _timed(lambda: [prepare(reading.read(path), count) for path in paths])
    passages = sum(len(one.passages) for one in prepared)
    yield "reading and understanding", f"{passages / seconds:,.0f} passages/s ({passages} in {seconds:.1f} s)"
    embedder = load_embedder(home / "models")
    texts = [
        with_headings(one.metadata.value("title"), p.section, one.layout.text[p.start : p.end])
        for one in prepared
        for p in one.passages
    ]
    seconds, _ = _timed(lambda: embedder.embed_passages(texts))
    yield "embedding", f"{passages / seconds:,.0f} passages/s ({passages} in {seconds:.1f} s)"


def _run_again(home: Path, total: int, reading: ReadingProcess) -> Iterator[_Row]:
    """Seconds of runs over many documents that were ingested before."""
    folder = home / "documents"
    paths = _write(folder, total)
    parts = assemble(home, DigestEmbedder(), token_counter(), reading)
    seconds, report = _timed(lambda: parts.ingest(folder))
    yield (
        f"{total:,} documents, first run, without embedding",
        f"{seconds:,.0f} s ({report.passages:,} passages, {total / seconds:,.0f} documents/s)",
    )
    yield f"{total:,} unchanged documents", _spread(_measured(parts, folder, lambda _: None))

    def change(number: int) -> None:
        path = paths[(number + 1) * total // (_ROUNDS + 2)]
        path.write_text(change_a_decision(path.read_text(encoding="utf-8")), encoding="utf-8")

    yield f"one changed among {total:,}, the whole folder", _spread(_measured(parts, folder, change))
    alone = paths[0]
    yield (
        f"one changed among {total:,}, that file alone",
        _spread(_measured(parts, alone, lambda _: _edit(alone))),
    )


def _measured(parts: Parts, what: Path, prepare_round: Callable[[int], None]) -> list[float]:
    times = []
    for number in range(_ROUNDS):
        prepare_round(number)
        times.append(_timed(lambda: parts.ingest(what))[0])
    return times


def _edit(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\nRettet.\n", encoding="utf-8")


def _write(folder: Path, total: int) -> list[Path]:
    folder.mkdir(parents=True)
    paths = []
    for minutes in synthetic_minutes(total):
        paths.append(folder / minutes.name)
        paths[-1].write_text(minutes.text, encoding="utf-8")
    return sorted(paths)


def _timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _spread(times: Sequence[float]) -> str:
    return f"{min(times):.2f} to {max(times):.2f} s"


if __name__ == "__main__":
    sys.exit(main())

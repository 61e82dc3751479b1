import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from fpdf import FPDF

from ingest.blocks import UnreadableError
from ingest.reading import Limits, ReadingCancelledError, ReadingProcess
from tests.support.scans import scan

TEXT = "Udvalget drøftede æbler, øl og å på rådhuset den 3. juni 2025."
_PATIENCE = 20.0  # seconds
_HANGING = """#!/bin/sh
case "$1" in
--list-langs) echo dan;;
*) echo $$ $PPID > "{pids}.new"; /bin/mv "{pids}.new" "{pids}"; exec /bin/sleep 60;;
esac
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A file that can be read."""
    path = tmp_path / "god.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of two scanned pages."""
    made = FPDF()
    made.set_font("helvetica", size=14)
    for text in ("Udvalget godkendte planen.", "Sagen om skolerne blev udsat."):
        made.add_page()
        made.multi_cell(0, 8, text)
    path = tmp_path_factory.mktemp("scannet") / "scannet.pdf"
    path.write_bytes(scan(bytes(made.output())))
    return path


class Hanging:
    """A text recognition that never ends, and says which processes it and its parent are."""

    def __init__(self, folder: Path) -> None:
        self._pids = folder / "pids"
        program = folder / "tesseract"
        program.write_text(_HANGING.format(pids=self._pids), encoding="utf-8")
        program.chmod(0o755)

    def processes(self) -> list[int]:
        """Its own process and the worker's, once it has begun."""
        wait_until(self._pids.exists)
        return [int(pid) for pid in self._pids.read_text(encoding="utf-8").split()]


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hanging:
    """The only text recognition on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Hanging(folder)


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    """Another thread."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def require_gone(*pids: int) -> None:
    wait_until(lambda: not any(map(is_running, pids)))


def is_running(pid: int) -> bool:
    """Whether a process has a thread that has not ended; who ended may wait for its parent to take note."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return any(status(thread)[0] not in "ZX" for thread in threads)
    except (FileNotFoundError, ProcessLookupError):
        return False


def status(process: Path) -> list[str]:
    """What the system says of a process or thread, from its state on."""
    return (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def require_sound(process: ReadingProcess, good: Path) -> None:
    assert [block.text for block in process.read(good).blocks] == [TEXT]


def test_what_a_reader_says_arrives(tmp_path: Path, good: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.touch()
    with ReadingProcess() as process:
        require_sound(process, good)
        with pytest.raises(UnreadableError, match="Filen er tom"):
            process.read(empty)
        require_sound(process, good)


def test_a_process_that_was_closed_starts_anew(good: Path) -> None:
    process = ReadingProcess()
    for _ in range(2):
        require_sound(process, good)
        process.close()
    process.close()


def test_threads_are_served_one_after_another(good: Path) -> None:
    with ReadingProcess() as process, ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda _: process.read(good), range(20)))
    assert {reading.blocks[0].text for reading in readings} == {TEXT}


def test_pages_are_told_as_they_are_recognised(scanned: Path) -> None:
    told: list[tuple[int, int]] = []
    with ReadingProcess() as process:
        reading = process.read(scanned, on_page=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 2), (2, 2)]
    assert list(reading.ocr) == [1, 2]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, LookupError])
def test_an_interrupted_reading_leaves_nothing_behind(
    scanned: Path, good: Path, kind: type[BaseException]
) -> None:
    def interrupt(_page: int, _pages: int) -> None:
        raise kind

    with ReadingProcess() as process:
        with pytest.raises(kind):
            process.read(scanned, on_page=interrupt)
        require_sound(process, good)


def test_the_time_limit(scanned: Path, good: Path, hanging: Hanging) -> None:
    with ReadingProcess(Limits(seconds=4)) as process:
        with pytest.raises(UnreadableError, match=r"tog for lang tid at læse \(over 4 sekunder\)"):
            process.read(scanned)
        require_gone(*hanging.processes())
        require_sound(process, good)


def test_the_memory_limit(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "stor.txt"
    path.write_text("Et afsnit om æbler.\n\n" * 1_000_000, encoding="utf-8")
    with ReadingProcess(Limits(memory_bytes=80 * 2**20)) as process:
        with pytest.raises(UnreadableError, match="for meget hukommelse"):
            process.read(path)
        require_sound(process, good)


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
def test_a_crash(
    scanned: Path, good: Path, hanging: Hanging, thread: ThreadPoolExecutor, how: signal.Signals
) -> None:
    with ReadingProcess() as process:
        reading = thread.submit(process.read, scanned)
        recognition, worker = hanging.processes()
        os.kill(worker, how)
        with pytest.raises(UnreadableError, match="brød sammen"):
            reading.result(_PATIENCE)
        require_gone(recognition)
        require_sound(process, good)


def test_a_worker_that_died_between_two_files_is_replaced(good: Path) -> None:
    with ReadingProcess() as process:
        require_sound(process, good)
        worker = youngest_child()
        os.kill(worker, signal.SIGKILL)
        require_gone(worker)
        require_sound(process, good)


def youngest_child() -> int:
    own = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            known = status(process)
            if int(known[1]) == os.getpid():
                own[int(known[19])] = int(process.name)
    return own[max(own)]


def test_cancelling(scanned: Path, good: Path, hanging: Hanging, thread: ThreadPoolExecutor) -> None:
    with ReadingProcess() as process:
        process.cancel()
        reading = thread.submit(process.read, scanned)
        processes = hanging.processes()
        process.cancel()
        with pytest.raises(ReadingCancelledError):
            reading.result(_PATIENCE)
        require_gone(*processes)
        require_sound(process, good)


def test_the_worker_does_not_outlive_its_owner(scanned: Path, hanging: Hanging) -> None:
    script = (
        "import sys; from pathlib import Path; from ingest.reading import ReadingProcess; "
        "ReadingProcess().read(Path(sys.argv[1]))"
    )
    root = Path(__file__).resolve().parents[4]
    owner = subprocess.Popen([sys.executable, "-c", script, scanned], cwd=root)
    processes = hanging.processes()
    owner.kill()
    owner.wait()
    require_gone(*processes)

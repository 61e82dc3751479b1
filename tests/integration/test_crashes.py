"""The process is killed at fifty random moments of its runs; each time the corpus is whole, and the work goes on."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.product import ROOT
from tests.support.synthetic_minutes import change_a_decision, synthetic_minutes

KILLS = 50
FILES = 10


class Folder:
    """A watched folder whose files change, move, come and go; `known` holds all texts that each ever had."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path = path
        self.known: dict[str, list[str]] = {}
        self._chance = chance
        self._fresh = iter(synthetic_minutes(10_000, seed=7))
        path.mkdir()
        for _ in range(FILES):
            self._come()

    def stir(self) -> None:
        """Change half the files; now and then one moves, and one goes while another comes."""
        for path in self._chance.sample(sorted(self.path.iterdir()), FILES // 2):
            text = change_a_decision(path.read_text(encoding="utf-8"))
            self._write(path, f"{text}\nRettet {len(self.known[path.name])} gange.\n")
        if self._chance.random() < 0.4:
            path = self._chance.choice(sorted(self.path.iterdir()))
            moved = path.with_name(f"flyttet-{len(self.known)}-{path.name[-40:]}")
            self.known[moved.name] = list(self.known[path.name])
            path.rename(moved)
        if self._chance.random() < 0.3:
            self._chance.choice(sorted(self.path.iterdir())).unlink()
            self._come()

    def _come(self) -> None:
        minutes = next(self._fresh)
        self._write(self.path / minutes.name, minutes.text)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        self.known.setdefault(path.name, []).append(text)


def test_a_run_that_is_killed_at_any_moment_leaves_a_whole_corpus(tmp_path: Path) -> None:
    chance = random.Random(20251123)
    home, known = tmp_path / "home", tmp_path / "known.json"
    home.mkdir()
    folder = Folder(tmp_path / "folder", chance)
    _run_to_the_end(home, folder, known)
    folder.stir()
    seconds = _run_to_the_end(home, folder, known)
    killed, tries = 0, 0
    while killed < KILLS:
        folder.stir()
        known.write_text(json.dumps(folder.known), encoding="utf-8")
        with _start(home, folder.path, known) as process:
            assert _told(process) == "checked", f"after {killed} kills"
            time.sleep(chance.uniform(0.0, seconds))
            process.send_signal(signal.SIGKILL)
            killed += _told(process) == ""  # it had not come to its end
        tries += 1
        assert tries < 2 * KILLS, "the runs are too short to be killed"
    _run_to_the_end(home, folder, known)
    _run_to_the_end(home, folder, known)


def _run_to_the_end(home: Path, folder: Folder, known: Path) -> float:
    """Have the folder ingested without being killed; returns the seconds that it took."""
    known.write_text(json.dumps(folder.known), encoding="utf-8")
    with _start(home, folder.path, known) as process:
        assert _told(process) == "checked"
        started = time.perf_counter()
        assert _told(process) == "done"
        return time.perf_counter() - started


def _start(home: Path, folder: Path, known: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.crash_run", str(home), str(folder), str(known)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()

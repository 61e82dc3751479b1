"""Sets cases apart: `python -m tests.evals.guardrails.split FILE…` adds those of the files to the two sets.

A case belongs to the tuning set or to the held-out one by the digest of its id, so it never changes sides.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TUNING, HELDOUT = FOLDER / "tuning.jsonl", FOLDER / "heldout.jsonl"
_TUNING_PERCENT = 30


def is_for_tuning(identifier: str) -> bool:
    """Whether a case may be used while the rules are made."""
    return int(hashlib.sha256(identifier.encode()).hexdigest()[:8], 16) % 100 < _TUNING_PERCENT


def split(files: Iterable[Path]) -> tuple[int, int]:
    """Add the cases of the files to the two sets; returns how many each has then."""
    cases: dict[str, dict[str, Any]] = {}
    for path in (*filter(Path.exists, (TUNING, HELDOUT)), *files):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            cases[case["id"]] = case
    counts = []
    for path, wanted in ((TUNING, True), (HELDOUT, False)):
        chosen = [case for name, case in sorted(cases.items()) if is_for_tuning(name) is wanted]
        lines = [json.dumps(case, ensure_ascii=False) for case in chosen]
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        counts.append(len(chosen))
    return counts[0], counts[1]


if __name__ == "__main__":
    print("{} for tuning, {} held out".format(*split(map(Path, sys.argv[1:]))))

"""Keeping what was learned, so that a start need not learn it anew: one file, written whole or not at all.

The product comes with such a file (`learned.npz`), made by `python -m tests.evals.guardrails.learn` from the
exemplars that come with it. Where exemplars were changed or added, the embeddings of those that stayed are taken from
it, and what is learned anew is kept in the folder of models.
"""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from guardrails.meaning.classifier import Classifier
from guardrails.meaning.words import Floats

SHIPPED = Path(__file__).with_name("learned.npz")
_STEPS = 127


@dataclass(frozen=True, slots=True)
class Learned:
    """A classifier, the mark of what it was learned from, and the digests of its exemplars in their order."""

    mark: str
    digests: tuple[str, ...]
    classifier: Classifier


def rounded(vectors: Floats) -> Floats:
    """Vectors as they are kept, in 127 steps up to each one's greatest value; these are what is learned from."""
    steps, scales = _in_steps(vectors)
    return _from_steps(steps, scales)


def load(path: Path) -> Learned | None:
    """What is kept in a file; None where there is none, or a damaged one."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            classifier = Classifier(
                rules=tuple(kept["rules"].tolist()),
                center=kept["center"],
                vectors=_from_steps(kept["vectors"], kept["scales"]),
                duals=kept["duals"],
                wording=kept["wording"].astype(np.float32),
                rare=kept["rare"],
                slopes=kept["slopes"],
                points=kept["points"],
            )
            return Learned(str(kept["mark"]), tuple(kept["digests"].tolist()), classifier)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def save(learned: Learned, path: Path) -> None:
    """Keep what was learned; OSError where the file cannot be written."""
    kept = learned.classifier
    steps, scales = _in_steps(kept.vectors)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
    arrays: dict[str, NDArray[Any]] = {
        "mark": np.array(learned.mark),
        "digests": np.array(learned.digests),
        "rules": np.array(kept.rules),
        "center": kept.center,
        "vectors": steps,
        "scales": scales,
        "duals": kept.duals,
        "wording": kept.wording.astype(np.float16),
        "rare": kept.rare,
        "slopes": kept.slopes,
        "points": kept.points,
    }
    try:
        with unfinished.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _in_steps(vectors: Floats) -> tuple[NDArray[np.int8], Floats]:
    scales = (np.abs(vectors).max(axis=1, keepdims=True) / _STEPS).astype(np.float32)
    return np.rint(vectors / scales).astype(np.int8), scales


def _from_steps(steps: NDArray[np.int8], scales: Floats) -> Floats:
    vectors: Floats = steps.astype(np.float32) * scales
    return vectors

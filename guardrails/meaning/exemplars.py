"""Reading the exemplars: texts on which a rule must act, and harmless ones that are near it.

One YAML file a rule, `<rule>.yaml`, with up to three lists of texts:

    acts      the rule must act
    passes    harmless to this rule, whatever other rules say of it
    either    belongs to another rule, and this one may act or not: nothing is learned from it

`ordinary.yaml` has `passes` alone: everyday questions, harmless to all rules. A text is harmless to the rules whose
files do not name it; the same text may stand in the files of several rules.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

EXEMPLARS = Path(__file__).parents[1] / "exemplars"
ORDINARY = "ordinary"
_SECTIONS = frozenset({"acts", "passes", "either"})
_ALIKE = ("prompt-injection", "document-injection")
"""Rules for the same thing at two stages: what one acts on, the other may act on."""


class ExemplarError(Exception):
    """A file of exemplars is not of the expected form; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Exemplars:
    """Texts with what each rule makes of them.

    `labels` has the shape (texts, rules): 1 where the rule must act, -1 where it must not, 0 where both is right.
    """

    texts: tuple[str, ...]
    rules: tuple[str, ...]
    labels: NDArray[np.int8]


def source_digest(folders: Sequence[Path]) -> str:
    """A digest of all files of exemplars: the same files give the same classifier."""
    digest = hashlib.sha256()
    for path in _files(folders):
        digest.update(path.stem.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def read_exemplars(folders: Sequence[Path]) -> Exemplars:
    """The exemplars of some folders, later ones added to earlier ones; ExemplarError for a file that is not right."""
    sections: dict[str, dict[str, list[str]]] = {}
    for path in _files(folders):
        for section, texts in _read(path).items():
            sections.setdefault(path.stem, {}).setdefault(section, []).extend(texts)
    rules = tuple(sorted(sections.keys() - {ORDINARY}))
    told = [
        text for found in sections.values() for part in ("acts", "passes") for text in found.get(part, [])
    ]
    unique = tuple(dict.fromkeys(told))
    place = {text: row for row, text in enumerate(unique)}
    labels = np.full((len(unique), len(rules)), -1, dtype=np.int8)
    for column, name in enumerate(rules):
        for section, label in (("either", 0), ("acts", 1)):
            rows = [place[text] for text in sections[name].get(section, []) if text in place]
            labels[rows, column] = label
    _spare_alike(labels, rules, [sections[rule].get("passes", []) for rule in rules], place)
    return Exemplars(unique, rules, labels)


def _files(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob("*.yaml"))]


def _spare_alike(
    labels: NDArray[np.int8], rules: Sequence[str], passes: Sequence[list[str]], place: dict[str, int]
) -> None:
    columns = [rules.index(rule) for rule in _ALIKE if rule in rules]
    for one in columns:
        for other in columns:
            if one != other:
                spared = (labels[:, one] == 1) & (labels[:, other] == -1)
                spared[[place[text] for text in passes[other]]] = False
                labels[spared, other] = 0


def _read(path: Path) -> dict[str, list[str]]:
    try:
        content: Any = yaml.load(
            path.read_text(encoding="utf-8-sig"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (OSError, UnicodeDecodeError) as error:
        raise ExemplarError(f"{path.name}: the file cannot be read as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ExemplarError(f"{path.name}, line {mark.line + 1 if mark else 1}: not valid YAML") from error
    if not isinstance(content, dict) or not content.keys() <= _SECTIONS:
        raise ExemplarError(f"{path.name}: expected the lists {', '.join(sorted(_SECTIONS))}")
    found = {section: texts or [] for section, texts in content.items()}
    for section, texts in found.items():
        if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
            raise ExemplarError(f"{path.name}: {section} must be a list of texts in quotation marks")
    if both := set(found.get("acts", [])) & set(found.get("passes", [])):
        raise ExemplarError(f"{path.name}: under acts and under passes: {min(both)}")
    return found

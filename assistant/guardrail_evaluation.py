"""Measuring the guardrails as classifiers.

A case is one line of JSON: `{"id", "category", "text", "expect": ["redact", "block"], "rule"}`, where `expect` names
the actions that are right, any of them, and `["pass"]` a harmless text. Further fields: `language` ("da" or "en", else
told by the words), `stage` (else "question"), `before` (earlier messages), `also` (rules that may rightly act as well).

For each rule and language: precision, recall and F1. A rule's positives are the cases that expect it to act; it is
right there when it acts with one of the actions expected. It is wrong where it acts on any other case that does not
name it under `also`. Notices (`disclose`) are no actions in this sense.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Language
from assistant.case_files import CaseFileError, has_field, lines_of, parse, read
from assistant.percentiles import percentile
from assistant.question import language_of
from guardrails.policy import RULES
from guardrails.verdict import Action, Stage

Check = Callable[["GuardrailCase"], Mapping[str, Any]]
"""What `POST /api/check` says of a case."""

_HARMLESS = ("pass", "disclose")
_DRAWS = 2_000
_Z = 1.959964  # two-sided 95 %


class GuardrailCase(BaseModel):
    """A text, and what the rules should do with it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(min_length=1)
    category: str = ""
    text: str = Field(min_length=1, max_length=20_000)
    expect: tuple[Action, ...] = Field(min_length=1)
    rule: str | None = None
    language: Language | None = None
    stage: Stage = "question"
    before: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether a rule should act."""
        return "pass" not in self.expect

    @property
    def is_untouchable(self) -> bool:
        """Whether this is an ordinary question, with which nothing should happen at all."""
        return not self.acts and self.rule is None


def read_cases(path: Path) -> list[GuardrailCase] | None:
    """The guardrail cases of a file, or None where it holds others; CaseFileError names the line that is wrong."""
    lines = lines_of(path)
    if not has_field(lines[0][1], "expect"):
        return None
    return read(lines, _parse)


def _parse(line: str, where: str) -> GuardrailCase:
    case = parse(GuardrailCase, line, where)
    if case.rule is not None and case.rule not in RULES:
        raise CaseFileError(f"{where}: der er ingen regel »{case.rule}«.")
    return case


@dataclass(slots=True)
class Counts:
    """How often a rule was right and wrong."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0
    others: int = 0

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1, each as [value, low, high] with a 95 % interval, or None without any case.

        Precision and recall have Wilson's interval; that of F1 is the percentile interval of 2,000 resamplings.
        """
        return {
            "cases": self.hits + self.misses,
            "hits": self.hits,
            "misses": self.misses,
            "false_alarms": self.false_alarms,
            "precision": proportion(self.hits, self.hits + self.false_alarms),
            "recall": proportion(self.hits, self.hits + self.misses),
            "f1": self._f1(),
            "false_positive_rate": proportion(self.false_alarms, self.false_alarms + self.others),
        }

    def _f1(self) -> list[float] | None:
        whole = np.array([self.hits, self.false_alarms, self.misses, self.others], dtype=np.float64)
        if not whole[:3].any():
            return None
        draws = np.random.default_rng(20_26).multinomial(int(whole.sum()), whole / whole.sum(), _DRAWS)
        low, high = np.quantile(_f1_of(draws), (0.025, 0.975))
        return [round(float(value), 4) for value in (_f1_of(whole[None])[0], low, high)]


@dataclass(slots=True)
class _Tally:
    """What was counted over all cases."""

    rules: dict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    untouched: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[dict[str, Any]] = field(default_factory=list)


def evaluate(cases: Sequence[GuardrailCase], check: Check) -> dict[str, Any]:
    """Check every case; figures per rule and language, latencies per rule, and every case that went wrong."""
    tally, names = _Tally(), sorted({case.rule for case in cases if case.rule})
    for case in cases:
        _count(tally, case, check(case), names)
    languages = ["da", "en"]
    return {
        "guardrails": {
            rule: {
                language: tally.rules[rule, language].figures()
                for language in (*languages, "all")
                if (rule, language) in tally.rules
            }
            for rule in names
        },
        "untouched": {
            language: {
                "cases": len(found),
                "untouched": sum(found),
                "share": proportion(sum(found), len(found)),
            }
            for language, found in sorted(tally.untouched.items())
        },
        "right": {"cases": len(cases), "right": len(cases) - len(tally.wrong)},
        "milliseconds": {name: _spread(times) for name, times in sorted(tally.milliseconds.items())},
        "wrong": tally.wrong,
    }


def proportion(part: int, whole: int) -> list[float] | None:
    """A share with Wilson's 95 % interval, as [value, low, high]; None of nothing.

    E. B. Wilson: Probable Inference, the Law of Succession, and Statistical Inference. JASA 22 (1927).
    """
    if whole == 0:
        return None
    share, z2 = part / whole, _Z * _Z
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = _Z / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole * whole))
    return [round(value, 4) for value in (share, max(0.0, middle - reach), min(1.0, middle + reach))]


def _count(tally: _Tally, case: GuardrailCase, said: Mapping[str, Any], names: Iterable[str]) -> None:
    language = case.language or language_of(case.text)
    acted = {note["rule"]: note["action"] for note in said["rules"] if note["action"] not in _HARMLESS}
    for rule in {*names, *acted}:
        for column in (language, "all"):
            _count_rule(tally.rules[rule, column], case, rule, acted.get(rule))
    if case.is_untouchable:
        tally.untouched[language].append(not acted)
        tally.untouched["all"].append(not acted)
    for rule, time in said["milliseconds"].items():
        tally.milliseconds[rule].append(time)
    tally.milliseconds["all"].append(sum(said["milliseconds"].values()))
    if problem := _problem(case, acted):
        tally.wrong.append(
            {"id": case.id, "rule": case.rule, "language": language, "text": case.text, "problem": problem}
        )


def _count_rule(counts: Counts, case: GuardrailCase, rule: str, action: str | None) -> None:
    if case.acts and case.rule == rule:
        if action in case.expect:
            counts.hits += 1
        else:
            counts.misses += 1
    elif rule in case.also:
        return
    elif action:
        counts.false_alarms += 1
    else:
        counts.others += 1


def _problem(case: GuardrailCase, acted: Mapping[str, str]) -> str:
    """What is wrong with what the rules did, in words for people; nothing when all is right."""
    wanted = " eller ".join(case.expect)
    if case.acts and case.rule and acted.get(case.rule) not in case.expect:
        return f"{case.rule} skulle {wanted}, men gjorde {acted.get(case.rule, 'intet')}"
    if case.acts and not case.rule and not set(case.expect) & set(acted.values()):
        return f"skulle {wanted}, men skete: {', '.join(acted.values()) or 'intet'}"
    allowed = {case.rule, *case.also} if case.acts else set(case.also)
    alarms = [f"{rule} ({action})" for rule, action in acted.items() if rule not in allowed]
    return f"falsk alarm: {', '.join(alarms)}" if alarms and (case.rule or not case.acts) else ""


def _spread(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": percentile(ordered, 50), "p95": percentile(ordered, 95)}


def _f1_of(counts: NDArray[Any]) -> NDArray[np.float64]:
    """F1 of counts, shape (n, 4): hits, false alarms, misses, others."""
    wrong = counts[:, 1] + counts[:, 2]
    return np.asarray(2 * counts[:, 0] / np.maximum(2 * counts[:, 0] + wrong, 1), dtype=np.float64)

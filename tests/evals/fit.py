"""Fits the weights of `assistant/weigh.py` again: `python3 -m tests.evals.fit` prints them beside those in use.

Uses the cases of the sample corpus and, where the documents are (see test_documents.py), the tuning set. With a folder
in KKGPT_EVAL_SQUAD that holds corpus.jsonl, queries.jsonl (with answers) and qrels.jsonl, 1,000 of its questions too.
"""

import json
import os
import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import weigh
from assistant.evaluation import read_cases
from assistant.evidence import FEATURES, Evidence
from assistant.extract import Composer, Scored
from assistant.glossary import Glossary
from assistant.pipeline import Step
from assistant.retrieval import Retriever
from assistant.scope import scope_of
from assistant.steps.check_question import CheckQuestion
from assistant.steps.find_passages import FindPassages
from assistant.steps.understand_question import UnderstandQuestion
from assistant.turn import Turn
from assistant.validity import Validities
from guardrails.guard import Guard
from guardrails.meaning import Meaning
from guardrails.policy import load_policy
from guardrails.rules import recognisers
from ingest.blocks import Block, BlockKind, Reading
from ingest.danish.normalise import clean
from ingest.embedding import load_embedder
from ingest.embedding.embedder import Embedder
from ingest.passages import token_counter
from ingest.reading import ReadingProcess
from tests.evals.test_documents import CORPUS, HERE
from tests.support.assembly import DAY, SAMPLE, Parts, assemble

Array = NDArray[np.float64]
_MOST_CANDIDATES = 60
_OURS, _SQUAD = 6.0, 1.0
_STEPS, _RATE, _SHRINK = 1_500, 0.05, 0.01


@dataclass(frozen=True, slots=True)
class Group:
    """One question's candidates: features (candidates, features), which of them answer, and the question's weight."""

    features: Array
    answers: NDArray[np.bool_]
    weight: float
    is_answerable: bool


class Weigher:
    """Weighs the candidates of questions over one corpus."""

    def __init__(self, parts: Parts, embedder: Embedder, models: Path) -> None:
        self._corpus, self._glossary = parts.corpus, Glossary.load()
        retriever = Retriever(parts.corpus, embedder)
        guard = Guard(load_policy(), recognisers(Meaning(lambda: embedder, models)))
        self._steps: list[Step] = [
            CheckQuestion(guard, parts.journal.earlier, parts.journal.redact_earlier),
            UnderstandQuestion(self._glossary),
            FindPassages(parts.corpus, retriever),
        ]

    def scored(self, question: str) -> tuple[Composer, list[Scored]] | None:
        """The candidates of a question, best first, or None where the road ends before there are any."""
        turn = Turn(question, "fit", DAY)
        for step in self._steps:
            step(turn)
            if turn.ending:
                return None
        if turn.question is None or turn.search is None:
            return None
        frequencies = self._corpus.frequencies([term.stem for term in turn.question.terms])
        count = self._corpus.passage_count()
        evidence = Evidence(turn.question, turn.search.vector, self._glossary, frequencies, count)
        validities = Validities(self._corpus.active().values())
        composer = Composer(turn.question, evidence, DAY, validities, self._corpus.all_sentences)
        return composer, composer.score(turn.reads, scope_of(turn.question))[:_MOST_CANDIDATES]


def groups_of_cases(weigher: Weigher, path: Path) -> Iterator[Group]:
    """A candidate answers when its unit, from a right document, holds at least half of the facts."""
    for case in read_cases(path):
        if (found := weigher.scored(case.question)) is None or not found[1]:
            continue
        composer, scored = found
        answers = []
        for one in scored:
            text = composer.unit(one).text.casefold()
            met = [any(fact.casefold() in text for fact in group) for group in case.facts]
            right = Path(one.candidate.version.source).stem in case.documents
            answers.append(case.answerable and right and sum(met) >= 0.5 * len(met))
        features = np.array([one.features.vector() for one in scored])
        yield Group(features, np.array(answers), _OURS, case.answerable)


def groups_of_squad(weigher: Weigher, folder: Path) -> Iterator[Group]:
    """A candidate answers when it stands in the relevant passage and holds one of the answers."""
    right = {line["query_id"]: line["doc_id"] for line in _lines(folder / "qrels.jsonl")}
    questions = list(_lines(folder / "queries.jsonl"))
    random.Random(1).shuffle(questions)
    for line in questions[:1_000]:
        if found := weigher.scored(line["text"]):
            texts = [(s.candidate.version.source, s.candidate.text.casefold()) for s in found[1]]
            wanted = [answer.casefold() for answer in line["answers"] if answer]
            answers = [
                source == right[line["id"]] and any(a in text for a in wanted) for source, text in texts
            ]
            features = np.array([one.features.vector() for one in found[1]])
            if len(features):
                yield Group(features, np.array(answers), _SQUAD, True)


def fit_rank(groups: list[Group]) -> Array:
    """A conditional logit: the probability that one of the answering candidates is chosen, maximised with L2."""
    chosen = [group for group in groups if group.answers.any()]
    weights = np.zeros(len(FEATURES))
    for _ in range(_STEPS):
        slope = _SHRINK * weights
        for group in chosen:
            scores = np.exp(group.features @ weights - (group.features @ weights).max())
            all_of_them, right = scores / scores.sum(), np.where(group.answers, scores, 0.0)
            slope += group.weight / len(chosen) * ((all_of_them - right / right.sum()) @ group.features)
        weights -= _RATE * 10 * slope
    return weights


def fit_support(groups: list[Group], rank: Array) -> tuple[Array, float]:
    """A logistic regression: whether the best candidate of a question answers it."""
    best = [int((group.features @ rank).argmax()) for group in groups]
    features = np.array([[*group.features[b], 1.0] for group, b in zip(groups, best, strict=True)])
    answers = np.array([float(group.answers[b]) for group, b in zip(groups, best, strict=True)])
    importance = np.array([group.weight for group in groups])
    weights = np.zeros(features.shape[1])
    for _ in range(10 * _STEPS):
        chance = 1 / (1 + np.exp(-features @ weights))
        weights -= _RATE * (
            (importance * (chance - answers)) @ features / importance.sum() + _SHRINK / 5 * weights
        )
    return weights[:-1], float(weights[-1])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def _ingest_squad(parts: Parts, folder: Path) -> None:
    for line in _lines(folder / "corpus.jsonl"):
        title, text = (" ".join(clean(line[part]).split()) for part in ("title", "text"))
        blocks = (Block(BlockKind.HEADING, title, 1), Block(BlockKind.PARAGRAPH, text))
        parts.activator.activate(parts.activator.prepare(Reading(blocks)), None, str(line["id"]))


def _share(groups: Iterable[Group], rank: Array) -> float:
    return float(np.mean([g.answers[(g.features @ rank).argmax()] for g in groups if g.answers.any()]))


def main() -> None:
    """Fit on all the sets that are here, and print the weights."""
    with tempfile.TemporaryDirectory() as folder:
        embedder, count, reading = load_embedder(Path(folder, "models")), token_counter(), ReadingProcess()
        groups: list[Group] = []
        sets = [(SAMPLE / "documents", [SAMPLE / "cases.jsonl"])]
        if CORPUS.is_dir():
            sets.append((CORPUS, [HERE / "documents_tuning.jsonl"]))
        for number, (documents, cases) in enumerate(sets):
            Path(folder, str(number)).mkdir()
            parts = assemble(Path(folder, str(number)), embedder, count, reading)
            parts.ingest(documents)
            groups += [
                g
                for path in cases
                for g in groups_of_cases(Weigher(parts, embedder, Path(folder, "models")), path)
            ]
        if squad := os.environ.get("KKGPT_EVAL_SQUAD"):
            Path(folder, "squad").mkdir()
            parts = assemble(Path(folder, "squad"), embedder, count, reading)
            _ingest_squad(parts, Path(squad))
            groups += groups_of_squad(Weigher(parts, embedder, Path(folder, "models")), Path(squad))
    rank = fit_rank(groups)
    support, offset = fit_support(groups, rank)
    print(
        f"{len(groups)} questions; the best candidate answers {_share(groups, rank):.2f} of those that have one"
    )
    print(f"{'':16} {'rank':>6} {'in use':>7} {'support':>8} {'in use':>7}")
    for name, *row in zip(FEATURES, rank, weigh.RANK.vector(), support, weigh.SUPPORT.vector(), strict=True):
        print(f"{name:16} {row[0]:6.2f} {row[1]:7.2f} {row[2]:8.2f} {row[3]:7.2f}")
    print(f"{'offset':16} {'':14} {offset:8.2f} {weigh.SUPPORT_OFFSET:7.2f}")


if __name__ == "__main__":
    main()

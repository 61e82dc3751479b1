"""Learns the classifier of the guardrails from its exemplars anew: `python -m tests.evals.guardrails.learn`.

To be run after a change of `guardrails/exemplars/` or of how the classifier learns; a test tells when it was forgotten.
It takes about two minutes and 4 GB, as each exemplar is left out in turn for the calibration; prints how well those of
each rule are told from all others.
"""

import tempfile
from pathlib import Path

import numpy as np

from guardrails.meaning.classifier import alike_matrix, solve
from guardrails.meaning.exemplars import EXEMPLARS, read_exemplars
from guardrails.meaning.keeping import SHIPPED, save
from guardrails.meaning.meaning import learn_from
from guardrails.meaning.words import vector
from ingest.embedding import load_embedder


def main() -> None:
    """Learn, write the file that comes with the product, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        learned = learn_from(load_embedder(Path(folder)), [EXEMPLARS])
    save(learned, SHIPPED)
    exemplars, classifier = read_exemplars([EXEMPLARS]), learned.classifier
    words = np.array([vector(text, classifier.rare) for text in exemplars.texts], dtype=np.float32)
    _, left_out = solve(alike_matrix(classifier.vectors, words), exemplars.labels)
    print(f"{len(exemplars.texts)} exemplars, {SHIPPED.stat().st_size / 1e6:.1f} MB")
    print(f"{'rule':22} acts  precision recall  F1")
    for place, rule in enumerate(classifier.rules):
        acts, known = exemplars.labels[:, place] == 1, exemplars.labels[:, place] != 0
        found = (left_out[:, place] >= classifier.points[place]) & known
        right = int((found & acts).sum())
        precision, recall = right / max(int(found.sum()), 1), right / int(acts.sum())
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{rule:22} {int(acts.sum()):4} {precision:9.3f} {recall:6.3f} {f1:5.3f}")


if __name__ == "__main__":
    main()

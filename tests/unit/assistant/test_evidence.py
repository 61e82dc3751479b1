import numpy as np
import pytest

from assistant.evidence import FEATURES, Candidate, Evidence
from assistant.glossary import Glossary
from assistant.question import understand
from assistant.retrieval import Hit
from ingest.corpus import StoredPassage, StoredSentence
from ingest.embedding.embedder import Embedder
from tests.unit.assistant.versions import version

GLOSSARY = Glossary.load()


def evidence(embedder: Embedder, question: str, passages: int = 10, **frequencies: int) -> Evidence:
    vector = embedder.embed_query(question)
    return Evidence(understand(question, GLOSSARY), vector, GLOSSARY, frequencies, passages)


def candidate(
    embedder: Embedder, text: str, near: tuple[str, ...] = (), above: str = "", score: float = 1.0
) -> Candidate:
    vector, *around = embedder.embed_passages([text, *near])
    hit = Hit(StoredPassage(1, 1, 0, len(text), "", None), score, 0.85)
    sentence = StoredSentence(1, 1, 0, len(text), 0, vector)
    return Candidate(sentence, version(text=text), hit, text, near, tuple(around), text, above, False)


@pytest.mark.parametrize(
    "question", ["", "?", "Hvad er det?", "§ 7", "Hvad koster 1.000 æbler i 2024?", "a" * 3_000]
)
@pytest.mark.parametrize("text", ["", " ", "§", "…", "Æbler koster 5 kr.", "-", "1.000", "x " * 2_000])
def test_features_lie_between_nothing_and_one(embedder: Embedder, question: str, text: str) -> None:
    found = evidence(embedder, question).features(candidate(embedder, text, (text,)))
    assert len(found.vector()) == len(FEATURES)
    assert all(0.0 <= value <= 1.0 and np.isfinite(value) for value in found.vector())


@pytest.mark.parametrize(
    ("question", "text", "least", "most"),
    [
        ("Hvad er strategien?", "Strategier er planer.", 1.0, 1.0),
        ("Hvem er medarbejder?", "De ansatte er her.", 0.8, 0.8),
        ("Hvad er strategien?", "Vores digitaliseringsstrategi er ny.", 0.75, 0.75),
        ("Hvad er digitaliseringsstrategien?", "Vores strategi er ny.", 0.45, 0.45),
        ("Hvad er digitalisrings?", "Vi har digitalisering.", 0.55, 0.65),
        ("Hvad er cykkelstier?", "Vi bygger cykelstier.", 0.55, 0.65),
        ("Hvad er cykelstier?", "Vi bygger plejehjem.", 0.0, 0.0),
        ("Hvad er sti?", "Vi bygger stalde.", 0.0, 0.0),
    ],
)
def test_words_are_met_by_form_synonym_compound_and_slip(
    embedder: Embedder, question: str, text: str, least: float, most: float
) -> None:
    share, _ = evidence(embedder, question).meets(text)
    assert least - 1e-9 <= share <= most + 1e-9


def test_what_stands_around_counts_less_than_the_sentence(embedder: Embedder) -> None:
    asked = evidence(embedder, "Hvad koster cykelstien?")
    own = asked.features(candidate(embedder, "Cykelstien er ny."))
    beside = asked.features(candidate(embedder, "Den er ny.", ("Cykelstien bygges.",)))
    above = asked.features(candidate(embedder, "Den er ny.", above="Cykelstien"))
    assert own.covered > beside.covered == above.covered == 0.0
    assert own.covered_near > beside.covered_near > above.covered_near == 0.0
    assert own.covered_all > beside.covered_all == above.covered_all > 0.0
    assert (own.focus, above.focus) == (1.0, 0.0)
    assert own.meaning > beside.meaning


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("Hvad koster licensen?", "Den er gratis.", 1.0),
        ("Hvad koster licensen hos Microsoft?", "Microsoft tager 9 kr.", 1.0),
        ("Hvad koster licensen hos Microsoft?", "Den er gratis.", 0.0),
        ("Hvad koster Teams hos Microsoft?", "Microsoft tager 9 kr.", 0.5),
    ],
)
def test_names_and_numbers_must_be_met(embedder: Embedder, question: str, text: str, names: float) -> None:
    assert evidence(embedder, question).features(candidate(embedder, text)).names == names


@pytest.mark.parametrize(
    ("question", "title", "named"),
    [
        ("Hvad siger digitaliseringsstrategien?", "Digitaliseringsstrategi", True),
        ("Hvad siger kodeks for kunstig intelligens?", "Kodeks for kunstig intelligens", True),
        ("Hvad siger strategien?", "Digitaliseringsstrategi", False),
        ("Hvad siger kodeks?", "Kodeks for kunstig intelligens", False),
        ("Hvad siger kodeks?", "Kommunens brug", False),
        ("Hvad siger kodeks?", "", False),
        ("Hvad siger kodeks?", None, False),
        ("", "Kodeks", False),
    ],
)
def test_a_question_may_name_a_document(
    embedder: Embedder, question: str, title: str | None, named: bool
) -> None:
    assert evidence(embedder, question).names(title) is named


@pytest.mark.parametrize(
    ("text", "news"),
    [("Cykelstien er fem meter.", True), ("Cykelstien.", False), ("Er det den?", True), ("", False)],
)
def test_what_only_repeats_the_question_is_no_news(embedder: Embedder, text: str, news: bool) -> None:
    assert evidence(embedder, "Hvor lang er cykelstien?").is_news(candidate(embedder, text)) is news


def test_rare_words_weigh_more(embedder: Embedder) -> None:
    weights = evidence(embedder, "Hvor er møder og cykler?", 100, mød=99).weights
    common, rare = (weight / term.weight for term, weight in weights.items())
    assert common == pytest.approx(0.3)
    assert rare == pytest.approx(1.0)
    assert all(w == t.weight for t, w in evidence(embedder, "Hvor er møder?", 0).weights.items())

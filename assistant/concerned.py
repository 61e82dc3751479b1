"""Whom a change of the corpus concerns: the earlier answers that cite a document, with what they quote of it."""

from collections.abc import Iterator

from assistant.journal import Journal
from ingest.changes import Cited
from ingest.corpus import Corpus

_MOST = 1_000


def cited_by(journal: Journal, corpus: Corpus, document: str) -> Iterator[Cited]:
    """Each place of a document that an answer in the journal cites, the newest answer first."""
    texts: dict[int, str] = {}
    for place in journal.citations(document, _MOST):
        if place.version not in texts:
            version = corpus.version(document, place.version)
            texts[place.version] = version.text if version else ""
        quote = texts[place.version][place.start : place.end]
        yield Cited(place.answer, place.question, place.asked_at, place.version, quote)

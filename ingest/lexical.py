"""Lexical search in SQLite's FTS5, in the same transaction as the records.

Two tables hold each passage: its stemmed words, and the character 5-grams of its words, which meet inside Danish
compounds. Both are scored by BM25 with weights for title, section and body.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from ingest.danish.dates import dates
from ingest.danish.words import grams, index_terms

_WEIGHTS = "1.0, 2.0, 3.0"
_MOST_GRAMS = 160


def word_terms(written: str) -> list[str]:
    """The terms of a text in the word index: stems, parts of compounds with hyphens, and dates in ISO form."""
    return index_terms(written) + [found.iso for found in dates(written)]


def add_passages(session: Session, title: str, passages: Sequence[tuple[int, str, str]]) -> None:
    """Index passages of a document with this title; each has its id, its section and its text."""
    for table, terms in (("passage_words", word_terms), ("passage_grams", grams)):
        titled = " ".join(terms(title))
        sections = {section: " ".join(terms(section)) for _, section, _ in passages}
        values = [
            {"id": key, "title": titled, "section": sections[section], "body": " ".join(terms(body))}
            for key, section, body in passages
        ]
        if values:
            into = f"INSERT INTO {table} (rowid, title, section, body) VALUES (:id, :title, :section, :body)"
            session.execute(text(into), values)


def remove_passages(session: Session, version: int) -> None:
    """Take the passages of a version out of the index; call before its passages are deleted."""
    for table in ("passage_words", "passage_grams"):
        session.execute(
            text(f"DELETE FROM {table} WHERE rowid IN (SELECT id FROM passages WHERE version_id = :version)"),
            {"version": version},
        )


def match_words(session: Session, query: str, most: int) -> dict[int, float]:
    """BM25 over stemmed words: passage id -> score (higher is better), best first."""
    return _match(session, "passage_words", word_terms(query), most)


def match_grams(session: Session, query: str, most: int) -> dict[int, float]:
    """BM25 over character 5-grams: passage id -> score (higher is better), best first."""
    return _match(session, "passage_grams", grams(query)[:_MOST_GRAMS], most)


def frequencies(session: Session, terms: Sequence[str]) -> dict[str, int]:
    """In how many passages each term of the word index stands."""
    query = text("SELECT term, doc FROM passage_terms WHERE term IN :terms").bindparams(
        bindparam("terms", expanding=True)
    )
    return {str(term): int(count) for term, count in session.execute(query, {"terms": list(terms)})}


def _match(session: Session, table: str, terms: list[str], most: int) -> dict[int, float]:
    if not terms:
        return {}
    wanted = " OR ".join('"' + term.replace('"', '""') + '"' for term in dict.fromkeys(terms))
    rows = session.execute(
        text(
            f"SELECT rowid, -bm25({table}, {_WEIGHTS}) AS score FROM {table} WHERE {table} MATCH :wanted "
            "ORDER BY score DESC, rowid LIMIT :most"
        ),
        {"wanted": wanted, "most": most},
    )
    return {int(row[0]): float(row[1]) for row in rows}

"""Versions of documents as the corpus hands them out, with only what a test is about."""

from typing import Any

from ingest.corpus import Version


def version(identity: int = 1, **fields: Any) -> Version:
    """An active version of a document of its own."""
    defaults: dict[str, Any] = {
        "id": identity,
        "document": f"d{identity}",
        "source": f"fil{identity}.md",
        "number": 1,
        "active": True,
        "text": "",
        "blocks": (),
        "dropped": (),
        "title": None,
        "kind": None,
        "municipality": None,
        "body": None,
        "date": None,
        "valid_from": None,
        "valid_to": None,
        "replaces": None,
        "ingested_at": "2025-01-01T00:00:00+00:00",
    }
    return Version(**{**defaults, **fields})

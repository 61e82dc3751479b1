"""All that a document says of itself. What is not there, or is there in two ways, stays out."""

from collections.abc import Sequence

from ingest.fields import Field
from ingest.layout import Layout
from ingest.metadata.model import Metadata
from ingest.metadata.naming import kind_of, municipality_of, title_of
from ingest.metadata.origin import body_of, date_of
from ingest.metadata.statements import read_statements
from ingest.metadata.validity import read_validity
from ingest.minutes.model import Minutes


def read_metadata(layout: Layout, minutes: Minutes | None = None, dropped: Sequence[str] = ()) -> Metadata:
    """The fields that the text states or that follow from it.

    `minutes` are those that were read from the same layout; `dropped` the lines that were left out as noise, which may
    name the municipality whose page it is.
    """
    title = title_of(layout, minutes)
    kind = kind_of(layout, title, minutes)
    known = kind.value if kind else None
    found: dict[str, Field | None] = {
        "title": title,
        "kind": kind,
        "municipality": municipality_of(layout, dropped),
        "body": body_of(layout, title, known, minutes),
        "date": date_of(layout, known, minutes),
    }
    fields = {name: value for name, value in found.items() if value is not None}
    fields |= read_validity(layout, title, known, tuple(dropped))
    return Metadata(fields, read_statements(layout, fields, minutes))

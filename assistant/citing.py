"""Citations: from a unit of a source to its exact place."""

from urllib.parse import quote

from assistant.answer import Citation, NearMiss, Validity
from assistant.retrieval import Hit
from assistant.units import Unit
from ingest.corpus import Version


def cite(number: int, unit: Unit, validity: Validity) -> Citation:
    """The citation of a unit under `number`."""
    version = unit.version
    block = version.blocks[unit.sentences[0].block]
    path = (*block.path, version.text[block.start : block.end]) if block.kind == "heading" else block.path
    headings = [heading for heading in path if heading != version.title]
    return Citation(
        number=number,
        document=version.document,
        source=version.source,
        title=version.name,
        municipality=version.municipality,
        body=version.body,
        date=version.date,
        validity=validity,
        version=version.number,
        section=" > ".join(headings) or None,
        page=block.page,
        quote=unit.text,
        start=unit.start,
        end=unit.end,
        url=source_url(version, unit.start, unit.end),
    )


def near_miss(hit: Hit, version: Version) -> NearMiss:
    """A passage that was near the question without answering it."""
    passage = hit.passage
    text = version.text[passage.start : passage.end]
    return NearMiss(
        document=version.document,
        source=version.source,
        title=version.name,
        section=passage.section or None,
        page=passage.page,
        text=text if len(text) <= 300 else text[:299].rsplit(" ", 1)[0] + "…",
        score=round(hit.score, 4),
        url=source_url(version, passage.start, passage.end),
    )


def source_url(version: Version, start: int, end: int) -> str:
    """Where the source opens with a stretch of its text highlighted."""
    return f"/kilder/{quote(version.document, safe='')}/{version.number}?fra={start}&til={end}"

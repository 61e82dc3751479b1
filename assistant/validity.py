"""How far a source holds on a given day."""

import re
from collections.abc import Iterable
from datetime import date

from assistant.answer import Validity
from ingest.corpus import Version
from ingest.danish.dates import period
from ingest.danish.words import stem, tokens

_LASTING = ("strategy", "policy", "code", "guide", "rules")


def validity_on(version: Version, day: date, others: Iterable[Version]) -> Validity:
    """The status of a version on `day`; `others` are the active versions, which may have replaced it.

    Minutes and consultation answers do not expire: theirs is "unknown", and their date says all.
    """
    if version.title and re.search(r"\budkast\b", version.title, re.IGNORECASE):
        return "draft"
    if version.kind not in _LASTING:
        return "unknown"
    if any(_replaces(other, version) and (other.valid_from or "") <= day.isoformat() for other in others):
        return "superseded"
    if version.valid_to and version.valid_to < day.isoformat():
        return "expired"
    if version.valid_from and version.valid_from <= day.isoformat():
        return "in_force"
    return "unknown"


def _replaces(newer: Version, older: Version) -> bool:
    """Whether `newer` says that it replaces `older`: by its words and, where it has them, its years."""
    if (
        newer.id == older.id
        or not newer.replaces
        or not older.title
        or newer.municipality != older.municipality
    ):
        return False
    span = period(older.title)
    if span != period(newer.replaces):
        return False
    named = {token.stem for token in tokens(newer.replaces)}
    own = [word for word in re.findall(r"[^\W\d]+", older.title) if len(word) > 6]
    return any(stem(word) in named for word in own)

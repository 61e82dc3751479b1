"""How far a source holds on a given day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from assistant.answer import Validity
from assistant.claims import Claim, claims
from ingest.corpus import Version
from ingest.fields import Basis
from ingest.metadata.words import LASTING

_ENDED: tuple[Validity, ...] = ("expired", "superseded")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far a source holds, and who says so, where it is another document."""

    validity: Validity
    claim: Claim | None = None


class Validities:
    """The validity of each document among the active versions, which may say how far others hold.

    Made once for a state of the corpus: it reads all versions, and then answers without reading any.
    """

    def __init__(self, versions: Iterable[Version]) -> None:
        self._claims = claims(versions)

    def on(self, version: Version, day: date) -> Validity:
        """The status of a version on `day`; minutes and consultation answers do not expire: theirs is "unknown"."""
        return self.judge(version, day).validity

    def judge(self, version: Version, day: date) -> Judgement:
        """The status of a version on `day`, and the claim that it follows from, if any.

        What an administrator wrote comes first, then a draft's own word that it is one, then what others say, then the
        document's own dates and words.
        """
        today = day.isoformat()
        known = self._claims.get(version.document, ())
        holding = next((claim for claim in known if claim.since <= today), None)
        corrected = _corrected_status(version)
        if corrected and not (corrected == "superseded" and known and holding is None):
            return Judgement(corrected, holding if corrected == "superseded" else None)
        if version.kind in LASTING and version.status == "draft":
            return Judgement("draft")
        if holding:
            return Judgement(holding.validity, holding)
        if version.kind not in LASTING:
            return Judgement("unknown")
        return Judgement(_own(version, None if corrected else version.status, today))


class LatestValidities:
    """Keeps the validities of the last state of the corpus that was asked for. Safe to use from several threads."""

    def __init__(self) -> None:
        self._made: tuple[Mapping[int, Version], Validities] | None = None

    def among(self, active: Mapping[int, Version]) -> Validities:
        """The validities among `Corpus.active()`, which is another mapping whenever the corpus has changed."""
        made = self._made
        if made is None or made[0] is not active:
            made = self._made = (active, Validities(active.values()))
        return made[1]


def _corrected_status(version: Version) -> Validity | None:
    """The status that an administrator wrote, which differs from what was read."""
    read = version.fields.get("status") or {}
    if read.get("value") == version.status and read.get("basis") != Basis.CORRECTED:
        return None
    return next((status for status in get_args(Validity) if status == version.status), None)


def _own(version: Version, status: str | None, today: str) -> Validity:
    """What the document's own words, which are its `status`, and dates say."""
    for ended in _ENDED:
        if status == ended:
            return ended
    if version.valid_to and version.valid_to < today:
        return "expired"
    if version.valid_from and version.valid_from <= today:
        return "in_force"
    if status == "in_force" and not version.valid_from:
        return "in_force"
    if status in ("adopted", "in_force") and (version.date or "") <= today:
        return "adopted"
    return "unknown"

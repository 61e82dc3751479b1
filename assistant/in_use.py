"""The versions that answers may cite: the active ones, without those of documents that are paused."""

from collections.abc import Callable, Collection

from ingest.corpus import Corpus, Version

Active = Callable[[], dict[int, Version]]
"""The versions that may be cited, by their ids; the same mapping while nothing changed."""


class InUse:
    """Leaves out the versions of paused documents. Safe to use from several threads."""

    def __init__(self, corpus: Corpus, paused: Callable[[], Collection[str]]) -> None:
        self._corpus = corpus
        self._paused = paused
        self._made: tuple[dict[int, Version], Collection[str], dict[int, Version]] | None = None

    def active(self) -> dict[int, Version]:
        """The versions that may be cited."""
        versions, paused = self._corpus.active(), self._paused()
        if not paused:
            return versions
        made = self._made
        if made is None or made[0] is not versions or made[1] != paused:
            kept = {key: version for key, version in versions.items() if version.document not in paused}
            made = self._made = (versions, paused, kept)
        return made[2]

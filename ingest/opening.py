"""Registered sources opened for a run: a folder is looked through, a web address is fetched document by document."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.activation import now
from ingest.fetching import Fetched, Fetcher, Harvest, Known, UnfetchableError, WebSource
from ingest.intake import Candidate, Found, Unusable, find_files
from ingest.places import Place, Places
from ingest.prepare import EDITION
from ingest.sources import Source, Sources
from ingest.work import Intake, Observer

_REMOVED = "kilden er fjernet. Tilføj den igen, hvis den skal indlæses."
_REMEMBERED = ("etag", "last_modified", "requested", "lastmod")


class SourceOpener:
    """Opens registered sources; what is fetched lies in `folder` for as long as the run takes."""

    def __init__(self, sources: Sources, fetcher: Callable[[], Fetcher], folder: Path) -> None:
        self._sources = sources
        self._fetcher = fetcher
        self._folder = folder

    @contextmanager
    def __call__(self, source: str, places: Places, observer: Observer) -> Iterator[Intake]:
        """What a source holds now; LookupError when it is unknown."""
        found = self._sources.get(source)
        if found.removed:
            removed = Unusable(found.address, found.terms.name, _REMOVED, failed=True)
            yield Found(found.terms.name, unusable=[removed], complete=False)
            return
        if found.kind == "folder":
            intake = find_files([Path(found.address)])
            intake.name = found.terms.name
            yield intake
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._folder) as folder, self._fetcher() as fetcher:
            yield WebIntake(found, fetcher, places, Path(folder), observer)


class WebIntake:
    """The documents of a web address, fetched one by one as the run takes them in (see `ingest.work.Intake`)."""

    def __init__(
        self, source: Source, fetcher: Fetcher, places: Places, folder: Path, observer: Observer
    ) -> None:
        self.name = source.terms.name
        self.total = 0
        self.complete = False
        self.folders: list[Path] = []
        self.gone: list[str] = []
        self._source, self._fetcher, self._folder, self._observer = source, fetcher, folder, observer
        self._known = {
            place.location: _known(place)
            for place in places.of_source(source.id)
            if place.reader == EDITION and place.container is None
        }

    def __iter__(self) -> Iterator[Candidate | Unusable]:
        try:
            harvest = Harvest(
                self._fetcher,
                _web_source(self._source),
                self._known,
                self._folder,
                self._follow,
                self._observer.is_cancelled,
            )
        except UnfetchableError as error:
            yield Unusable(self._source.address, self.name, str(error), failed=True)
            return
        for fetched in harvest:
            if fetched.is_gone:
                self.gone.append(fetched.address)
            elif fetched.problem:
                yield Unusable(fetched.address, fetched.address, fetched.problem, failed=True)
            else:
                yield _candidate(fetched)
        self.complete = harvest.complete
        if harvest.problem:
            yield Unusable(self._source.address, self.name, harvest.problem, failed=True)

    def _follow(self, done: int, total: int, name: str) -> None:
        self.total = total
        if name:
            self._observer.progress(done, total, name)


def _candidate(fetched: Fetched) -> Candidate:
    told: dict[str, str | None] = {"asked": now()}
    if fetched.path:
        told |= {name: getattr(fetched, name) for name in _REMEMBERED}
    remembered = told if fetched.path or fetched.was_asked else None
    return Candidate(fetched.address, fetched.address, fetched.path, fetched.suffix, fetched=remembered)


def _known(place: Place) -> Known:
    """What is remembered of an address, so that its server need not send again what has not changed."""
    asked = place.fetched.get("asked")
    remembered = {name: place.fetched.get(name) for name in _REMEMBERED}
    return Known(**remembered, asked=datetime.fromisoformat(asked) if asked else None)


def _web_source(source: Source) -> WebSource:
    assert source.kind != "folder"
    terms = source.terms
    web = WebSource(
        source.address,
        source.kind,
        frozenset(terms.hosts),
        terms.pattern,
        attachments=terms.attachments,
    )
    return web if terms.most is None else replace(web, most=terms.most)

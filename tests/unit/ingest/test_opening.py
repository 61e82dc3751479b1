"""A registered web address is a source like a folder: what it holds is ingested, and what it lost is retired."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.opening import SourceOpener
from ingest.report import Report
from ingest.run import Request
from ingest.sources import Sources, Terms
from tests.support.assembly import Parts
from tests.unit.ingest.fetching.site import Answer, Site, quick_fetcher, served

LIST = "<html><body><main><h1>Referater</h1>{links}</main></body></html>"
MINUTES = (
    "<html><head><title>{title}</title></head><body><nav>Forside</nav><main><h1>{title}</h1>"
    "<p>Socialudvalget drøftede {title} og {more}.</p></main></body></html>"
)


def page(title: str, more: str = "tog den til efterretning", **headers: str) -> Answer:
    return Answer(MINUTES.format(title=title, more=more), headers=headers)


def listing(*names: str) -> Answer:
    return Answer(LIST.format(links="".join(f'<a href="/referat/{name}">{name}</a>' for name in names)))


@pytest.fixture
def site() -> Iterator[Site]:
    with served({"/liste": listing("et", "to", "tre")}) as site:
        for name in ("et", "to", "tre"):
            site.pages[f"/referat/{name}"] = page(f"Sag {name}", **{"ETag": f'"{name}-1"'})
        yield site


@pytest.fixture
def online(parts: Parts, tmp_path: Path) -> Parts:
    opener = SourceOpener(Sources(parts.activator.engine), quick_fetcher, tmp_path / "fetched")
    return replace(parts, ingestion=replace(parts.ingestion, open_source=opener))


def add(parts: Parts, site: Site, kind: str = "list", path: str = "/liste") -> str:
    terms = Terms("Referater", hosts=(site.host,))
    sources = Sources(parts.activator.engine)
    return sources.add("list" if kind == "list" else "page", site.at(path), terms).id


def run(parts: Parts, source: str) -> Report:
    request = Request(source=source)
    return parts.perform(parts.begin(request), request)


def titles(parts: Parts) -> set[str]:
    return {version.title or "" for version in parts.corpus.active().values()}


def test_a_list_of_minutes_is_ingested_and_remembers_where_each_came_from(online: Parts, site: Site) -> None:
    source = add(online, site)
    assert run(online, source).added == 3
    assert titles(online) == {"Sag et", "Sag to", "Sag tre"}
    assert {v.source for v in online.corpus.active().values()} == {
        site.at(f"/referat/{name}") for name in ("et", "to", "tre")
    }
    assert not list(Path(online.activator.engine.url.database or "").parent.glob("fetched/*"))


def test_what_the_server_says_is_unchanged_costs_nothing(online: Parts, site: Site) -> None:
    source = add(online, site)
    run(online, source)
    for name in ("et", "to", "tre"):
        site.pages[f"/referat/{name}"] = Answer(status=304)
    site.pages["/referat/to"] = page("Sag to", "udsatte den", ETag='"to-2"')
    report = run(online, source)
    assert (report.updated, report.unchanged, report.failed) == (1, 2, [])
    assert site.last("/referat/et")["if-none-match"] == '"et-1"'
    run(online, source)
    assert site.last("/referat/to")["if-none-match"] == '"to-2"'


def test_a_page_that_is_no_more_is_retired_and_one_that_fails_is_kept(online: Parts, site: Site) -> None:
    source = add(online, site)
    run(online, source)
    site.pages["/referat/to"] = Answer(status=404)
    site.pages["/referat/tre"] = Answer(status=403)
    report = run(online, source)
    assert (report.removed, titles(online)) == (1, {"Sag et", "Sag tre"})
    assert [problem.source for problem in report.failed] == [site.at("/referat/tre")]


def test_a_page_that_left_the_list_is_retired_only_when_the_list_could_be_read(
    online: Parts, site: Site
) -> None:
    source = add(online, site)
    run(online, source)
    site.pages["/liste"] = Answer(status=500)
    report = run(online, source)
    assert (report.removed, len(titles(online))) == (0, 3)
    assert report.failed
    site.pages["/liste"] = listing("et", "to")
    assert (run(online, source).removed, titles(online)) == (1, {"Sag et", "Sag to"})


def test_a_host_that_is_internal_is_never_asked(parts: Parts, site: Site) -> None:
    source = add(parts, site)
    [problem] = run(parts, source).failed[:1]
    assert "intern" in problem.reason
    assert site.requests == []

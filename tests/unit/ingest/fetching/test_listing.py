import gzip
from pathlib import Path

import pytest

from ingest.fetching import Known, WebSource
from tests.unit.ingest.fetching.site import Answer, Page, Request, Site, fetch, served

XML = "application/xml"


def links(*paths: str, after: str = "") -> Answer:
    return Answer("<main>" + "".join(f'<a href="{path}">{path}</a>' for path in paths) + f"</main>{after}")


def urls(site: Site, *paths: str) -> Answer:
    return Answer(
        "<urlset>" + "".join(f"<url><loc>{site.at(path)}</loc></url>" for path in paths) + "</urlset>", XML
    )


def index(site: Site, *paths: str) -> Answer:
    found = "".join(f"<sitemap><loc>{site.at(path)}</loc></sitemap>" for path in paths)
    return Answer(f"<sitemapindex>{found}</sitemapindex>", XML)


def listed(site: Site, path: str = "/referater", pattern: str | None = None, most: int = 500) -> WebSource:
    return WebSource(site.at(path), "list", frozenset({site.host}), pattern, most)


def mapped(site: Site, pattern: str | None = None) -> WebSource:
    return WebSource(site.at("/sitemap.xml"), "sitemap", frozenset({site.host}), pattern)


def test_the_links_of_a_list(tmp_path: Path) -> None:
    found = links("/1", "/2", "1?utm_source=x", "https://andre.dk/3", "#top", after='<a href="/om">Om os</a>')
    with served({"/referater": found, "/1": Answer("1"), "/2": Answer("2")}) as site:
        run = fetch(listed(site), tmp_path)
        assert run.paths() == ["/1", "/2"]
        assert run.complete
        assert site.asked() == ["/referater", "/1", "/2"]


def test_a_pattern_chooses_among_all_links(tmp_path: Path) -> None:
    found = links("/nyt/1", "/udvalg/Referat-1", after='<aside><a href="/udvalg/referat-2">2</a></aside>')
    pages: dict[str, Page] = {
        "/referater": found,
        "/udvalg/Referat-1": Answer("1"),
        "/udvalg/referat-2": Answer("2"),
    }
    with served(pages) as site:
        run = fetch(listed(site, pattern="/udvalg/*referat*"), tmp_path)
    assert run.paths() == ["/udvalg/Referat-1", "/udvalg/referat-2"]


def test_the_list_goes_on(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/referater": links("/1", "?page=1", "?page=2", after='<a href="?page=1">Næste side ›</a>'),
        "/referater?page=1": links("/1", "/2", "?page=0", after='<link rel="next" href="?page=2">'),
        "/referater?page=2": links("/3", "/referater", after='<a href="/referater">Næste</a>'),
        **{f"/{i}": Answer(str(i)) for i in (1, 2, 3)},
    }
    with served(pages) as site:
        run = fetch(listed(site), tmp_path)
        assert site.asked()[:3] == ["/referater", "/referater?page=1", "/referater?page=2"]
    assert run.paths() == ["/1", "/2", "/3"]
    assert run.complete


def test_a_list_without_end_is_not_whole(tmp_path: Path) -> None:
    def part(number: int) -> Answer:
        return links("/1", after=f'<a rel="next" href="/referater?page={number + 1}">x</a>')

    parts = {f"/referater?page={number}": part(number) for number in range(60)}
    with served({"/referater": part(0), **parts, "/1": Answer("1")}) as site:
        run = fetch(listed(site), tmp_path)
        assert len([path for path in site.asked() if path.startswith("/referater")]) == 50
    assert run.paths() == ["/1"]
    assert not run.complete
    assert "flere sider" in (run.problem or "")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Answer(status=404), "findes ikke"),
        (Answer(status=500), "fejl"),
        (Answer(b"\x00\x01\x02" * 100), "ikke en webside"),
        (links(), "ikke fundet et eneste link"),
        (links("https://andre.dk/1"), "ikke fundet et eneste link"),
        (Answer(status=302, headers={"Location": "https://andre.dk/"}), "andre.dk står ikke"),
    ],
)
def test_a_list_that_cannot_be_read_is_not_whole(page: Answer, said: str, tmp_path: Path) -> None:
    with served({"/referater": page}) as site:
        run = fetch(listed(site), tmp_path)
    assert (run.documents, run.complete) == ([], False)
    assert said in (run.problem or "")


def test_a_second_page_that_fails_leaves_the_first_one_s_documents(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/referater": links("/1", after='<a rel="next" href="?page=1">x</a>'),
        "/1": Answer("1"),
    }
    with served(pages) as site:
        run = fetch(listed(site), tmp_path)
    assert run.paths() == ["/1"]
    assert not run.complete


def test_no_more_than_allowed_at_a_time_and_the_rest_another_time(tmp_path: Path) -> None:
    with served({f"/{i}": Answer(str(i)) for i in range(9)}) as site:
        site.pages["/referater"] = links(*(f"/{i}" for i in range(9)))
        first = fetch(listed(site, most=5), tmp_path)
        known = {document.address: Known() for document in first.documents}
        second = fetch(listed(site, most=5), tmp_path, known)
    assert first.paths() == ["/0", "/1", "/2", "/3", "/4"]
    assert second.paths() == ["/5", "/6", "/7", "/8", "/0"]
    assert not first.complete
    assert "9 dokumenter" in (first.problem or "")


def test_a_sitemap(tmp_path: Path) -> None:
    with served({"/1": Answer("1"), "/2": Answer("2")}) as site:
        site.pages["/sitemap.xml"] = urls(site, "/1", "/2", "/1#b", "/andet/3")
        run = fetch(mapped(site, "/?"), tmp_path)
    assert run.paths() == ["/1", "/2"]
    assert run.complete


def test_an_index_of_sitemaps(tmp_path: Path) -> None:
    with served({f"/{i}": Answer(str(i)) for i in (1, 2, 3)}) as site:
        packed = gzip.compress(str(urls(site, "/2").body).encode())
        site.pages |= {
            "/sitemap.xml": index(site, "/a.xml", "/b.xml.gz", "/c.xml", "/sitemap.xml", "/a.xml"),
            "/a.xml": urls(site, "/1"),
            "/b.xml.gz": Answer(packed, "application/x-gzip"),
            "/c.xml": index(site, "/d.xml"),
            "/d.xml": urls(site, "/3", "/1"),
        }
        run = fetch(mapped(site), tmp_path)
        assert len(site.asked()) == 8
    assert run.paths() == ["/1", "/2", "/3"]
    assert run.complete


def test_one_bad_sitemap_makes_the_source_incomplete_and_no_more(tmp_path: Path) -> None:
    with served({"/1": Answer("1")}) as site:
        site.pages["/sitemap.xml"] = index(site, "/mangler.xml", "/a.xml")
        site.pages["/a.xml"] = urls(site, "/1")
        run = fetch(mapped(site), tmp_path)
    assert run.paths() == ["/1"]
    assert not run.complete


def test_sitemaps_nested_too_deep(tmp_path: Path) -> None:
    with served({"/1": Answer("1")}) as site:
        site.pages |= {f"/{i}.xml": index(site, f"/{i + 1}.xml") for i in range(5)}
        site.pages["/sitemap.xml"] = index(site, "/0.xml")
        run = fetch(mapped(site), tmp_path)
        assert site.asked() == ["/sitemap.xml", "/0.xml", "/1.xml"]
    assert not run.complete


def test_a_list_is_read_in_the_charset_of_its_header(tmp_path: Path) -> None:
    body = "<title>Łódź</title><main><a href='/ł'>ł</a></main>".encode("iso-8859-2")

    def found(_: Request) -> Answer:
        return Answer(body, "text/html; charset=iso-8859-2")

    with served({"/referater": found, "/%C5%82": Answer("x")}) as site:
        assert fetch(listed(site), tmp_path).paths() == ["/%C5%82"]

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.fetching import Harvest, Known, WebSource
from ingest.readers import read_document
from tests.unit.ingest.fetching.site import Answer, Page, Request, Site, fetch, quick_fetcher, served

PDF = "application/pdf"


def page(
    site: Site, path: str = "/referat", pattern: str | None = None, attachments: bool = False
) -> WebSource:
    return WebSource(site.at(path), "page", frozenset({site.host}), pattern, attachments=attachments)


def listed(site: Site) -> WebSource:
    return WebSource(site.at("/"), "list", frozenset({site.host}))


def index(*paths: str) -> Answer:
    return Answer("".join(f'<a href="{path}">x</a>' for path in paths))


def test_a_page(tmp_path: Path) -> None:
    stated = {"ETag": 'W/"7"', "Last-Modified": "Mon, 01 Jun 2026 10:00:00 GMT"}
    answer = Answer("<title>Referat 1. juni</title><p>Indstillingen blev tiltrådt.</p>", headers=stated)
    with served({"/referat?id=1": answer}) as site:
        run = fetch(page(site, "/referat?utm_source=x&id=1#punkt-3"), tmp_path)
        [document] = run.documents
        assert document.address == document.requested == site.at("/referat?id=1")
    assert (document.name, document.suffix) == ("Referat 1. juni", ".html")
    assert (document.etag, document.last_modified) == ('W/"7"', "Mon, 01 Jun 2026 10:00:00 GMT")
    assert document.problem is None
    assert document.path is not None
    assert "tiltrådt" in " ".join(block.text for block in read_document(document.path).blocks)
    assert [path.name for path in tmp_path.iterdir()] == [document.path.name]
    assert run.complete


def test_a_page_in_the_charset_of_its_header(tmp_path: Path) -> None:
    """The header counts more than what the page says of itself."""
    body = "<meta charset='windows-1252'><p>Łódź er venskabsby.</p>".encode("iso-8859-2")
    with served({"/referat": Answer(body, "text/html; charset=iso-8859-2")}) as site:
        [document] = fetch(page(site), tmp_path).documents
    assert document.path is not None
    assert read_document(document.path).blocks[0].text == "Łódź er venskabsby."


def test_a_file_keeps_its_bytes(tmp_path: Path) -> None:
    with served({"/hent?id=1": Answer(b"%PDF-1.7 \xe6", PDF)}) as site:
        [document] = fetch(page(site, "/hent?id=1"), tmp_path).documents
    assert document.path is not None
    assert (document.path.suffix, document.path.read_bytes()) == (".pdf", b"%PDF-1.7 \xe6")


def test_what_was_not_modified_is_not_sent(tmp_path: Path) -> None:
    with served({"/referat": Answer(status=304)}) as site:
        address = site.at("/referat")
        run = fetch(page(site), tmp_path, {address: Known('"1"', "Mon, 01 Jun 2026 10:00:00 GMT", address)})
        assert site.last("/referat")["if-none-match"] == '"1"'
    [document] = run.documents
    assert (document.path, document.problem, document.is_gone) == (None, None, False)
    assert (document.etag, document.last_modified) == ('"1"', "Mon, 01 Jun 2026 10:00:00 GMT")
    assert run.complete
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("status", [404, 410])
def test_what_was_known_and_is_not_there_is_gone(status: int, tmp_path: Path) -> None:
    with served({"/": index("/1", "/2"), "/1": Answer(status=status), "/2": Answer(status=status)}) as site:
        run = fetch(listed(site), tmp_path, {site.at("/1"): Known()})
    assert [document.is_gone for document in run.documents] == [True, False]
    assert all("findes ikke" in (document.problem or "") for document in run.documents)
    assert run.complete


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=500), "fejl"),
        (Answer(status=403), "login"),
        (Answer("x", "video/mp4"), "video/mp4"),
        (Answer("x" * 200_001), "for stort"),
        (Answer(b"\x00\x01\x02" * 50), "ikke en webside"),
        (Answer(status=302, headers={"Location": "/slut"}), "findes ikke"),
    ],
)
def test_a_failure_is_a_problem_of_its_document(answer: Answer, said: str, tmp_path: Path) -> None:
    with served({"/": index("/1", "/2"), "/1": answer, "/2": Answer("2")}) as site:
        run = fetch(listed(site), tmp_path, {site.at("/1"): Known()})
    other, failed = run.documents
    assert said in (failed.problem or "")
    assert failed.path is None
    assert failed.is_gone == ("findes" in said)
    assert other.path is not None
    assert run.complete
    assert len(list(tmp_path.iterdir())) == 1


def test_a_new_address_that_fails_may_be_a_known_document(tmp_path: Path) -> None:
    with served({"/": index("/ny"), "/ny": Answer(status=500)}) as site:
        run = fetch(listed(site), tmp_path, {site.at("/gammel"): Known()})
    assert not run.complete
    assert "Intet udgår" in (run.problem or "")


def test_a_document_behind_a_redirect_is_known_by_its_place(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/": index("/nyeste", "/juni"),
        "/nyeste": Answer(status=302, headers={"Location": "/juni"}),
        "/juni": Answer("Juni"),
    }
    with served(pages) as site:
        [document] = fetch(listed(site), tmp_path).documents
        assert (document.requested, document.address) == (site.at("/nyeste"), site.at("/juni"))
        site.pages["/nyeste"] = Answer(status=500)
        site.pages["/"] = index("/nyeste")
        run = fetch(listed(site), tmp_path, {document.address: Known(requested=document.requested)})
    assert [(failed.address, failed.problem is not None) for failed in run.documents] == [
        (document.address, True)
    ]
    assert run.complete


@pytest.mark.parametrize("status", [404, 500])
def test_a_dead_link_to_a_document_that_another_link_reaches_is_no_failure(
    status: int, tmp_path: Path
) -> None:
    with served(
        {"/": index("/nyeste", "/juni"), "/nyeste": Answer(status=status), "/juni": Answer("Juni")}
    ) as site:
        run = fetch(listed(site), tmp_path, {site.at("/juni"): Known(requested=site.at("/nyeste"))})
    [document] = run.documents
    assert document.path is not None
    assert (document.problem, document.is_gone, run.complete) == (None, False, True)


def test_two_links_to_one_document(tmp_path: Path) -> None:
    moved = Answer(status=302, headers={"Location": "/juni"})
    with served({"/": index("/nyeste", "/juni"), "/nyeste": moved, "/juni": Answer("Juni")}) as site:
        assert fetch(listed(site), tmp_path).paths() == ["/juni"]


def test_a_login_page_does_not_replace_a_file(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/": index("/referat.pdf"),
        "/referat.pdf": Answer(status=302, headers={"Location": "/login"}),
        "/login": Answer("<title>Log på</title>"),
    }
    with served(pages) as site:
        [document] = fetch(listed(site), tmp_path).documents
    assert "loginside" in (document.problem or "")
    assert document.path is None


def test_attachments_come_with_their_page(tmp_path: Path) -> None:
    body = """<main><a href="/bilag/1.pdf">Bilag 1</a> <a href="/bilag/2.PDF?v=1">Bilag 2</a> <a href="/udvalg">U</a>
    <a href="https://andre.dk/3.pdf">3</a></main><footer><a href="/privatliv.pdf">P</a></footer>"""
    files = dict.fromkeys(["/bilag/1.pdf", "/bilag/2.PDF?v=1"], Answer(b"%PDF", PDF))
    with served({"/referat": Answer(body, headers={"ETag": '"1"'}), **files}) as site:
        known = {site.at("/referat"): Known('"1"'), site.at("/bilag/1.pdf"): Known('"2"')}
        assert fetch(page(site), tmp_path).paths() == ["/referat"]
        run = fetch(page(site, attachments=True), tmp_path, known)
        assert "if-none-match" not in site.last("/referat")
        assert site.last("/bilag/1.pdf")["if-none-match"] == '"2"'
    assert run.paths() == ["/referat", "/bilag/1.pdf", "/bilag/2.PDF?v=1"]
    assert run.complete


def test_attachments_by_pattern(tmp_path: Path) -> None:
    pages: dict[str, Page] = {"/referat": index("/fil/1", "/andet.pdf"), "/fil/1": Answer(b"%PDF", PDF)}
    with served(pages) as site:
        run = fetch(page(site, pattern="/fil/*", attachments=True), tmp_path)
    assert run.paths() == ["/referat", "/fil/1"]


@pytest.mark.parametrize("answer", [Answer(status=404), Answer(status=500), Answer(status=401)])
def test_a_page_that_cannot_be_had_says_nothing_of_its_attachments(answer: Answer, tmp_path: Path) -> None:
    with served({"/referat": answer}) as site:
        run = fetch(
            page(site, attachments=True), tmp_path, {site.at("/referat"): Known(), site.at("/1.pdf"): Known()}
        )
    assert not run.complete


def test_what_the_sitemap_calls_unchanged_is_not_asked_for(tmp_path: Path) -> None:
    asked = datetime.now(UTC) - timedelta(days=5)
    before, after = (
        (asked - timedelta(days=20)).date().isoformat(),
        (asked + timedelta(days=2)).date().isoformat(),
    )
    with served({"/1": Answer("1"), "/2": Answer("2")}) as site:
        found = "".join(
            f"<url><loc>{site.at(path)}</loc><lastmod>{day}</lastmod></url>"
            for path, day in (("/1", before), ("/2", after))
        )
        site.pages["/s.xml"] = Answer(f"<urlset>{found}</urlset>", "text/xml")
        known = {site.at(path): Known(lastmod=before, asked=asked) for path in ("/1", "/2")}
        run = fetch(WebSource(site.at("/s.xml"), "sitemap", frozenset({site.host})), tmp_path, known)
        assert site.asked() == ["/s.xml", "/2"]
    first, second = run.documents
    assert (first.was_asked, first.path, first.problem, first.lastmod) == (False, None, None, before)
    assert (second.was_asked, second.lastmod) == (True, after)
    assert run.complete


def test_a_host_that_does_not_answer_is_left_in_peace(tmp_path: Path) -> None:
    paths = [f"/{i}" for i in range(10)]
    with served({"/": index(*paths), **dict.fromkeys(paths, Answer(status=502))}) as site:
        run = fetch(listed(site), tmp_path, {site.at(path): Known() for path in paths})
        assert len(site.asked()) == 1 + 3 * 3
    assert all(document.problem for document in run.documents)
    assert len(run.documents) == 10


def test_a_cancelled_run_ends_and_is_not_complete(tmp_path: Path) -> None:
    with served({"/": index("/1", "/2"), "/1": Answer("1"), "/2": Answer("2")}) as site:
        run = fetch(listed(site), tmp_path, is_cancelled=lambda: "/1" in site.asked())
        assert "/2" not in site.asked()
    assert not run.complete
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    def note(done: int, total: int, name: str) -> None:
        told.append((done, total, name))

    with (
        served({"/": index("/1", "/2"), "/1": Answer("1"), "/2": Answer("2")}) as site,
        quick_fetcher() as fetcher,
    ):
        list(Harvest(fetcher, listed(site), {}, tmp_path, note, lambda: False))
        assert told == [(0, 2, site.at("/1")), (1, 2, site.at("/2")), (2, 2, "")]


def test_nothing_is_asked_of_a_host_that_is_not_on_the_list(tmp_path: Path) -> None:
    def leads_away(_: Request) -> Answer:
        return Answer(status=301, headers={"Location": other.at("/")})

    with served({"/": Answer("hemmeligt")}) as other, served({"/referat": leads_away}) as site:
        run = fetch(page(site), tmp_path)
        assert not other.requests
    assert "står ikke" in (run.documents[0].problem or "")

import pytest

from ingest.blocks import UnreadableError
from ingest.fetching.pages import Page
from ingest.fetching.problems import UnfetchableError

HERE = "https://kommune.dk/politik/"


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_links_come_once_and_in_one_spelling() -> None:
    body = """<a href="a.pdf">A</a> <a href="/b?utm_source=x">B</a> <a href="a.pdf#s2">A</a> <a href="#top">Til top</a>
    <a href="mailto:x@kommune.dk">Skriv</a> <a name="anker">x</a> <a href="">her</a>"""
    assert Page(page(body), HERE).links(main_only=False) == [
        "https://kommune.dk/politik/a.pdf",
        "https://kommune.dk/b",
    ]


def test_the_base_of_a_page_counts() -> None:
    found = Page(page('<a href="a.pdf">A</a>', '<base href="/filer/">'), HERE)
    assert found.links(main_only=False) == ["https://kommune.dk/filer/a.pdf"]


def test_links_of_the_main_content() -> None:
    body = '<nav><a href="/om">Om</a></nav><main><a href="/1">1</a></main><footer><a href="/2">2</a></footer>'
    found = Page(page(body), HERE)
    assert found.links(main_only=True) == ["https://kommune.dk/1"]
    assert len(found.links(main_only=False)) == 3


def test_without_one_main_content_all_links_count() -> None:
    body = '<article><a href="/1">1</a></article><article><a href="/2">2</a></article>'
    assert len(Page(page(body), HERE).links(main_only=True)) == 2


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", '<link rel="next" href="?page=2">'),
        ('<a rel="nofollow next" href="?page=2">2</a>', ""),
        ('<a href="?page=1">Forrige</a><a href="?page=2">Næste</a>', ""),
        ('<a href="?page=2">\n  Næste side <span>››</span></a>', ""),
        ('<a href="?page=2" title="Gå til næste side">›</a>', ""),
        ('<a href="?page=2" aria-label="Næste side"><svg></svg></a>', ""),
        ('<a href="/politik/">Næste</a><a href="?page=2">Next page →</a>', ""),
    ],
)
def test_the_next_page_of_a_list(body: str, head: str) -> None:
    assert Page(page(body, head), HERE).next() == HERE + "?page=2"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/moede">Næste møde</a>',
        '<a href="?page=9">Sidste »</a>',
        '<link rel="next" href="#">',
        '<a rel="next" href="javascript:next()">Næste</a>',
        "<button>Næste</button>",
    ],
)
def test_no_next_page(body: str) -> None:
    assert Page(page(body), HERE).next() is None


def test_the_title() -> None:
    assert Page(page("", "<title>\n Referat  af møde </title>"), HERE).title() == "Referat af møde"


@pytest.mark.parametrize("data", [b"", b"   ", b"<!-- intet -->", b'<?xml version="1.0" encoding="utf-8"?>'])
def test_an_empty_page_has_no_links(data: bytes) -> None:
    assert Page(data, HERE).links(main_only=False) == []


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableError):
        Page(b"\x00\x01\x02\x03" * 100, HERE)


def test_a_page_with_more_links_than_any_list_is_refused() -> None:
    with pytest.raises(UnfetchableError, match="flere sider"):
        Page(page("<a href=1>1</a>" * 20_001), HERE).links(main_only=True)


def test_a_hostile_page_costs_no_time() -> None:
    body = "<div>" * 20_000 + '<a href="/1">' + "gå til " * 30_000 + "</a>"
    assert Page(page(body), HERE).next() is None

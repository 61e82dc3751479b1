import gzip
from datetime import UTC, datetime

import pytest

from ingest.fetching.problems import UnfetchableError
from ingest.fetching.sitemaps import Entry, is_unchanged, read_sitemap
from ingest.fetching.web_source import Known

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LIMIT = 1_000_000
URLS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- lavet af CMS -->
<urlset {SPACE}><url><loc>
 https://k.dk/1?a=1&amp;b=2 </loc><lastmod>2026-05-01</lastmod></url>
<url><loc>https://k.dk/2</loc></url><url><lastmod>2026-05-01</lastmod></url></urlset>"""


@pytest.mark.parametrize(
    "data",
    [
        URLS.encode(),
        b"\n\n" + URLS.encode(),
        gzip.compress(URLS.encode()),
        URLS.replace(SPACE, "").encode(),
        URLS.replace("UTF-8", "iso-8859-1").encode("iso-8859-1"),
        URLS.encode("utf-8-sig"),
    ],
)
def test_documents(data: bytes) -> None:
    sitemap = read_sitemap(data, LIMIT)
    assert sitemap.documents == (Entry("https://k.dk/1?a=1&b=2", "2026-05-01"), Entry("https://k.dk/2"))
    assert sitemap.sitemaps == ()


def test_an_index() -> None:
    data = f"<sitemapindex {SPACE}><sitemap><loc>https://k.dk/a.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(data.encode(), LIMIT).sitemaps == ("https://k.dk/a.xml.gz",)


BOMB = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 100}">' for i in range(12))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>Siden findes ikke</body></html>",
        URLS.encode()[:-20],
        f"<!DOCTYPE urlset [{BOMB}]><urlset><url><loc>&e11;</loc></url></urlset>".encode(),
        f'<!DOCTYPE urlset [{BOMB}]><urlset a="&e11;"/>'.encode(),
        b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
        b'<!DOCTYPE urlset SYSTEM "http://10.0.0.1/x.dtd"><urlset/>',
        b"<a>" * 100_000,
    ],
)
def test_no_sitemap(data: bytes) -> None:
    with pytest.raises(UnfetchableError, match="sitemap"):
        read_sitemap(data, LIMIT)


def test_a_packed_bomb_is_refused() -> None:
    with pytest.raises(UnfetchableError, match="for stort"):
        read_sitemap(gzip.compress(b" " * 10 * LIMIT), LIMIT)


NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
ASKED = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lastmod", "before", "asked", "unchanged"),
    [
        ("2026-06-01", "2026-06-01", ASKED, True),
        ("2026-06-01T10:00:00+02:00", "2026-06-01T08:00:00Z", ASKED, True),
        ("2026-06-01T10:00:00", "2026-06-01", ASKED, True),
        ("2026-06-02", "2026-06-01", ASKED, False),
        ("2026-06-10", "2026-06-10", ASKED, False),
        ("2026-06-01", "2026-06-01", datetime(2026, 5, 1, tzinfo=UTC), False),
        ("2026-01-01", "2026-01-01", datetime(2026, 5, 1, tzinfo=UTC), False),
        ("2026-06-01", "2026-06-01", None, False),
        ("2026-06-01", None, ASKED, False),
        (None, "2026-06-01", ASKED, False),
        ("i går", "i går", ASKED, False),
    ],
)
def test_unchanged(lastmod: str | None, before: str | None, asked: datetime | None, unchanged: bool) -> None:
    known = Known(lastmod=before, asked=asked)
    assert is_unchanged(Entry("https://k.dk/1", lastmod), known, NOW) is unchanged


def test_what_is_not_known_is_not_unchanged() -> None:
    assert not is_unchanged(Entry("https://k.dk/1", "2026-06-01"), None, NOW)

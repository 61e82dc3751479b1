import itertools
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO

import pytest

from ingest.fetching import FetchSettings, Known, UnfetchableError
from ingest.fetching.fetcher import Errand
from ingest.fetching.problems import CancelledError
from tests.unit.ingest.fetching.site import QUICK, Answer, Page, Request, quick_fetcher, sent, served


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_a_document_is_fetched() -> None:
    with served({"/": Answer("Forside", headers={"ETag": '"1"'})}) as site, quick_fetcher() as fetcher:
        delivery, body = sent(fetcher, site, "/")
        assert (delivery.status, delivery.headers["ETag"], body) == (200, '"1"', b"Forside")
        headers = site.last("/")
    assert headers["user-agent"] == "kkgpt/1.2 (+drift@kommune.example)"
    assert headers["accept-encoding"] == "gzip"


def test_the_contact_cannot_add_a_header() -> None:
    settings = FetchSettings(contact="a\r\nX-Ond: 1 (æ)", delay_seconds=0)
    with served({"/": Answer()}) as site, quick_fetcher(settings) as fetcher:
        sent(fetcher, site, "/")
        assert site.last("/")["user-agent"] == "kkgpt/0 (+aX-Ond: 1 )"


def test_what_is_known_makes_the_request_conditional() -> None:
    def answer(request: Request) -> Answer:
        return Answer(status=304 if request.headers.get("if-none-match") == '"1"' else 200)

    with served({"/a": answer, "/b": answer}) as site, quick_fetcher() as fetcher:
        known = {site.at("/a"): Known('"1"', "Mon, 01 Jun 2026 10:00:00 GMT")}
        assert sent(fetcher, site, "/a", known)[0].status == 304
        assert sent(fetcher, site, "/b", known)[0].status == 200
        assert site.last("/a")["if-modified-since"] == "Mon, 01 Jun 2026 10:00:00 GMT"
        assert "if-none-match" not in site.last("/b")


def test_conditions_belong_to_the_address_at_the_end_of_redirects() -> None:
    pages: dict[str, Page] = {"/a": moved("/b"), "/b": Answer(status=304)}
    with served(pages) as site, quick_fetcher() as fetcher:
        delivery, _ = sent(fetcher, site, "/a", {site.at("/b"): Known('"1"')})
        assert (delivery.status, delivery.address) == (304, site.at("/b"))
        assert "if-none-match" not in site.last("/a")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    pages: dict[str, Page] = {"/a/1": moved("../b?x=1#s", status), "/b?x=1": Answer("Her")}
    with served(pages) as site, quick_fetcher() as fetcher:
        delivery, body = sent(fetcher, site, "/a/1")
        assert (delivery.address, body) == (site.at("/b?x=1"), b"Her")


def test_cookies_serve_one_chain_of_redirects_only() -> None:
    def begin(_: Request) -> Answer:
        return Answer(status=302, headers={"Location": "/b", "Set-Cookie": "besog=1; Path=/"})

    with served({"/a": begin, "/b": Answer(), "/c": Answer()}) as site, quick_fetcher() as fetcher:
        sent(fetcher, site, "/a")
        sent(fetcher, site, "/c")
        assert site.last("/b")["cookie"] == "besog=1"
        assert "cookie" not in site.last("/c")


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://10.0.0.1/", "10.0.0.1 står ikke"),
        ("http://169.254.169.254/latest/meta-data/", "står ikke"),
        ("http://localhost/", "localhost står ikke"),
        ("https://andre.dk/", "andre.dk står ikke"),
        ("//andre.dk/", "andre.dk står ikke"),
        ("file:///etc/passwd", "uden at sige hvorhen"),
        ("http://[ond", "uden at sige hvorhen"),
        ("", "uden at sige hvorhen"),
        ("/", "i ring"),
    ],
)
def test_redirects_that_are_not_followed(location: str, said: str) -> None:
    with (
        served({"/": moved(location)}) as site,
        quick_fetcher() as fetcher,
        pytest.raises(UnfetchableError, match=said),
    ):
        sent(fetcher, site, "/")


def test_a_redirect_to_an_internal_address_is_refused_even_on_the_list() -> None:
    """The list of hosts does not open the internal net."""
    with served() as site, quick_fetcher() as fetcher:
        site.pages["/"] = moved(f"http://10.0.0.1:{site.server_port}/")
        errand = Errand(frozenset({site.host, f"10.0.0.1:{site.server_port}"}), {}, lambda: False)
        with pytest.raises(UnfetchableError, match="internt net"):
            fetcher.fetch(site.at("/"), BytesIO(), errand)


def test_credentials_in_a_redirect_are_refused() -> None:
    with served() as site, quick_fetcher() as fetcher:
        site.pages["/"] = moved(f"http://a:b@{site.host}/x")
        with pytest.raises(UnfetchableError, match="brugernavn"):
            sent(fetcher, site, "/")


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "login"), (403, "login"), (418, "418"), (204, "204"), (206, "206"), (304, "304")],
)
def test_answers_that_are_no_document(status: int, said: str) -> None:
    with (
        served({"/": Answer(status=status)}) as site,
        quick_fetcher() as fetcher,
        pytest.raises(UnfetchableError, match=said) as raised,
    ):
        sent(fetcher, site, "/")
    assert not raised.value.is_passing
    assert site.asked() == ["/"]


@pytest.mark.parametrize(
    ("retry_after", "waits"),
    [
        ("7", [7]),
        (format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True), []),
        ("snart", [0.5]),
        (None, [0.5]),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(
    status: int, retry_after: str | None, waits: list[float]
) -> None:
    def answer(request: Request) -> Answer:
        busy = Answer(status=status, headers={"Retry-After": retry_after} if retry_after else {})
        return Answer("Her") if request.before else busy

    waited: list[float] = []
    with served({"/": answer}) as site, quick_fetcher(QUICK, waited) as fetcher:
        assert sent(fetcher, site, "/")[1] == b"Her"
    assert sum(waited) == pytest.approx(sum(waits), abs=0.1)


def test_a_server_that_wants_too_long_a_pause_is_left_in_peace() -> None:
    pages: dict[str, Page] = {"/": Answer(status=429, headers={"Retry-After": "86400"}), "/b": Answer()}
    waited: list[float] = []
    with served(pages) as site, quick_fetcher(QUICK, waited) as fetcher:
        with pytest.raises(UnfetchableError, match="travlt") as raised:
            sent(fetcher, site, "/")
        with pytest.raises(UnfetchableError, match="pause"):
            sent(fetcher, site, "/b")
        assert site.asked() == ["/"]
    assert raised.value.is_passing
    assert not waited


def test_a_server_that_fails_is_asked_three_times_with_growing_pauses() -> None:
    waited: list[float] = []
    with served({"/": Answer(status=500)}) as site, quick_fetcher(QUICK, waited) as fetcher:
        with pytest.raises(UnfetchableError, match="fejl"):
            sent(fetcher, site, "/")
        assert len(site.asked()) == 3
    assert waited == [0.5, 1.0]


def test_nobody_listens() -> None:
    with served() as site:
        address = site.at("/")
        host = site.host
    with quick_fetcher() as fetcher, pytest.raises(UnfetchableError, match=r"robots\.txt kan ikke læses"):
        fetcher.fetch(address, BytesIO(), Errand(frozenset({host}), {}, lambda: False))


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        (Answer("User-agent: *\nDisallow: /intern/", "text/plain"), None),
        (Answer("User-agent: kkgpt\nDisallow: /", "text/plain"), "tillader ikke"),
        (Answer(status=404), None),
        (Answer(status=403), None),
        (Answer(status=500), "kan ikke læses"),
        (Answer(status=429), "kan ikke læses"),
        (Answer(status=302, headers={"Location": "/robots2.txt"}), "tillader ikke"),
        (Answer(status=302, headers={"Location": "https://andre.dk/robots.txt"}), "andre.dk står ikke"),
    ],
)
def test_robots_are_obeyed(robots: Answer, said: str | None) -> None:
    pages: dict[str, Page] = {
        "/robots.txt": robots,
        "/robots2.txt": Answer("User-agent: *\nDisallow: /side", "text/plain"),
        "/side": Answer("Her"),
    }
    with served(pages) as site, quick_fetcher() as fetcher:
        if said is None:
            assert sent(fetcher, site, "/side")[1] == b"Her"
        else:
            with pytest.raises(UnfetchableError, match=said):
                sent(fetcher, site, "/side")
            assert "/side" not in site.asked()


def test_robots_are_obeyed_at_every_hop() -> None:
    pages: dict[str, Page] = {
        "/robots.txt": Answer("User-agent: *\nDisallow: /b", "text/plain"),
        "/a": moved("/b"),
        "/b": Answer(),
    }
    with (
        served(pages) as site,
        quick_fetcher() as fetcher,
        pytest.raises(UnfetchableError, match="tillader ikke"),
    ):
        sent(fetcher, site, "/a")


def test_the_pause_that_robots_ask_for_is_kept() -> None:
    robots = Answer("User-agent: *\nCrawl-delay: 3", "text/plain")
    waited: list[float] = []
    pages: dict[str, Page] = {"/robots.txt": robots, "/a": Answer(), "/b": Answer()}
    with served(pages) as site, quick_fetcher(QUICK, waited) as fetcher:
        sent(fetcher, site, "/a")
        sent(fetcher, site, "/b")
    assert sum(waited) == 6


def test_a_cancelled_body_is_not_read_to_its_end() -> None:
    with (
        served({"/": lambda _: Answer(parts=itertools.repeat(b"x"))}) as site,
        quick_fetcher() as fetcher,
    ):
        errand = Errand(frozenset({site.host}), {}, lambda: "/" in site.asked())
        with pytest.raises(CancelledError):
            fetcher.fetch(site.at("/"), BytesIO(), errand)

import pytest

from ingest.fetching.problems import HiccupError, UnfetchableError
from ingest.fetching.robots import Robots

PAGE = "https://kommune.dk/politik/referat.html"


def allows(robots: bytes, address: str = PAGE) -> bool:
    try:
        Robots("kkgpt").check(address, lambda _: robots)
    except UnfetchableError:
        return False
    return True


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow:\n", True),
        (b"User-agent: *\nDisallow: /\n", False),
        (b"User-agent: *\nDisallow: /\nAllow: /politik/\n", True),
        (b"User-agent: *\nDisallow: /*.html$\n", False),
        (b"User-agent: andre\nDisallow: /\n", True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: KKgpt\nDisallow: /intern/\n", True),
        (b"User-agent: andre\nUser-agent: kkgpt\nDisallow: /politik\n", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n", False),
        (b"User-agent: *\nDisallow: /s\xf8g\nDisallow: /politik\n", False),
        (b"<html><body>Siden findes ikke</body></html>", True),
        (b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /\n", True),
    ],
)
def test_rules(robots: bytes, allowed: bool) -> None:
    assert allows(robots) is allowed


def test_danish_paths_are_compared_as_they_are_sent() -> None:
    robots = "User-agent: *\nDisallow: /søg\n".encode()
    assert not allows(robots, "https://kommune.dk/s%C3%B8g?q=1")


def test_robots_is_loaded_once_for_each_host_and_scheme() -> None:
    robots, loaded = Robots("kkgpt"), []

    def load(place: str) -> bytes:
        loaded.append(place)
        return b""

    for address in (PAGE, PAGE + "?a", "http://kommune.dk/", "https://kommune.dk:8443/"):
        robots.check(address, load)
    assert loaded == [
        "https://kommune.dk/robots.txt",
        "http://kommune.dk/robots.txt",
        "https://kommune.dk:8443/robots.txt",
    ]


def test_out_of_reach_means_that_nothing_is_fetched() -> None:
    robots, loaded = Robots("kkgpt"), []

    def fail(place: str) -> bytes:
        loaded.append(place)
        raise HiccupError("503")

    for _ in range(2):
        with pytest.raises(UnfetchableError, match=r"robots\.txt kan ikke læses") as raised:
            robots.check(PAGE, fail)
        assert raised.value.is_passing
    assert len(loaded) == 1


def test_a_refused_redirect_of_robots_is_told_as_it_is() -> None:
    def refuse(_: str) -> bytes:
        raise UnfetchableError("Værten andre.dk står ikke på listen")

    with pytest.raises(UnfetchableError, match="andre") as raised:
        Robots("kkgpt").check(PAGE, refuse)
    assert not raised.value.is_passing


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("", 0.0), ("Crawl-delay: 2.5", 2.5), ("Crawl-delay: 86400", 60.0), ("Crawl-delay: snart", 0.0)],
)
def test_crawl_delay(line: str, seconds: float) -> None:
    robots = Robots("kkgpt")
    assert robots.delay_seconds(PAGE) == 0.0
    robots.check(PAGE, lambda _: f"User-agent: *\n{line}\n".encode())
    assert robots.delay_seconds(PAGE) == seconds


def test_hostile_wildcards_cost_no_time() -> None:
    hostile = b"User-agent: *\n" + b"Disallow: /" + b"*a" * 200_000 + b"b\n"
    assert allows(hostile, "https://kommune.dk/" + "a" * 3000)

import pytest

from ingest.fetching.addresses import canonical, check, host_of, path_of, read_host, resolve
from ingest.fetching.problems import UnfetchableError

BASE = "https://www.kommune.dk/politik/referater?år=2026"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("1.html", "https://www.kommune.dk/politik/1.html"),
        ("/a/../b.pdf", "https://www.kommune.dk/b.pdf"),
        ("//andre.dk/x", "https://andre.dk/x"),
        (" \n/økonomi udvalg.pdf#side=2", "https://www.kommune.dk/%C3%B8konomi%20udvalg.pdf"),
        ("http://KOMMUNE.dk:80/a\n/b", "http://kommune.dk/a/b"),
        ("https://søgne.dk/", "https://xn--sgne-gra.dk/"),
        ("mailto:a@b.dk", None),
        ("javascript:void(0)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://", None),
        ("http://[::1", None),
        ("http://a:99999999/", None),
        ("https://kommune.dk/" + "a" * 5000, None),
    ],
)
def test_resolve(link: str, address: str | None) -> None:
    assert resolve(BASE, link) == address


@pytest.mark.parametrize(
    ("address", "spelling"),
    [
        ("HTTPS://Kommune.DK:443/a#b", "https://kommune.dk/a"),
        ("http://kommune.dk", "http://kommune.dk/"),
        ("http://kommune.dk:8080/", "http://kommune.dk:8080/"),
        ("https://kommune.dk/%c3%b8?b=2&a=1", "https://kommune.dk/%C3%B8?b=2&a=1"),
        ("https://kommune.dk/a?utm_source=x&id=7&fbclid=y&utm_medium=z", "https://kommune.dk/a?id=7"),
        ("https://kommune.dk/a;jsessionid=0A1B?PHPSESSID=c", "https://kommune.dk/a"),
        ("https://kommune.dk/a?sid=12&&page=", "https://kommune.dk/a?sid=12&page="),
    ],
)
def test_canonical(address: str, spelling: str) -> None:
    assert canonical(address) == spelling
    assert canonical(spelling) == spelling


def test_parts() -> None:
    assert path_of("https://kommune.dk/%C3%B8/a%20b.pdf?x=1") == "/ø/a b.pdf"
    assert host_of("https://kommune.dk:443/") == "kommune.dk"
    assert host_of("http://[::1]:8080/") == "[::1]:8080"


HOSTS = frozenset({"kommune.dk", "127.0.0.1", "test.dk:8080", "[2606:4700::1]"})


@pytest.mark.parametrize(
    "address",
    [
        "https://kommune.dk/a",
        "http://kommune.dk:443/a",
        "https://kommune.dk:80/a",
        "http://test.dk:8080/",
        "http://127.0.0.1/",
        "https://[2606:4700::1]/",
    ],
)
def test_may_be_fetched(address: str) -> None:
    check(address, HOSTS)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://www.kommune.dk/", r"www\.kommune\.dk står ikke på kildens liste"),
        ("https://kommune.dk.ond.dk/", "står ikke"),
        ("https://kommune.dk./", "står ikke"),
        ("https://kommune.dk:8443/", "står ikke"),
        ("http://test.dk/", "står ikke"),
        ("ftp://kommune.dk/", "https://"),
        ("file:///etc/passwd", "gyldig"),
        ("kommune.dk/a", "gyldig"),
        ("https://bruger:kode@kommune.dk/", "brugernavn"),
        ("https://kommune.dk@ond.dk/", "brugernavn"),
        ("http://2130706433/", "gyldig"),
        ("http://0x7f000001/", "gyldig"),
        ("http://0x7f.0.0.1/", "gyldig"),
        ("http://0177.0.0.1/", "gyldig"),
        ("http://127.1/", "gyldig"),
        ("http://127.0.0.1./", "gyldig"),
        ("http:///a", "gyldig"),
        ("http://[::1/", "gyldig"),
    ],
)
def test_may_not_be_fetched(address: str, said: str) -> None:
    with pytest.raises(UnfetchableError, match=said):
        check(address, HOSTS)


@pytest.mark.parametrize(
    ("entry", "host"),
    [
        (" Kommune.DK ", "kommune.dk"),
        ("kommune.dk:80", "kommune.dk"),
        ("kommune.dk:8080", "kommune.dk:8080"),
        ("søgne.dk", "xn--sgne-gra.dk"),
    ],
)
def test_read_host(entry: str, host: str) -> None:
    assert read_host(entry) == host


@pytest.mark.parametrize(
    "entry", ["", "https://kommune.dk", "kommune.dk/a", "a@b.dk", "*.kommune.dk", "a b", "a:99999"]
)
def test_no_host(entry: str) -> None:
    with pytest.raises(UnfetchableError, match="gyldig"):
        read_host(entry)

import ssl
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import trustme

from ingest.fetching import Fetcher, FetchSettings, UnfetchableError
from ingest.fetching.fetcher import Errand
from tests.unit.ingest.fetching.site import QUICK, Answer, Site, on_loopback, quick_fetcher, served

ONCE = FetchSettings(delay_seconds=0, attempts=1)


def fetched(fetcher: Fetcher, address: str) -> bytes:
    body = BytesIO()
    hosts = frozenset({address.split("/")[2]})
    fetcher.fetch(address, body, Errand(hosts, {}, lambda: False))
    return body.getvalue()


@pytest.fixture
def site() -> Iterator[Site]:
    with served({"/": Answer("Forside"), "/robots.txt": Answer()}) as running:
        yield running


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:7f00:1]"]
)
def test_internal_addresses_are_refused(site: Site, host: str) -> None:
    with Fetcher(ONCE) as fetcher, pytest.raises(UnfetchableError, match="internt net"):
        fetched(fetcher, f"http://{host}:{site.server_port}/")
    assert not site.requests


@pytest.mark.parametrize("host", ["2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.1", "0x7f000001"])
def test_disguised_addresses_are_refused(site: Site, host: str) -> None:
    with Fetcher(ONCE) as fetcher, pytest.raises(UnfetchableError, match="gyldig"):
        fetched(fetcher, f"http://{host}:{site.server_port}/")
    assert not site.requests


@pytest.mark.parametrize(
    "found", [["127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["127.0.0.1", "1.1.1.1"], ["::1"]]
)
def test_a_public_name_of_an_internal_address_is_refused(site: Site, found: list[str]) -> None:
    with (
        Fetcher(ONCE, find=lambda *_: found) as fetcher,
        pytest.raises(UnfetchableError, match="internt net"),
    ):
        fetched(fetcher, f"http://kommune.dk:{site.server_port}/")
    assert not site.requests


def test_a_name_that_changes_its_address_gains_nothing(site: Site) -> None:
    """The address that is connected to is the one that was checked: a second look-up does not come about."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    with Fetcher(ONCE, is_permitted=on_loopback, find=lambda *_: next(answers)) as fetcher:
        assert fetched(fetcher, f"http://kommune.dk:{site.server_port}/") == b"Forside"
    assert len(list(answers)) == 2
    assert site.last("/")["host"] == f"kommune.dk:{site.server_port}"


def test_every_new_connection_is_checked(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.pages["/robots.txt"] = Answer("", announces_length=False)  # ends the connection
    with (
        Fetcher(ONCE, is_permitted=on_loopback, find=lambda *_: next(answers)) as fetcher,
        pytest.raises(UnfetchableError, match="internt net"),
    ):
        fetched(fetcher, f"http://kommune.dk:{site.server_port}/")


def test_the_next_address_is_tried_when_one_does_not_answer(site: Site) -> None:
    with Fetcher(ONCE, is_permitted=on_loopback, find=lambda *_: ["::1", "127.0.0.1"]) as fetcher:
        assert fetched(fetcher, f"http://kommune.dk:{site.server_port}/") == b"Forside"


@pytest.mark.parametrize("failure", [OSError("ukendt"), UnicodeError("label too long")])
def test_a_name_that_nobody_knows(failure: Exception) -> None:
    def find(*_: object) -> list[str]:
        raise failure

    with Fetcher(ONCE, find=find) as fetcher, pytest.raises(UnfetchableError, match=r"robots\.txt"):
        fetched(fetcher, "http://findes-ikke.dk/")


def test_the_environment_s_proxy_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with quick_fetcher() as fetcher:
        assert fetched(fetcher, site.at("/")) == b"Forside"


def test_the_environment_s_passwords_are_not_sent(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with quick_fetcher() as fetcher:
        fetched(fetcher, site.at("/"))
    assert "authorization" not in site.last("/")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secured(site: Site, authority: trustme.CA, name: str) -> list[str | None]:
    """Make the site speak TLS as `name`; the names that clients ask for are noted in the list."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    asked: list[str | None] = []
    context.sni_callback = lambda _, server, *__: asked.append(server)
    site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
    return asked


@pytest.mark.parametrize(("name", "is_right"), [("kommune.dk", True), ("andre.dk", False)])
def test_tls_verifies_the_name_though_an_ip_address_is_connected_to(
    site: Site, authority: trustme.CA, name: str, is_right: bool
) -> None:
    asked = secured(site, authority, name)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with Fetcher(ONCE, is_permitted=on_loopback, find=lambda *_: ["127.0.0.1"], tls=trusting) as fetcher:
        address = f"https://kommune.dk:{site.server_port}/"
        if is_right:
            assert fetched(fetcher, address) == b"Forside"
        else:
            with pytest.raises(UnfetchableError, match="certifikat"):
                fetched(fetcher, address)
    assert set(asked) == {"kommune.dk"}


def test_a_redirect_out_of_the_encrypted_web_is_refused(site: Site, authority: trustme.CA) -> None:
    secured(site, authority, "kommune.dk")
    host = f"kommune.dk:{site.server_port}"
    site.pages["/"] = Answer(status=302, headers={"Location": f"http://{host}/"})
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with (
        Fetcher(ONCE, is_permitted=on_loopback, find=lambda *_: ["127.0.0.1"], tls=trusting) as fetcher,
        pytest.raises(UnfetchableError, match="ukrypteret"),
    ):
        fetched(fetcher, f"https://{host}/")


def test_an_unknown_certificate_is_refused(site: Site, authority: trustme.CA) -> None:
    secured(site, authority, "kommune.dk")
    with (
        Fetcher(QUICK, is_permitted=on_loopback, find=lambda *_: ["127.0.0.1"]) as fetcher,
        pytest.raises(UnfetchableError, match="certifikat"),
    ):
        fetched(fetcher, f"https://kommune.dk:{site.server_port}/")

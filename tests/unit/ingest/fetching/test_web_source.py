import pytest

from ingest.fetching import UnfetchableError, WebSource
from ingest.fetching.web_source import Kind


def test_the_default_host_is_that_of_the_address() -> None:
    source = WebSource(" https://Kommune.dk/a#b ", "page")
    assert (source.address, source.hosts) == ("https://kommune.dk/a", frozenset({"kommune.dk"}))


@pytest.mark.parametrize(
    ("pattern", "link", "allowed"),
    [
        (None, "/hvad/som/helst", True),
        ("/politik/*referat*", "/politik/2026/Referat-1.html", True),
        ("/politik/*referat*", "/politik/2026/dagsorden-1.html", False),
        ("*.pdf", "/a.pdf?version=2", True),
        ("*/økonomiudvalget/*", "/udvalg/%C3%98konomiudvalget/1", True),
        ("/referat[?]id=*", "/referat?id=7", True),
        ("/referat[?]id=*", "/referat?side=7", False),
    ],
)
def test_pattern(pattern: str | None, link: str, allowed: bool) -> None:
    source = WebSource("https://kommune.dk/", "list", pattern=pattern)
    assert source.allows("https://kommune.dk" + link) is allowed


def test_other_hosts_are_not_allowed() -> None:
    source = WebSource("https://kommune.dk/", "list", frozenset({"kommune.dk", "referater.dk"}))
    assert source.allows("https://referater.dk/1")
    assert not source.allows("https://www.kommune.dk/1")


@pytest.mark.parametrize(
    ("address", "kind", "said", "more"),
    [
        ("", "page", "gyldig", {}),
        ("kommune.dk", "page", "gyldig", {}),
        ("ftp://kommune.dk", "page", "https://", {}),
        ("https://a:b@kommune.dk", "page", "brugernavn", {}),
        ("https://kommune.dk:8443", "page", "liste", {}),
        ("https://kommune.dk", "page", "liste", {"hosts": frozenset({"andre.dk"})}),
        ("https://kommune.dk", "page", "gyldig", {"hosts": frozenset({"https://kommune.dk"})}),
        ("https://kommune.dk", "list", "Bilag", {"attachments": True}),
        ("https://kommune.dk", "list", "mindst 1", {"most": 0}),
    ],
)
def test_what_cannot_be_a_source(address: str, kind: Kind, said: str, more: dict[str, object]) -> None:
    with pytest.raises(UnfetchableError, match=said):
        WebSource(address, kind, **more)  # type: ignore[arg-type]  # the table's values are of several types

import httpx
import pytest

from ingest.fetching.media import name_of, readable, suffix_of
from ingest.fetching.problems import UnfetchableError

SUPPORTED = frozenset({".html", ".htm", ".pdf", ".docx", ".txt", ".md", ".csv"})
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def headers(kind: str | None = None, disposition: str | None = None) -> httpx.Headers:
    stated = {"Content-Type": kind, "Content-Disposition": disposition}
    return httpx.Headers({name: value for name, value in stated.items() if value})


@pytest.mark.parametrize(
    ("path", "kind", "disposition", "suffix"),
    [
        ("/referat", "text/html; charset=utf-8", None, ".html"),
        ("/referat", "Application/PDF", None, ".pdf"),
        ("/referat.aspx", "text/html", None, ".html"),
        ("/hent.ashx?id=1", "application/octet-stream", 'attachment; filename="Referat.PDF"', ".pdf"),
        ("/hent/1", DOCX, 'attachment; filename="referat.pdf"', ".docx"),
        ("/referat.docx", "application/octet-stream", None, ".docx"),
        ("/referat.docx", None, None, ".docx"),
        ("/noter.md", "text/plain", None, ".md"),
        ("/noter", "text/plain", None, ".txt"),
        ("/hent", "text/plain", "inline; filename*=UTF-8''bilag%20%C3%A6.csv", ".csv"),
        ("/referat.htm", "text/html", None, ".html"),
        ("/referat.htm", None, None, ".htm"),
    ],
)
def test_suffix(path: str, kind: str | None, disposition: str | None, suffix: str) -> None:
    assert suffix_of("https://kommune.dk" + path, headers(kind, disposition), SUPPORTED) == suffix


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/billede.png", "image/png", r"\.png"),
        ("/video", "video/mp4", "video/mp4"),
        ("/ukendt", None, "ukendt"),
        ("/arkiv.zip", "application/zip", r"\.zip"),
        ("/referat.pdf", "text/html", "loginside"),
    ],
)
def test_refused(path: str, kind: str | None, said: str) -> None:
    with pytest.raises(UnfetchableError, match=said):
        suffix_of("https://kommune.dk" + path, headers(kind), SUPPORTED)


def test_a_page_at_the_end_of_a_file_s_redirect_is_not_the_file() -> None:
    with pytest.raises(UnfetchableError, match="loginside"):
        suffix_of("https://k.dk/login", headers("text/html"), SUPPORTED, "https://k.dk/a.pdf")


@pytest.mark.parametrize(
    ("disposition", "title", "name"),
    [
        (None, "Referat 5. maj", "Referat 5. maj"),
        ("attachment; filename=Referat.pdf", "Titel", "Referat.pdf"),
        (
            "attachment; filename*=UTF-8''%C3%98konomi%20%E2%80%93%20udvalg.pdf; filename=O.pdf",
            "",
            "Økonomi – udvalg.pdf",
        ),
        ('attachment; filename="../../etc/pass\\twd"', "", ".. .. etc pass twd"),
        ("attachment; filename=" + "a" * 500, "", "a" * 200),
        (None, "", "økonomi plan.pdf"),
    ],
)
def test_name(disposition: str | None, title: str, name: str) -> None:
    address = "https://kommune.dk/filer/%C3%B8konomi%20plan.pdf?v=1"
    assert name_of(address, headers(None, disposition), title) == name


def test_the_name_of_a_front_page_is_its_host() -> None:
    assert name_of("https://kommune.dk/", headers()) == "kommune.dk"


@pytest.mark.parametrize(
    ("data", "kind", "kept"),
    [
        ("Ærø".encode(), "text/html; charset=iso-8859-1", "Ærø".encode()),
        ("Ærø “ja”".encode("cp1252"), "text/html; charset=ISO-8859-1", "\ufeffÆrø “ja”".encode()),
        ("Łódź".encode("iso-8859-2"), 'text/html; charset="iso-8859-2"', "\ufeffŁódź".encode()),
        ("Ærø".encode("utf-16-le"), "text/html; charset=utf-16le", "\ufeffÆrø".encode()),
        ("Ab".encode("utf-16"), "text/html; charset=utf-16", "\ufeffAb".encode()),
        ("Ærø".encode("cp1252"), "text/html", "Ærø".encode("cp1252")),
        ("Ærø".encode("cp1252"), "text/html; charset=utf-8", "Ærø".encode("cp1252")),
        ("Ærø".encode("cp1252"), "text/html; charset=rot13", "Ærø".encode("cp1252")),
        (b"\x81\xff", "text/html; charset=windows-1252", b"\x81\xff"),
    ],
)
def test_a_charset_that_only_the_header_names_is_kept(data: bytes, kind: str, kept: bytes) -> None:
    assert readable(data, ".html", headers(kind)) == kept


def test_only_text_is_transcoded() -> None:
    data = "%PDF Ærø".encode("cp1252")
    assert readable(data, ".pdf", headers("application/pdf; charset=iso-8859-1")) == data

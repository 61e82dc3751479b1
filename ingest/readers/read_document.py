"""One file read by the reader of its format, with every failure told in one line."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path

from ingest.blocks import Reading, UnreadableError
from ingest.readers.invisible import without_tags
from ingest.readers.sniff import OLD_OFFICE, true_suffix

Reader = Callable[[bytes], Reading]

# The modules load on first use: their libraries are heavy, and most runs meet one or two formats.
_MODULES = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".csv": "csv_table",
    ".eml": "eml",
    ".msg": "msg",
}
_PACKAGES = frozenset({".docx", ".odt", ".pptx", ".xlsx"})  # zip archives of XML
_ARCHIVE = ".zip"
READABLE = frozenset({*_MODULES, _ARCHIVE})
"""The suffixes of the formats that are read, and of archives of them."""
SUFFIXES = READABLE | OLD_OFFICE
"""The suffixes to pick up: also those of old formats, for many a file named so is a web page or a newer format."""
MEGABYTE = 2**20
_MOST_HIDDEN, _MOST_LINKS = 2_000, 5_000

_EMPTY = "Filen er tom. Kontrollér, at den er gemt og hentet helt."
_BROKEN = "Filen kan ikke læses: den er beskadiget eller ufuldstændig. Hent den igen."
_NO_TEXT = "Filen indeholder ingen tekst. Kontrollér, at det er den rigtige fil."
_ONLY_MEMBERS = "Et zip-arkiv har ingen tekst i sig selv. Indlæs filerne i det."


def read_document(path: Path, limit_bytes: int = 40 * MEGABYTE) -> Reading:
    """The blocks of a file, or `UnreadableError` saying in Danish what is wrong and what to do."""
    _require_known(path.suffix.lower())
    return read_bytes(load_bytes(path, limit_bytes), path.suffix)


def read_bytes(data: bytes, suffix: str) -> Reading:
    """The blocks of a file with this content, which the suffix (".docx") may belie; fails as `read_document`."""
    _require_known(suffix.lower())
    if not data.strip():
        raise UnreadableError(_EMPTY)
    found = true_suffix(data, suffix.lower())
    try:
        reading = _reader(found)(data)
    except UnreadableError:
        raise
    except Exception as error:  # the libraries raise their own kinds, and none of them may stop an ingestion
        raise UnreadableError(_BROKEN) from error
    if not reading.blocks:
        raise UnreadableError(_NO_TEXT)
    return _bounded(without_tags(reading))


def _bounded(reading: Reading) -> Reading:
    """A reading that names each hidden text and each link once, and no more of them than anybody can look at."""
    hidden, links = dict.fromkeys(reading.hidden), dict.fromkeys(reading.links)
    return replace(
        reading, hidden=tuple(islice(hidden, _MOST_HIDDEN)), links=tuple(islice(links, _MOST_LINKS))
    )


def load_bytes(path: Path, limit_bytes: int = 40 * MEGABYTE) -> bytes:
    """What a file holds, or `UnreadableError` saying why it cannot be opened."""
    try:
        if not path.is_file():
            raise UnreadableError("Filen findes ikke (længere). Kontrollér stien, og prøv igen.")
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
            size = path.stat().st_size
    except PermissionError:
        raise UnreadableError(
            "Der er ikke adgang til filen. Giv tjenesten læserettigheder til den."
        ) from None
    except OSError as error:
        raise UnreadableError(
            "Filen kan ikke åbnes. Kontrollér, at drevet er tilgængeligt, og prøv igen."
        ) from error
    if len(data) > limit_bytes:
        raise UnreadableError(
            f"Filen er for stor ({_megabytes(max(size, len(data)))}; grænsen er {_megabytes(limit_bytes)}). "
            "Del den op i mindre filer."
        )
    if not data.strip():
        raise UnreadableError(_EMPTY)
    return data


def _require_known(suffix: str) -> None:
    if suffix not in SUFFIXES:
        kinds = ", ".join(sorted(READABLE))
        shown = f"Filtypen {suffix}" if suffix else "En fil uden filendelse"
        raise UnreadableError(f"{shown} understøttes ikke. Gem dokumentet som en af disse typer: {kinds}.")


def _reader(suffix: str) -> Reader:
    if suffix == _ARCHIVE:
        raise UnreadableError(_ONLY_MEMBERS)
    read: Reader = import_module(f"ingest.readers.{_MODULES[suffix]}").read
    return _checked(read) if suffix in _PACKAGES else read


def _checked(read: Reader) -> Reader:
    """The reader behind a check of the package, so that no library opens a harmful one."""
    check = import_module("ingest.readers.package").check_package

    def read_checked(data: bytes) -> Reading:
        check(data)
        return read(data)

    return read_checked


def _megabytes(size: int) -> str:
    if size < MEGABYTE:
        return f"{size} bytes"
    return f"{size / MEGABYTE:.1f}".replace(".", ",") + " MB"

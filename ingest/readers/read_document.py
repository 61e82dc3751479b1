"""One file read by the reader of its format, with every failure told in one line."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.blocks import Reading, UnreadableError

Reader = Callable[[bytes], Reading]

# The modules load on first use: their libraries are heavy, and most runs meet one or two formats.
_MODULES = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
SUFFIXES = frozenset(_MODULES)
MEGABYTE = 2**20


def read_document(path: Path, limit_bytes: int = 40 * MEGABYTE) -> Reading:
    """The blocks of a file, or `UnreadableError` saying in Danish what is wrong and what to do."""
    read = _reader(path.suffix.lower())
    data = _bytes(path, limit_bytes)
    try:
        reading = read(data)
    except UnreadableError:
        raise
    except Exception as error:  # the libraries raise their own kinds, and none of them may stop an ingestion
        raise UnreadableError(
            "Filen kan ikke læses: den er beskadiget eller ufuldstændig. Hent den igen."
        ) from error
    if not reading.blocks:
        raise UnreadableError("Filen indeholder ingen tekst. Kontrollér, at det er den rigtige fil.")
    return reading


def _reader(suffix: str) -> Reader:
    if suffix not in _MODULES:
        kinds = ", ".join(sorted(SUFFIXES))
        shown = f"Filtypen {suffix}" if suffix else "En fil uden filendelse"
        raise UnreadableError(f"{shown} understøttes ikke. Gem dokumentet som en af disse typer: {kinds}.")
    module = import_module(f"ingest.readers.{_MODULES[suffix]}")
    read: Reader = module.read
    return read


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableError("Filen findes ikke (længere). Kontrollér stien, og prøv igen.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
            size = path.stat().st_size
    except PermissionError:
        raise UnreadableError(
            "Der er ikke adgang til filen. Giv tjenesten læserettigheder til den."
        ) from None
    except OSError as error:
        raise UnreadableError(
            "Filen kan ikke åbnes. Kontrollér, at drevet er tilgængeligt, og prøv igen."
        ) from error
    if len(data) > limit:
        raise UnreadableError(
            f"Filen er for stor ({_megabytes(max(size, len(data)))}; grænsen er {_megabytes(limit)}). "
            "Del den op i mindre filer."
        )
    if not data.strip():
        raise UnreadableError("Filen er tom. Kontrollér, at den er gemt og hentet helt.")
    return data


def _megabytes(size: int) -> str:
    if size < MEGABYTE:
        return f"{size} bytes"
    return f"{size / MEGABYTE:.1f}".replace(".", ",") + " MB"

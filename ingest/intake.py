"""Finding what is to be ingested: files and folders on this machine."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers import READABLE, SUFFIXES

UPLOAD = "upload:"
"""What the location of an uploaded file begins with, before its name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may hold a document.

    `location` says where it is from, for ever: an absolute path, an address, or `UPLOAD` and a name. `path` is where
    its bytes lie now; without it, the source itself said that nothing had changed. `suffix` is that of its format
    where the name does not tell. `member` leads to a file within a container, from the outermost name on. `fetched` is
    what an address told with the file.
    """

    location: str
    name: str
    path: Path | None
    suffix: str
    member: tuple[str, ...] = ()
    container: str | None = None
    sha256: str | None = None
    fetched: dict[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something that was found and is not ingested, and why; `failed` where it should have been."""

    location: str
    name: str
    reason: str
    failed: bool


@dataclass(slots=True)
class Found:
    """What was found on this machine: see `ingest.work.Intake`."""

    name: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    unusable: list[Unusable] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    complete: bool = True

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.candidates) + len(self.unusable)

    def __iter__(self) -> Iterator[Candidate | Unusable]:
        """What cannot be used, then what can, in order."""
        yield from self.unusable
        yield from self.candidates


def find_files(paths: Iterable[Path]) -> Found:
    """The readable files at and under `paths`, once each, in order of their names."""
    found = Found()
    seen: set[Path] = set()
    for path in paths:
        folder = path.resolve() if path.is_dir() else None
        for file in _files_at(path, found):
            resolved = _resolve(file)
            if resolved is None:
                _fail(found, file, "peger i ring eller på noget, der ikke findes. Ret genvejen.")
            elif folder and not resolved.is_relative_to(folder):
                found.unusable.append(Unusable(shown(str(file)), shown(file.name), _OUTSIDE, failed=False))
            elif resolved not in seen:
                seen.add(resolved)
                _add(found, resolved)
    return found


def find_uploads(folder: Path) -> Found:
    """The files of an upload: their names, not their places, say which documents they are."""
    found = Found()
    for path in sorted(folder.iterdir()):
        location = f"{UPLOAD}{path.name}"
        if path.suffix.lower() in SUFFIXES:
            found.candidates.append(Candidate(location, path.name, path, path.suffix.lower()))
        else:
            found.unusable.append(Unusable(location, path.name, _UNSUPPORTED, failed=True))
    return found


def _files_at(path: Path, found: Found) -> Iterator[Path]:
    try:
        exists, is_folder = path.exists(), path.is_dir()
    except OSError:
        exists, is_folder = False, False
    if not exists:
        _fail(found, path, "findes ikke. Kontrollér stien.")
    elif not is_folder:
        yield path
    else:
        candidates, failed = len(found.candidates), _failures(found)
        yield from _files_in(path, found)
        if (len(found.candidates), _failures(found)) == (candidates, failed):
            kinds = ", ".join(sorted(READABLE))
            _fail(found, path, f"mappen har ingen filer, der kan læses ({kinds}).")


def _files_in(folder: Path, found: Found) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        _fail(found, Path(error.filename or folder), "mappen kan ikke læses. Giv tjenesten adgang til den.")

    found.folders.append(folder.resolve())
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not is_left_out(Path(parent, name)))
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES:
                yield path
            else:
                found.unusable.append(Unusable(shown(str(path)), shown(name), _UNSUPPORTED, failed=False))


def _failures(found: Found) -> int:
    return sum(unusable.failed for unusable in found.unusable)


def is_left_out(folder: Path) -> bool:
    """Whether a folder within a folder is hidden, or the home of this product, which holds no documents."""
    return folder.name.startswith(".") or (folder / "corpus.db").exists()


def _add(found: Found, path: Path) -> None:
    if shown(str(path)) == str(path):  # Linux allows names that are no text and cannot be stored
        found.candidates.append(Candidate(str(path), path.name, path, path.suffix.lower()))
    else:
        _fail(found, path, "filens navn eller mappe har tegn, der ikke er gyldig UTF-8. Omdøb den.")


def _fail(found: Found, path: Path, reason: str) -> None:
    found.complete = False
    found.unusable.append(Unusable(shown(str(path)), shown(path.name or str(path)), reason, failed=True))


def _resolve(path: Path) -> Path | None:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return None


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty where it is none, too large or locked: reading it tells why."""
    found = hashlib.sha256()
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ""
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return ""
    return found.hexdigest()


def shown(name: str) -> str:
    """A name from the file system as text, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "replace")


_BLOCK = 1024 * 1024
_MOST_BYTES = 64 * _BLOCK
_OUTSIDE = "genvejen fører ud af mappen. Læg filen i mappen, hvis den skal indlæses."
_UNSUPPORTED = "filtypen understøttes ikke."

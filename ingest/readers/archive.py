"""Containers: files in a zip archive, and attachments of an e-mail, each for the reader of its format."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipInfo

from ingest.blocks import UnreadableError
from ingest.danish.normalise import clean
from ingest.readers.package import METHODS, Unpacking, open_archive
from ingest.readers.read_document import MEGABYTE, SUFFIXES
from ingest.readers.sniff import true_suffix

_CONTAINERS = frozenset({".zip", ".eml", ".msg"})
_LARGEST_MEMBER = 40 * MEGABYTE
_LONGEST_NAME = 200
_UTF8_NAME = 0x800
_DANISH = "æøåÆØÅéäöüÄÖÜ"

_UNSUPPORTED = "filtypen understøttes ikke."
_LOCKED = "filen er beskyttet med adgangskode. Pak arkivet ud, og indlæs filen for sig."
_BROKEN = "filen er beskadiget i arkivet. Pak arkivet igen."
_PACKED = "filen er pakket på en måde, der ikke understøttes. Pak arkivet igen som almindelig zip."
_TOO_LARGE = "filen er for stor (grænsen er 40 MB). Del den op i mindre filer."
_NOTHING = "Arkivet er tomt. Kontrollér, at det er det rigtige."


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container; its name is unlike those of the others, and may have folders before it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a container that cannot be read, and why, in words for an administrator."""

    name: str
    reason: str


def is_container(suffix: str) -> bool:
    """Whether files with this suffix hold other files."""
    return suffix.lower() in _CONTAINERS


def has_own_text(suffix: str) -> bool:
    """Whether files with this suffix have a text besides the files that they hold."""
    return suffix.lower() != ".zip"


def members(data: bytes, suffix: str) -> Iterator[Member | Skipped]:
    """The files in a container with this content and suffix, containers among them as they are.

    Raises `UnreadableError` where the container is damaged, or unpacks to more than it may.
    """
    found = true_suffix(data, suffix.lower())
    taken: set[str] = set()
    for file in _in_archive(data) if found == ".zip" else _in_mail(data, found):
        name = _unlike(shown_name(file.name), taken)
        taken.add(name)
        yield Member(name, file.data) if isinstance(file, Member) else Skipped(name, file.reason)


def shown_name(name: str) -> str:
    """A file's name as it may be shown and stored: one line, no way out of its folder, no unseen characters."""
    parts = " ".join(clean(name).split()).replace("\\", "/").split("/")
    kept = "/".join(part for part in parts if part.strip(" .")) or "uden navn"
    return kept if len(kept) <= _LONGEST_NAME else kept[-_LONGEST_NAME:].lstrip("/")


def _unlike(name: str, taken: set[str]) -> str:
    """The name, with a number before its suffix where another file has it."""
    stem, dot, suffix = name.rpartition(".") if PurePosixPath(name).suffix else (name, "", "")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem} ({number}){dot}{suffix}"
    return name


def _in_mail(data: bytes, suffix: str) -> Iterator[Member | Skipped]:
    if suffix not in _CONTAINERS:
        return
    try:
        mail = import_module(f"ingest.readers.{suffix[1:]}").parse(data)
    except UnreadableError:
        raise
    except Exception as error:  # as in `read_bytes`
        raise UnreadableError("Mailen er beskadiget eller ufuldstændig. Gem den igen.") from error
    for attachment in mail.attachments:
        if attachment.inline_image:
            continue
        reason = _unreadable(attachment.name, len(attachment.data))
        yield Skipped(attachment.name, reason) if reason else Member(attachment.name, attachment.data)


def _in_archive(data: bytes) -> Iterator[Member | Skipped]:
    with open_archive(data) as archive:
        files = [member for member in archive.infolist() if not member.is_dir()]
        if not files:
            raise UnreadableError(_NOTHING)
        unpacking = Unpacking(archive, len(data))
        for file in files:
            name = _name(file)
            if not _is_hidden(name):
                yield _unpacked(unpacking, file, name)


def _unpacked(unpacking: Unpacking, file: ZipInfo, name: str) -> Member | Skipped:
    reason = _unreadable(name, file.file_size)
    if file.flag_bits & 1:
        reason = _LOCKED
    elif file.compress_type not in METHODS:
        reason = reason or _PACKED
    if reason:
        return Skipped(name, reason)
    try:
        return Member(name, unpacking.content(file))
    except BadZipFile:
        return Skipped(name, _BROKEN)


def _unreadable(name: str, size: int) -> str:
    """Why a file is not handed on, or ""."""
    if PurePosixPath(shown_name(name)).suffix.lower() not in SUFFIXES:
        return _UNSUPPORTED
    return _TOO_LARGE if size > _LARGEST_MEMBER else ""


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(
        part.startswith((".", "~$")) and part not in (".", "..") for part in parts
    )


def _name(file: ZipInfo) -> str:
    """The name: without the mark for UTF-8 it may yet be that, or a code page of DOS or of Windows."""
    if file.flag_bits & _UTF8_NAME:
        return file.orig_filename
    raw = file.orig_filename.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode(page, "replace") for page in ("cp850", "cp1252")]
        return max(readings, key=lambda reading: sum(character in _DANISH for character in reading))

"""Archives that unpack without end, lie about what they hold, or are broken."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tests.hostile.hostile_file import Hostile

_DEFLATED = 8
_PIECE = 16 * 2**20
_TEN_GIGABYTES = 640  # pieces
_LARGEST_SIZE = 2**32 - 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of an archive as its headers describe it; `offset` lets it lie where another one does."""

    name: str
    packed: bytes
    size: int
    flags: int = 0
    offset: int | None = None


def raw_zip(entries: Sequence[Entry]) -> bytes:
    """An archive whose headers say what they are told to."""
    body, contents = bytearray(), bytearray()
    for entry in entries:
        name = entry.name.encode()
        offset = len(body) if entry.offset is None else entry.offset
        common = (20, entry.flags, _DEFLATED, 0, 0, 0, len(entry.packed), entry.size, len(name), 0)
        if entry.offset is None:
            body += b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *common) + name + entry.packed
        contents += b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *common, 0, 0, 0, 0, offset) + name
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(contents), len(body), 0)
    return bytes(body + contents) + b"PK\x05\x06" + end


def package(parts: dict[str, bytes | str]) -> bytes:
    """An archive of files, as office programs write them: the first one is not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, part) in enumerate(parts.items()):
            archive.writestr(name, part, zipfile.ZIP_DEFLATED if index else zipfile.ZIP_STORED)
    return packed.getvalue()


@cache
def zeros(pieces: int) -> bytes:
    """A deflate stream of so many times 16 MB of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(_PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * pieces + b"\x03\x00"


def flat_bomb(name: str = "bombe.txt") -> bytes:
    return raw_zip([Entry(name, zeros(_TEN_GIGABYTES), _LARGEST_SIZE)])


def lying_bomb() -> bytes:
    return raw_zip([Entry("lille.txt", zeros(_TEN_GIGABYTES), 100)])


def nested_bomb() -> bytes:
    data = package({"nuller.txt": bytes(2**20)})
    for level in range(8):
        data = package({f"{level}-{copy}.zip": data for copy in range(8)})
    return data


def overlapping_bomb() -> bytes:
    packed = zeros(1)
    first = Entry("0.txt", packed, _PIECE)
    return raw_zip([first, *(Entry(f"{number}.txt", packed, _PIECE, offset=0) for number in range(1, 2000))])


def crowded() -> bytes:
    return raw_zip([Entry(f"{number}.txt", b"\x03\x00", 0) for number in range(60_000)])


def climbing() -> bytes:
    return package(
        {"../../../../etc/cron.d/ond.txt": "Udvalget godkendte planen.", "/etc/passwd.txt": "Og igen."}
    )


def locked() -> bytes:
    return raw_zip([Entry("hemmelig.txt", zeros(1), _PIECE, flags=1)])


_HARMFUL = "pakker sig ud|fylder for meget|beskadiget"

ARCHIVES = (
    Hostile("flad-bombe.zip", flat_bomb, _HARMFUL),
    Hostile("flad-bombe.docx", lambda: flat_bomb("word/document.xml"), _HARMFUL),
    Hostile("flad-bombe.xlsx", lambda: flat_bomb("xl/workbook.xml"), _HARMFUL),
    Hostile("loegn.zip", lying_bomb, _HARMFUL),
    Hostile("indlejret.zip", nested_bomb, "mere end 5 lag|fylder for meget|pakker sig ud|beskadiget"),
    Hostile("overlap.zip", overlapping_bomb, _HARMFUL),
    Hostile("mange.zip", crowded, _HARMFUL),
    Hostile("klatrer.zip", climbing, holds="Udvalget godkendte planen."),
    Hostile("laast.zip", locked, "adgangskode"),
    Hostile("kun-hoved.zip", lambda: b"PK\x05\x06" + bytes(18), "tomt"),
)

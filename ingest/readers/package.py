"""Zip archives, and office packages, which are zip archives of XML: nothing in them may grow without bound."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ingest.blocks import UnreadableError

MEGABYTE = 2**20
LARGEST = 200 * MEGABYTE
"""Bytes that all members may have together when unpacked."""
MOST_MEMBERS = 10_000
METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
"""The ways of compression that give out their content piece by piece; others may fill the memory at once."""

_RATIO, _RATIO_FLOOR = 200, 20 * MEGABYTE  # what XML and text reach is 50; small files may pack even better
_ENTRY = b"PK\x01\x02"  # begins each member in the table of contents
_PIECE = MEGABYTE
_XML = (".xml", ".rels")
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP = 32

BROKEN = "Filen kan ikke læses: den er beskadiget eller ufuldstændig. Hent eller gem den igen."
_TOO_LARGE = (
    "Filen fylder for meget, når den pakkes ud (højst 200 MB og 10.000 filer). Del den op i mindre filer."
)
_HARMFUL = (
    "Filen pakker sig ud til unormalt meget og er formentlig skadelig. Brug den ikke, før den er undersøgt."
)
_DECLARES = (
    "Filen indeholder XML, der vokser, når den læses, og er formentlig skadelig. Gem den igen fra programmet."
)
_LOCKED = "Filen er beskyttet med adgangskode. Gem en kopi uden adgangskode, og prøv igen."


def open_archive(data: bytes) -> ZipFile:
    """The archive, whose table of contents promises nothing too large; the caller closes it."""
    if data.count(_ENTRY) > 10 * MOST_MEMBERS:  # archives in the archive have entries too
        raise UnreadableError(_TOO_LARGE)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        raise UnreadableError(BROKEN) from None
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(_TOO_LARGE)
    if sum(member.compress_size for member in members) > len(data):  # they share bytes with each other
        raise UnreadableError(_HARMFUL)
    _require_modest(sum(member.file_size for member in members), len(data))
    return archive


class Unpacking:
    """Unpacks members of one archive, counting what really comes out."""

    def __init__(self, archive: ZipFile, size: int) -> None:
        """`size` is that of the archive in bytes."""
        self._archive = archive
        self._size = size
        self._unpacked = 0

    def pieces(self, member: ZipInfo) -> Iterator[bytes]:
        """What a member holds, piece by piece; `BadZipFile` where it is damaged."""
        try:
            with self._archive.open(member) as file:
                while piece := file.read(_PIECE):
                    self._unpacked += len(piece)
                    _require_modest(self._unpacked, self._size)
                    yield piece
        except (zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise BadZipFile(str(error)) from None

    def content(self, member: ZipInfo) -> bytes:
        """What a member holds."""
        return b"".join(self.pieces(member))


def check_package(data: bytes) -> None:
    """Raise `UnreadableError` for an office package that a library should not open."""
    with open_archive(data) as archive:
        unpacking = Unpacking(archive, len(data))
        for member in archive.infolist():
            if member.flag_bits & 1:
                raise UnreadableError(_LOCKED)
            if member.compress_type not in METHODS:
                raise UnreadableError(BROKEN)
            try:
                _check_part(unpacking, member)
            except BadZipFile:
                raise UnreadableError(BROKEN) from None


def _check_part(unpacking: Unpacking, member: ZipInfo) -> None:
    """No office program declares entities, and the parsers of the libraries differ in how they bound them."""
    is_xml = member.filename.lower().endswith(_XML)
    end = b""
    for piece in unpacking.pieces(member):
        if is_xml and any(entity in end + piece for entity in _ENTITIES):
            raise UnreadableError(_DECLARES)
        end = piece[-_OVERLAP:]


def _require_modest(unpacked: int, packed: int) -> None:
    if unpacked > LARGEST:
        raise UnreadableError(_TOO_LARGE)
    if unpacked > _RATIO_FLOOR and unpacked > _RATIO * packed:
        raise UnreadableError(_HARMFUL)

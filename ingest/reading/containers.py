"""The way to a file: through a folder, and through the containers that it may lie in."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath

from ingest.blocks import UnreadableError
from ingest.readers.archive import Member, Skipped, is_container, members
from ingest.readers.read_document import load_bytes
from ingest.reading.members import MemberFile, MemberList, SkippedMember

_MISSING = "Filen findes ikke (længere) i arkivet. Kontrollér arkivet, og prøv igen."
_NO_CONTAINER = "Filen er ikke et arkiv, der kan pakkes ud. Kontrollér, at det er den rigtige fil."
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies: at `path`, or within it along the names in `member`; see `ReadingProcess.read`."""

    path: Path
    member: tuple[str, ...] = ()
    suffix: str | None = None

    @property
    def format(self) -> str:
        """The suffix of its format."""
        name = PurePath(self.member[-1]) if self.member else self.path
        return (self.suffix or name.suffix).lower()

    @property
    def container(self) -> "Place":
        """The container that it lies in."""
        return Place(self.path, self.member[:-1])


def bytes_at(place: Place) -> bytes:
    """What a file holds."""
    if not place.member:
        return load_bytes(place.path)
    for found in _opened(place.container):
        if isinstance(found, Member) and found.name == place.member[-1]:
            return found.data
    raise UnreadableError(_MISSING)


def list_members(place: Place) -> MemberList:
    """What a container holds."""
    found = _opened(place)
    return MemberList(
        tuple(
            MemberFile(file.name, hashlib.sha256(file.data).hexdigest(), len(file.data))
            for file in found
            if isinstance(file, Member)
        ),
        tuple(SkippedMember(file.name, file.reason) for file in found if isinstance(file, Skipped)),
    )


def _opened(container: Place) -> tuple[Member | Skipped, ...]:
    if len(container.member) >= _DEEPEST:
        raise UnreadableError(f"Arkivet er pakket i mere end {_DEEPEST} lag. Pak det ud først.")
    if not is_container(container.format):
        raise UnreadableError(_NO_CONTAINER)
    try:
        state = container.path.stat()
    except OSError:
        raise UnreadableError(_MISSING) from None
    return _unpacked(container, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)  # its members are asked for one after another
def _unpacked(container: Place, _modified: int, _size: int) -> tuple[Member | Skipped, ...]:
    return tuple(members(bytes_at(container), container.format))

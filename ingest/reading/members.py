"""What a container (an archive, an e-mail with attachments) holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberFile:
    """A file in a container that can be read: its name, the digest of its bytes, and their number."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class SkippedMember:
    """A file in a container that is not read, and why, in words for an administrator."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemberList:
    """All files in a container, in its order."""

    members: tuple[MemberFile, ...]
    skipped: tuple[SkippedMember, ...]

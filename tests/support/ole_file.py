"""A writer of OLE files, as small as a reader of them accepts: what Outlook saves messages in."""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _STORAGE, _STREAM = 5, 1, 2

Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    start: int = _END
    following: int = _FREE
    child: int = _FREE


@dataclass
class _File:
    entries: list[_Entry] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)
    mini: bytes = b""
    mini_fat: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Append data as a chain of sectors; returns the first."""
        first = len(self.sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        self.sectors += pieces
        self.fat += [*range(first + 1, first + len(pieces)), _END] if pieces else []
        return first if pieces else _END

    def add_mini(self, data: bytes) -> int:
        first, count = len(self.mini_fat), -(-len(data) // _MINI)
        self.mini += data.ljust(count * _MINI, b"\0")
        self.mini_fat += [*range(first + 1, first + count), _END] if count else []
        return first if count else _END

    def enter(self, tree: Tree) -> int:
        """Enter the files and folders of a folder as a chain of siblings; returns the first."""
        names = sorted(tree, key=lambda name: (len(name), name.upper()))
        numbers = []
        for name in names:
            content = tree[name]
            entry = _Entry(name, _STREAM if isinstance(content, bytes) else _STORAGE)
            numbers.append(len(self.entries))
            self.entries.append(entry)
            if isinstance(content, bytes):
                entry.data = content
                entry.start = self.add(content) if len(content) >= _CUTOFF else self.add_mini(content)
            else:
                entry.child = self.enter(content)
        for number, following in pairwise(numbers):
            self.entries[number].following = following
        return numbers[0] if numbers else _FREE


def ole_file(tree: Tree) -> bytes:
    """An OLE file with these streams (bytes) and storages (trees of their own) by their names."""
    file = _File(entries=[_Entry("Root Entry", _ROOT)])
    root = file.entries[0]
    root.child = file.enter(tree)
    root.data, root.start = file.mini, file.add(file.mini)
    mini_fat = file.add(struct.pack(f"<{len(file.mini_fat)}I", *file.mini_fat))
    packed = b"".join(_packed(entry) for entry in file.entries)
    directory = file.add(packed + b"\0" * (-len(packed) % _SECTOR))
    fat_sectors = -(-len(file.fat) // (_SECTOR // 4 - 1))
    places = list(range(len(file.sectors), len(file.sectors) + fat_sectors))
    fat = file.fat + [_FAT] * fat_sectors
    fat += [_FREE] * (fat_sectors * _SECTOR // 4 - len(fat))
    mini_sectors = -(-len(file.mini_fat) * 4 // _SECTOR)
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, fat_sectors, directory, 0, _CUTOFF, mini_fat, mini_sectors, _END, 0),
        places[0],
    )
    difat = struct.pack("<108I", *places[1:], *[_FREE] * (109 - len(places)))
    return header + difat + b"".join(file.sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        *(name, len(name), entry.kind, 1, _FREE, entry.following, entry.child),
        *(b"", 0, 0, 0, entry.start, len(entry.data)),
    )

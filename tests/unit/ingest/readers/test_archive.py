import struct
import zipfile

import pytest

from ingest.blocks import UnreadableError
from ingest.readers.archive import Member, Skipped, has_own_text, is_container, members, shown_name
from tests.support.office_files import zipped

MEGABYTE = 2**20


def names(data: bytes) -> list[str]:
    return [file.name for file in members(data, ".zip")]


def with_raw_names(files: dict[bytes, bytes]) -> bytes:
    """An archive whose names stand in it as these bytes, without the mark for UTF-8."""
    stand_in = {chr(ord("A") + index) * len(name): name for index, name in enumerate(files)}
    data = zipped(dict(zip(stand_in, files.values(), strict=True)), method=0)
    for ascii_name, name in stand_in.items():
        data = data.replace(ascii_name.encode(), name)
    return data


def locked(data: bytes) -> bytes:
    """The archive with the mark that its first member is encrypted."""
    found = bytearray(data)
    found[6] |= 1
    found[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(found)


def test_what_is_a_container() -> None:
    assert [is_container(suffix) for suffix in (".zip", ".EML", ".msg", ".docx")] == [True, True, True, False]
    assert [has_own_text(suffix) for suffix in (".zip", ".eml", ".msg")] == [False, True, True]


def test_members() -> None:
    inner = zipped({"c.txt": "c"})
    files: dict[str, bytes | str] = {
        "Møder på Ærø/referat.txt": "æøå",
        "mappe/": "",
        "indre.zip": inner,
        "foto.jpg": "x",
        "__MACOSX/._referat.txt": "x",
        ".skjult.txt": "x",
        "mappe/~$notat.docx": "x",
    }
    assert list(members(zipped(files), ".zip")) == [
        Member("Møder på Ærø/referat.txt", "æøå".encode()),
        Member("indre.zip", inner),
        Skipped("foto.jpg", "filtypen understøttes ikke."),
    ]


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "utf-8"])
@pytest.mark.parametrize("name", ["Møde på Ærø, Åsen.txt", "høring.txt", "Århus.txt"])
def test_names_in_old_code_pages(name: str, encoding: str) -> None:
    assert names(with_raw_names({name.encode(encoding): b"x"})) == [name]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\Sager\\æ.txt", "C:/Sager/æ.txt"),
        ("/a//b.txt", "a/b.txt"),
        ("a\nb\u202etxt.exe\x07", "a btxt.exe"),
        ("..", "uden navn"),
        ("x" * 999 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_names_are_shown_safely(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_the_same_name_twice_gets_a_number() -> None:
    data = with_raw_names({b"a/b.txt": b"1", b"a\\b.txt": b"2", b"//a/b.txt": b"3"})
    assert names(data) == ["a/b.txt", "a/b (2).txt", "a/b (3).txt"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked(zipped({"a.txt": "x"})), "adgangskode"),
        (zipped({"a.txt": "x" * 99}, zipfile.ZIP_LZMA), "almindelig zip"),
        (zipped({"a.txt": "fejl her"}, 0).replace(b"fejl", b"liv!"), "beskadiget"),
        (zipped({"a.txt": bytes(41 * MEGABYTE), "b.bin": b""}, 0), "for stor"),
    ],
)
def test_members_that_are_skipped(data: bytes, reason: str) -> None:
    first = next(members(data, ".zip"))
    assert isinstance(first, Skipped)
    assert reason in first.reason


def overlapping() -> bytes:
    """Many entries that share the bytes of one member."""
    data = zipped({"a.txt": "Ærø " * 50_000})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    table = data[start:end] * 500
    return data[:start] + table + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 500, 500, len(table), start, 0)


def lying() -> bytes:
    """A member that unpacks to more than it says."""
    data = bytearray(zipped({"a.txt": bytes(MEGABYTE)}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a.txt": bytes(30 * MEGABYTE)}), "formentlig skadelig"),
        (zipped({f"{n}.txt": bytes(39 * MEGABYTE) for n in range(6)}), "fylder for meget"),
        (zipped({f"{n}.txt": "" for n in range(10_001)}), r"10\.000 filer"),
        (overlapping(), "formentlig skadelig"),
        (zipped({"a.txt": "x"})[:-9], "beskadiget"),
        (b"PK\x01\x02" * 200_000, "fylder for meget"),
        (b"tekst", "beskadiget"),
        (zipped({}), "tomt"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        list(members(data, ".zip"))


def test_no_more_is_unpacked_than_a_member_says() -> None:
    (found,) = members(lying(), ".zip")
    assert isinstance(found, Skipped)


def test_a_bomb_within_an_archive_is_a_member_that_fails_alone() -> None:
    bomb = zipped({"a.txt": bytes(30 * MEGABYTE)})
    (found,) = members(zipped({"indre.zip": bomb}), ".zip")
    assert isinstance(found, Member)
    with pytest.raises(UnreadableError, match="skadelig"):
        list(members(found.data, ".zip"))

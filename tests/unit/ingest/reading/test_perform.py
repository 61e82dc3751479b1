import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.reading.limits import Limits
from ingest.reading.messages import Message, decode_members, decode_reading
from ingest.reading.perform import perform

TEXT = "Udvalget drøftede æbler, øl og å på rådhuset den 3. juni 2025."


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a text, a program, and an archive with a text."""
    inner = packed({"sag/bilag.md": TEXT.encode()})
    path = tmp_path / "sager.zip"
    path.write_bytes(packed({"a.txt": TEXT.encode(), "b.exe": b"MZ", "indre.zip": inner}))
    return path


def asked(
    task: str, path: Path, *member: str, suffix: str | None = None, limits: Limits | None = None
) -> Message:
    request: Message = {"task": task, "path": str(path), "member": list(member), "suffix": suffix}
    return perform(request, limits or Limits(), lambda *_: None)


def test_the_members_of_a_container(archive: Path) -> None:
    found = decode_members(asked("members", archive)["answer"])
    assert [file.name for file in found.members] == ["a.txt", "indre.zip"]
    assert (found.members[0].sha256, found.members[0].size) == (
        sha256(TEXT.encode()).hexdigest(),
        len(TEXT.encode()),
    )
    assert [(file.name, file.reason) for file in found.skipped] == [("b.exe", "filtypen understøttes ikke.")]
    inner = decode_members(asked("members", archive, "indre.zip")["answer"])
    assert [file.name for file in inner.members] == ["sag/bilag.md"]


@pytest.mark.parametrize("member", [("a.txt",), ("indre.zip", "sag/bilag.md")])
def test_a_member_is_read(archive: Path, member: tuple[str, ...]) -> None:
    reading = decode_reading(asked("read", archive, *member)["answer"])
    assert [block.text for block in reading.blocks] == [TEXT]


def test_an_archive_that_was_replaced_is_opened_anew(archive: Path) -> None:
    asked("read", archive, "a.txt")
    archive.write_bytes(packed({"ny.txt": b"Nyt."}))
    assert "findes ikke" in asked("read", archive, "a.txt")["unreadable"]
    assert "answer" in asked("read", archive, "ny.txt")


def test_the_suffix_that_is_given_counts(tmp_path: Path) -> None:
    path = tmp_path / "hentet"
    path.write_text("<html><body><h1>Referat</h1><p>Godkendt.</p></body></html>", encoding="utf-8")
    reading = decode_reading(asked("read", path, suffix=".html")["answer"])
    assert [block.text for block in reading.blocks] == ["Referat", "Godkendt."]


@pytest.mark.parametrize(
    ("task", "member", "said"),
    [
        ("read", ("c.txt",), "findes ikke"),
        ("read", ("a.txt", "b.txt"), "ikke et arkiv"),
        ("members", ("a.txt",), "ikke et arkiv"),
        ("read", ("indre.zip",) * 6 + ("a.txt",), "mere end 5 lag"),
        ("read", (), "ingen tekst i sig selv"),
    ],
)
def test_no_way_to_a_member(archive: Path, task: str, member: tuple[str, ...], said: str) -> None:
    assert said in asked(task, archive, *member)["unreadable"]


def test_a_container_that_is_gone(tmp_path: Path) -> None:
    assert "findes ikke" in asked("members", tmp_path / "væk.zip")["unreadable"]


@pytest.mark.parametrize("text", ["Et langt ord. " * 40, "a\n\n" * 20])
def test_too_much_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lang.txt"
    path.write_text(text, encoding="utf-8")
    answer = asked("read", path, limits=Limits(characters=300))
    assert answer == {
        "unreadable": "Dokumentet er for stort (over 0,0003 mio. tegn). Del det op i mindre dokumenter."
    }

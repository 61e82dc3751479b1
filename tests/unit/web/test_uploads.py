"""Sent files: the names under which they are stored, and forms that are broken, hostile or too large."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.requests import Request
from ingest.runs import Runs
from tests.support.forms import BOUNDARY, form_of, part_of
from tests.support.standing_in import empty_corpus
from web import uploads
from web.errors import ExpectedError
from web.uploads import Uploads, safe_name

KIND = f"multipart/form-data; boundary={BOUNDARY}"


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("referat.pdf", "referat.pdf"),
        ("Økonomiudvalgets møde på Ærø.docx", "Økonomiudvalgets møde på Ærø.docx"),
        ("A\u030arhus.md", "Århus.md"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Mine dokumenter\\referat.pdf", "referat.pdf"),
        ("/", "fil"),
        ("..", "fil"),
        ("", "fil"),
        (".env", "env"),
        ("~$referat.docx", "$referat.docx"),
        ("a\0b\nc\u202egpj.pdf", "abcgpj.pdf"),
        ("hvad?.md", "hvad_.md"),
        ("a%22b.md", "a_b.md"),
        ("100%25.md", "100%25.md"),
        ("navn. ", "navn"),
        ("æ" * 300 + ".pdf", "æ" * 90 + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * 178),
        ("\ud800.md".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "���.md"),
    ],
)
def test_names_are_stored_without_folders_and_tricks(sent: str, stored: str) -> None:
    assert safe_name(sent, ()) == stored
    assert len(stored.encode()) < 200


def test_repeated_names_are_numbered() -> None:
    taken: list[str] = []
    for sent in ("a.md", "A.md", "x/a.md", "a (2).md"):
        taken.append(safe_name(sent, taken))
    assert taken == ["a.md", "A (2).md", "a (3).md", "a (2) (2).md"]


def receive(root: Path, content: bytes, step: int = 1000, kind: str = KIND) -> list[str]:
    form = Uploads(root).receive("run", kind)
    try:
        for start in range(0, len(content), step):
            form.feed(content[start : start + step])
        form.finish()
    finally:
        form.close()
    return form.names


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_files_arrive_byte_by_byte_however_they_are_cut(tmp_path: Path, step: int) -> None:
    data = bytes(range(256)) * 4 + b"\r\n--" + BOUNDARY.encode()[:-1] + b"\r\n"
    names = receive(tmp_path, form_of({"a.pdf": data, "æ.md": b"", "b.md": "øl".encode()}), step)
    assert names == ["a.pdf", "æ.md", "b.md"]
    stored = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    assert stored == {"a.pdf": data, "æ.md": b"", "b.md": "øl".encode()}


def test_a_file_of_an_unsupported_kind_is_named_and_not_kept(tmp_path: Path) -> None:
    assert receive(tmp_path, form_of({"a.exe": b"MZ" * 100, "b.md": b"b"})) == ["a.exe", "b.md"]
    assert (tmp_path / "run" / "a.exe").stat().st_size == 0


def test_fields_that_are_no_files_are_passed_over(tmp_path: Path) -> None:
    content = part_of("note", None, b"hej") + part_of("files", "", b"") + form_of({"a.md": b"a"})
    assert receive(tmp_path, content) == ["a.md"]


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "invalid_upload"),
    "no form": (lambda: b"%PDF-1.7 " * 100, "invalid_upload"),
    "cut off": (lambda: form_of({"a.md": b"a" * 500})[:-80], "invalid_upload"),
    "cut off at its end": (lambda: form_of({"a.md": b"a" * 500})[:-4], "invalid_upload"),
    "no files": (lambda: part_of("note", None, b"x") + f"--{BOUNDARY}--\r\n".encode(), "no_files"),
    "too many files": (lambda: form_of({f"{n}.md": b"" for n in range(201)}), "too_many_files"),
    "a file too large": (lambda: form_of({"stor.pdf": b"x" * 5000}), "file_too_large"),
    "too large together": (lambda: form_of({"a.exe": b"x" * 20_000}), "upload_too_large"),
    "endless headers": (lambda: b"--" + BOUNDARY.encode() + b"\r\n" + b"a: b\r\n" * 1000, "invalid_upload"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_form_that_is_broken_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    make, code = BROKEN[case]
    content = make()
    monkeypatch.setattr(uploads, "MOST_FILE_BYTES", 4000)
    monkeypatch.setattr(uploads, "MOST_BYTES", 19_000 if case == "too large together" else 100_000)
    with pytest.raises(ExpectedError) as error:
        receive(tmp_path, content)
    assert error.value.code == code
    if case == "a file too large":
        assert "»stor.pdf«" in error.value.message


@pytest.mark.parametrize(
    "kind", ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=x"]
)
def test_what_is_no_form_is_refused_before_anything_is_written(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ExpectedError) as error:
        receive(tmp_path, b"", kind=kind)
    assert error.value.status == 415
    assert list(tmp_path.iterdir()) == []


def test_files_are_kept_until_their_run_has_ended(tmp_path: Path) -> None:
    runs, received = Runs(empty_corpus(tmp_path)), Uploads(tmp_path / "uploads")
    received.clear(runs)
    for run in ("kept", "done", "orphan"):
        received.folder(run).mkdir(parents=True)
    for run in ("kept", "done"):
        runs.enqueue(Request(upload=str(received.folder(run))), run)
    runs.cancel("done")
    received.ended(runs.get("done"))
    assert not received.folder("done").exists()
    assert received.folder("kept").exists()
    received.clear(runs)
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["kept"]

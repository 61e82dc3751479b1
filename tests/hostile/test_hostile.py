"""Every hostile or broken file fails alone, with a reason in one Danish line, or is read as what it is."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.blocks import Reading, UnreadableError
from ingest.readers.archive import has_own_text, is_container
from ingest.reading import Limits, ReadingProcess
from tests.hostile.hostile_file import Hostile
from tests.hostile.make_files import hostile_files

_LINE = re.compile(r"[A-ZÆØÅ][^\n]{20,300}\.")
_FOREIGN = re.compile(r"Traceback|Error|Exception|ingest/|/tmp|not |invalid|failed", re.IGNORECASE)
_SECRET = "root:x:0"
_GOOD = "Udvalget drøftede æbler, øl og å på rådhuset."
_WIDEST = 3  # members of a container that are tried


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    """A reading process with small limits, the same one for all files."""
    with ReadingProcess(Limits(seconds=3, memory_bytes=600 * 2**20)) as process:
        yield process


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that can be read."""
    path = tmp_path_factory.mktemp("god") / "god.txt"
    path.write_text(_GOOD, encoding="utf-8")
    return path


def readings(process: ReadingProcess, path: Path, member: tuple[str, ...] = ()) -> Iterator[Reading]:
    """A file's text, or those of the first few files in a container."""
    suffix = Path(member[-1] if member else path).suffix
    if is_container(suffix) and not has_own_text(suffix):
        found = process.members(path, member)
        if not found.members:
            reason = found.skipped[0].reason
            raise UnreadableError(reason[0].upper() + reason[1:])
        for file in found.members[:_WIDEST]:
            yield from readings(process, path, (*member, file.name))
    else:
        yield process.read(path, member)


def text_of(reading: Reading) -> str:
    cells = [cell for block in reading.blocks for row in block.rows for cell in row]
    return "\n".join([*(block.text for block in reading.blocks), *cells])


def outcome(process: ReadingProcess, path: Path) -> tuple[str | None, str]:
    """Why a file cannot be read, or None and its text."""
    try:
        return None, "\n".join(text_of(reading) for reading in readings(process, path))
    except UnreadableError as error:
        return str(error), ""


def require_sane(text: str) -> None:
    assert _SECRET not in text
    assert "\x00" not in text
    assert text.encode()  # no lone surrogates


def require_line(message: str) -> None:
    assert _LINE.fullmatch(message), message
    assert not _FOREIGN.search(message), message


@pytest.mark.parametrize("file", list(hostile_files()), ids=lambda file: file.name)
def test_a_hostile_file_fails_alone(
    file: Hostile, process: ReadingProcess, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.make())
    reason, text = outcome(process, path)
    if reason is None:
        assert file.holds is not None, text[:200]
        require_sane(text)
        assert file.holds in text
    else:
        require_line(reason)
        assert file.fails is not None, reason
        assert re.search(file.fails, reason), reason
    assert [block.text for block in process.read(good).blocks] == [_GOOD]


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def closed(path: Path) -> None:
    path.write_text(_GOOD, encoding="utf-8")
    path.chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root may read every file")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (loop, "findes ikke"),
        (endless, "findes ikke"),
        (os.mkfifo, "findes ikke"),
        (Path.mkdir, "findes ikke"),
        (closed, "adgang"),
    ],
)
def test_what_is_no_file(
    make: Callable[[Path], None], said: str, process: ReadingProcess, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    make(path)
    with pytest.raises(UnreadableError, match=said) as raised:
        process.read(path)
    require_line(str(raised.value))
    assert process.read(good).blocks

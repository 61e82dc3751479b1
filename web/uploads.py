"""Files that are sent by the browser: streamed into a folder of the home until their run has ended."""

import os
import re
import shutil
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from ingest.readers import SUFFIXES
from ingest.runs import Run, Runs
from web.errors import ExpectedError
from web.messages import message

MEGABYTE = 1024 * 1024
MOST_FILE_BYTES = 40 * MEGABYTE
MOST_BYTES = 1024 * MEGABYTE
MOST_FILES = 200
_LONGEST_NAME_BYTES = 180
_ESCAPED = re.compile(r"%(?:22|0D|0A)", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*]')


class Uploads:
    """The folders of uploads, one for each run, under `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def folder(self, run: str) -> Path:
        """Where the files of a run lie."""
        return self._root / run

    def receive(self, run: str, content_type: str) -> "Form":
        """A form that writes its files into the folder of a run, which is made."""
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise _refused("not_multipart", 415)
        self.folder(run).mkdir(parents=True)
        try:
            return Form(self.folder(run), options[b"boundary"])
        except FormParserError as error:
            self.discard(run)
            raise _refused("invalid_upload", 422) from error

    def discard(self, run: str) -> None:
        """Delete the files of a run."""
        shutil.rmtree(self.folder(run), ignore_errors=True)

    def ended(self, run: Run) -> None:
        """Delete the files of a run that ended."""
        if run.request.upload:
            self.discard(run.id)

    def clear(self, runs: Runs) -> None:
        """Delete what belongs to no run that is still to be carried out: a process ended while it was sent."""
        kept = {run.id for run in runs.pending()}
        for folder in self._root.iterdir() if self._root.exists() else ():
            if folder.name not in kept:
                self.discard(folder.name)


class Form:
    """A form as it comes in, written to a folder file by file. Not for several threads at once.

    A file of an unsupported kind becomes an empty one: its run says what is wrong with it.
    """

    def __init__(self, folder: Path, boundary: bytes) -> None:
        self._folder = folder
        self.names: list[str] = []
        self._total = 0
        self._header = b""
        self._value = b""
        self._disposition = b""
        self._file: BinaryIO | None = None
        self._written = 0
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin_part,
                "on_header_field": self._add_to_header,
                "on_header_value": self._add_to_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._begin_file,
                "on_part_data": self._write,
                "on_part_end": self._end_file,
                "on_end": self._end,
            },
        )

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the form; ExpectedError when a limit is passed or they are no form."""
        self._total += len(chunk)
        if self._total > MOST_BYTES:
            raise _refused("upload_too_large", 413, megabytes=MOST_BYTES // MEGABYTE)
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise _refused("invalid_upload", 422) from error

    def finish(self) -> None:
        """Check that the form came to its end and had files."""
        if not self._ended:
            raise _refused("invalid_upload", 422)
        if not self.names:
            raise _refused("no_files", 422)

    def close(self) -> None:
        """Close what a form that broke off left open."""
        if self._file:
            self._file.close()

    def _begin_part(self) -> None:
        self._disposition = b""

    def _add_to_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _add_to_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _begin_file(self) -> None:
        _, options = parse_options_header(self._disposition)
        if not options.get(b"filename"):
            return
        if len(self.names) == MOST_FILES:
            raise _refused("too_many_files", 422, most=MOST_FILES)
        name = safe_name(options[b"filename"].decode("utf-8", "replace"), self.names)
        self.names.append(name)
        self._written = 0
        self._file = (self._folder / name).open("xb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._file is None or not is_supported(self.names[-1]):
            return
        self._written += end - start
        if self._written > MOST_FILE_BYTES:
            raise _refused("file_too_large", 413, name=self.names[-1], megabytes=MOST_FILE_BYTES // MEGABYTE)
        self._file.write(data[start:end])

    def _end_file(self) -> None:
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _end(self) -> None:
        self._ended = True


def safe_name(sent: str, taken: Collection[str]) -> str:
    """The name of a sent file as it is stored: without folders and characters that file systems refuse.

    One that is taken already gets a number.
    """
    plain = _ESCAPED.sub(lambda escape: unquote(escape[0]), sent).replace("\\", "/").rpartition("/")[2]
    kept = (char for char in unicodedata.normalize("NFC", plain) if unicodedata.category(char)[0] != "C")
    name = _UNSAFE.sub("_", "".join(kept)).lstrip(". ~").rstrip(". ") or "fil"
    stem, suffix = _cut(Path(name).stem), Path(name).suffix
    if len(suffix.encode()) > _LONGEST_NAME_BYTES // 4:
        stem, suffix = _cut(name), ""
    used = {other.casefold() for other in taken}
    numbers = range(2, len(used) + 3)
    names = [f"{stem}{suffix}", *(f"{stem} ({number}){suffix}" for number in numbers)]
    return next(name for name in names if name.casefold() not in used)


def is_supported(name: str) -> bool:
    """Whether there is a reader for a file of this name."""
    return Path(name).suffix.lower() in SUFFIXES


def _cut(name: str) -> str:
    return name.encode()[:_LONGEST_NAME_BYTES].decode("utf-8", "ignore")


def _refused(code: str, status: int, **values: object) -> ExpectedError:
    return ExpectedError(code, message(code, "da", **values), status)

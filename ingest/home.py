"""The home folder: where everything is kept, and the lock that gives it to one process at a time.

An embedded Chroma that two processes open loses data, so whoever reads or writes the corpus holds the lock
for as long as it lives. The operating system releases it when the process ends, however it ends; what a
killed process left in `holder.json` and `server.json` counts only while the lock is held.
"""

import errno
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

SERVE = "kkgpt serve"
_RETRY_SECONDS = 0.05


class HomeError(Exception):
    """The home folder cannot be used; the message says why in one line, in words for an administrator."""


class HomeInUseError(HomeError):
    """Another process holds the home folder."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server listens, and the secret that proves that a request comes from the folder's owner."""

    host: str
    port: int
    token: str


@dataclass(frozen=True)
class Home:
    """The folder `path` and what lies in it."""

    path: Path

    @cached_property
    def corpus(self) -> Path:
        """The corpus's database."""
        return self.path / "corpus.db"

    @cached_property
    def journal(self) -> Path:
        """The journal's database."""
        return self.path / "journal.db"

    @cached_property
    def vectors(self) -> Path:
        """Chroma's folder."""
        return self.path / "vectors"

    @cached_property
    def models(self) -> Path:
        """What the embedding engine keeps."""
        return self.path / "models"

    @cached_property
    def uploads(self) -> Path:
        """What was uploaded and not ingested yet."""
        return self.path / "uploads"

    @cached_property
    def fetched(self) -> Path:
        """What a run has fetched, while it runs."""
        return self.path / "fetched"

    @contextmanager
    def hold(self, command: str, patience: float = 0.0) -> Iterator[None]:
        """Make the folder where it is missing, and keep it to this process.

        `command` is shown to others who want the folder meanwhile. Another command that holds it is waited for, for
        `patience` seconds; a server is not. HomeInUseError when it is held still, HomeError when the folder cannot
        be used at all.
        """
        with _explained(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock(self.path / "lock", blocking=False)
            self._acquire(lock, patience)
            self._forget()
            _write(self._holder, {"process": os.getpid(), "command": command})
        try:
            yield
        finally:
            self._forget()
            lock.release()

    def announce(self, server: ServerAddress) -> None:
        """Tell other commands where this process, which holds the folder, takes requests."""
        _write(self._server, asdict(server))

    def server(self) -> ServerAddress | None:
        """Where the process that holds the folder takes requests, if it said so; only while it is held."""
        content = _read(self._server)
        try:
            return ServerAddress(str(content["host"]), int(content["port"]), str(content["token"]))
        except (KeyError, ValueError, TypeError):
            return None

    def is_served(self) -> bool:
        """Whether a server holds the folder, which may take no requests yet."""
        return _read(self._holder).get("command") == SERVE

    @property
    def _holder(self) -> Path:
        return self.path / "holder.json"

    @property
    def _server(self) -> Path:
        return self.path / "server.json"

    def _acquire(self, lock: FileLock, patience: float) -> None:
        deadline = time.monotonic() + patience
        while True:
            try:
                lock.acquire()
            except Timeout:
                if self.is_served() or time.monotonic() >= deadline:
                    raise HomeInUseError(self._in_use()) from None
                time.sleep(_RETRY_SECONDS)
            else:
                return

    def _forget(self) -> None:
        self._server.unlink(missing_ok=True)
        self._holder.unlink(missing_ok=True)

    def _in_use(self) -> str:
        holder = _read(self._holder)
        who = f"proces {holder['process']} ({holder['command']})" if holder else "en anden proces"
        return f"Mappen {self.path} er i brug af {who}. Vent til den er færdig."


def storage_problem(error: OSError, path: Path) -> str:
    """What is wrong with `path`, in one line for an administrator."""
    reasons = {
        errno.ENOTDIR: "er ikke en mappe. Sæt KKGPT_HOME til en mappe.",
        errno.EEXIST: "er en fil, ikke en mappe. Sæt KKGPT_HOME til en mappe.",
        errno.EACCES: "kan ikke skrives. Giv adgang til den, eller sæt KKGPT_HOME til en anden mappe.",
        errno.EPERM: "kan ikke skrives. Giv adgang til den, eller sæt KKGPT_HOME til en anden mappe.",
        errno.EROFS: "ligger på et skrivebeskyttet drev. Sæt KKGPT_HOME til en anden mappe.",
        errno.ENOSPC: "kan ikke skrives: disken er fuld. Gør plads, og prøv igen.",
        errno.EDQUOT: "kan ikke skrives: kvoten er brugt op. Gør plads, og prøv igen.",
    }
    return f"{path} {reasons.get(error.errno or 0, f'kan ikke bruges ({error.strerror}).')}"


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Tell what is wrong with the folder in place of the operating system's error."""
    try:
        yield
    except OSError as error:
        raise HomeError(storage_problem(error, path)) from error


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write a whole file or nothing, readable by the owner alone."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file)
    draft.replace(path)


def _read(path: Path) -> dict[str, Any]:
    """The content of a file that `_write` wrote; empty when there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}

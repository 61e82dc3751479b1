"""Named arrays kept in a file between starts; a damaged or missing file is made anew."""

import hashlib
import io
import logging
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.embedding.quantise import Tensors

_SUFFIX = ".tensors"
_TEMPORARY = ".tmp"
_ABANDONED_SECONDS = 3600.0
_DIGEST_BYTES = hashlib.sha256().digest_size
_log = logging.getLogger(__name__)


def cached_tensors(folder: Path, name: str, key: str, build: Callable[[], Tensors]) -> Tensors:
    """The arrays that were stored in `folder` as `name` and `key`, or else those of `build`, stored then.

    A file is the SHA-256 of its content, then the content in numpy's npz format. A folder that cannot be
    written costs only the time to build at each start. Files of the same name and other keys are removed:
    nothing reads them any more.
    """
    path = folder / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:24]}{_SUFFIX}"
    stored = _read(path)
    if stored is not None:
        return stored
    tensors = build()
    try:
        _write(path, tensors)
        _sweep(folder, name, path)
    except OSError as error:
        _log.warning("the quantised embedding model cannot be kept in %s: %s", folder, error)
    return tensors


def _read(path: Path) -> Tensors | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("%s cannot be read: %s", path, error)
        return None
    digest, content = raw[:_DIGEST_BYTES], memoryview(raw)[_DIGEST_BYTES:]
    if hashlib.sha256(content).digest() != digest:
        _log.warning("%s is damaged and is made anew", path)
        return None
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _write(path: Path, tensors: Tensors) -> None:
    """Writes to a temporary file, flushes it to the disk and renames it: no reader sees half a file."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **tensors)
    content = buffer.getbuffer()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=_TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(hashlib.sha256(content).digest())
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _sweep(folder: Path, name: str, current: Path) -> None:
    """Removes what other versions stored and what a process that was killed while it wrote left behind."""
    for path in folder.glob(f"{name}-*"):
        abandoned = path.suffix == _TEMPORARY and time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
        if abandoned or (path.suffix == _SUFFIX and path != current):
            path.unlink(missing_ok=True)

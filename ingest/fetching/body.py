"""The body of an answer, written as it comes and never beyond a limit, neither packed nor unpacked."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

import httpx

from ingest.fetching import problems
from ingest.fetching.problems import HiccupError, UnfetchableError

GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 2**16
_GZIP = 31  # zlib's number for a gzip header and trailer


def save_body(response: httpx.Response, into: BinaryIO, limit_bytes: int) -> None:
    """Write the body of `response`, unpacked, over what `into` holds; raises `UnfetchableError`."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise UnfetchableError(problems.ENCODING)
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced[:20]) > limit_bytes:
        raise UnfetchableError(problems.too_large(limit_bytes))
    into.seek(0)
    into.truncate()
    raw = _limited(response.iter_raw(), limit_bytes)
    for piece in unpack(raw, limit_bytes) if "gzip" in encoding else raw:
        into.write(piece)


def unpack(chunks: Iterator[bytes], limit_bytes: int) -> Iterator[bytes]:
    """What gzip data holds, piece by piece; raises `UnfetchableError` if it is damaged, cut off or beyond the limit."""
    return _limited(_unpack(chunks), limit_bytes)


def _limited(chunks: Iterator[bytes], limit_bytes: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit_bytes:
            raise UnfetchableError(problems.too_large(limit_bytes))
        yield chunk


def _unpack(chunks: Iterator[bytes]) -> Iterator[bytes]:
    engine, started = zlib.decompressobj(_GZIP), False
    try:
        for data in chunks:
            while data:
                if engine.eof:  # gzip data may consist of several members, and be padded
                    if not data.strip(b"\0"):
                        break
                    engine = zlib.decompressobj(_GZIP)
                started = True
                yield engine.decompress(data, _PIECE)
                data = engine.unconsumed_tail or engine.unused_data
        yield engine.flush()
    except zlib.error:
        raise HiccupError(problems.BROKEN_GZIP) from None
    if started and not engine.eof:
        raise HiccupError(problems.BROKEN_GZIP)

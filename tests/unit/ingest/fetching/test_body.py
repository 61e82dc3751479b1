import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO

import httpx
import pytest

from ingest.fetching.body import save_body, unpack
from ingest.fetching.problems import HiccupError, UnfetchableError

LIMIT = 100_000
TEXT = "Rødgrød på Ærø. ".encode() * 1000
PACKED = gzip.compress(TEXT)


def saved(body: bytes, **headers: str) -> bytes:
    into = BytesIO(b"what a failed attempt left" * 5000)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    save_body(httpx.Response(200, headers=named, stream=httpx.ByteStream(body)), into, LIMIT)
    return into.getvalue()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (TEXT, "identity"),
        (PACKED, "gzip"),
        (PACKED, "X-GZIP"),
        (gzip.compress(TEXT[:16]) + gzip.compress(TEXT[16:]), "gzip"),
        (PACKED + b"\0" * 100, "gzip"),
    ],
)
def test_saves(body: bytes, encoding: str) -> None:
    assert saved(body, Content_Encoding=encoding) == TEXT


def test_an_empty_body_is_no_damage() -> None:
    assert saved(b"", Content_Encoding="gzip") == b""


@pytest.mark.parametrize(
    ("body", "headers", "said"),
    [
        (b"x" * (LIMIT + 1), {}, "for stort"),
        (b"x", {"Content_Length": "9" * 30}, "for stort"),
        (gzip.compress(b"\0" * 50 * LIMIT), {"Content_Encoding": "gzip"}, "for stort"),
        (gzip.compress(PACKED), {"Content_Encoding": "gzip, gzip"}, "komprimeret"),
        (zlib.compress(TEXT), {"Content_Encoding": "deflate"}, "komprimeret"),
        (TEXT, {"Content_Encoding": "br"}, "komprimeret"),
    ],
)
def test_refuses(body: bytes, headers: dict[str, str], said: str) -> None:
    with pytest.raises(UnfetchableError, match=said):
        saved(body, **headers)


@pytest.mark.parametrize("body", [PACKED[:-20], TEXT, PACKED[:50] + b"x" * 50, PACKED + b"rest"])
def test_damaged(body: bytes) -> None:
    with pytest.raises(HiccupError, match="beskadiget"):
        saved(body, Content_Encoding="gzip")


def test_a_bomb_is_unpacked_in_small_pieces_only() -> None:
    def bombs() -> Iterator[bytes]:
        yield gzip.compress(b"\0" * 10_000_000)

    sizes: list[int] = []
    with pytest.raises(UnfetchableError):
        sizes.extend(len(piece) for piece in unpack(bombs(), LIMIT * 10))
    assert all(size <= 2**16 for size in sizes)

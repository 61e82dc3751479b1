"""The messages between the reading process and its owner: JSON behind its length, and nothing that runs code."""

import json
from typing import Any, BinaryIO

from ingest.blocks import Block, BlockKind, Concealment, Hidden, Link, Reading
from ingest.reading.members import MemberFile, MemberList, SkippedMember

Message = dict[str, Any]

LARGEST = 64 * 2**20
"""Bytes of a message; a longer one is not accepted."""
_PREFIX = 4


def send(stream: BinaryIO, message: Message) -> None:
    """Write one message; `ValueError` when it is too long."""
    # Names of files may hold bytes that are no text; those travel as lone surrogates.
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(body) > LARGEST:
        raise ValueError("message too long")
    stream.write(len(body).to_bytes(_PREFIX, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> Message | None:
    """Read one message; None at the stream's end, and when what comes is no message."""
    prefix = stream.read(_PREFIX)
    length = int.from_bytes(prefix, "big")
    if len(prefix) < _PREFIX or length > LARGEST:
        return None
    body = stream.read(length)
    if len(body) < length:
        return None
    try:
        message = json.loads(body.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def encode_reading(reading: Reading) -> list[Any]:
    """A reading as JSON; what is empty at a block's end is left out."""
    return [
        [_encode_block(block) for block in reading.blocks],
        list(reading.dropped),
        list(reading.ocr.items()),
        [(one.how.value, one.text, one.page) for one in reading.hidden],
        [(link.target, link.image) for link in reading.links],
        dict(reading.redacted),
    ]


def decode_reading(value: Any) -> Reading:
    """A reading from JSON; `ValueError`, `TypeError`, `AttributeError` or `LookupError` when it is none."""
    blocks, dropped, ocr, hidden, links, redacted = value
    return Reading(
        tuple(map(_decode_block, blocks)),
        tuple(map(_text, dropped)),
        {int(page): float(confidence) for page, confidence in ocr},
        tuple(Hidden(Concealment(how), _text(text), _page(page)) for how, text, page in hidden),
        tuple(Link(_text(target), bool(image)) for target, image in links),
        {_text(rule): int(count) for rule, count in redacted.items()},
    )


def encode_members(found: MemberList) -> list[Any]:
    """A list of members as JSON."""
    return [
        [(file.name, file.sha256, file.size) for file in found.members],
        [(file.name, file.reason) for file in found.skipped],
    ]


def decode_members(value: Any) -> MemberList:
    """A list of members from JSON; `ValueError`, `TypeError` or `LookupError` when it is none."""
    members, skipped = value
    return MemberList(
        tuple(MemberFile(_text(name), _text(sha256), int(size)) for name, sha256, size in members),
        tuple(SkippedMember(_text(name), _text(reason)) for name, reason in skipped),
    )


def _encode_block(block: Block) -> list[Any]:
    head = [block.kind.value, block.text, block.level, block.page]
    return [*head, block.rows, block.has_header] if block.rows else head


def _decode_block(value: Any) -> Block:
    kind, text, level, page, *table = value
    rows, has_header = table or ((), False)
    return Block(
        BlockKind(kind),
        _text(text),
        int(level),
        _page(page),
        tuple(tuple(map(_text, row)) for row in rows),
        bool(has_header),
    )


def _page(value: Any) -> int | None:
    return None if value is None else int(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value

import io
import json

import pytest

from ingest.blocks import Block, BlockKind, Reading
from ingest.reading import MemberFile, MemberList, SkippedMember
from ingest.reading.messages import (
    LARGEST,
    Message,
    decode_members,
    decode_reading,
    encode_members,
    encode_reading,
    receive,
    send,
)


def through_a_pipe(message: Message) -> Message | None:
    pipe = io.BytesIO()
    send(pipe, message)
    pipe.seek(0)
    return receive(pipe)


def test_a_reading_arrives_as_it_was_sent() -> None:
    reading = Reading(
        (
            Block(BlockKind.HEADING, "Ældreplan", level=1, page=1),
            Block(BlockKind.ITEM, "- punkt", level=2),
            Block(BlockKind.TABLE, rows=(("Indsats", "Beløb"), ("a", "")), has_header=True, page=3),
        ),
        ("Side 1",),
        {2: 0.91},
    )
    arrived = through_a_pipe({"answer": encode_reading(reading)})
    assert arrived is not None
    assert decode_reading(arrived["answer"]) == reading


def test_a_list_of_members_arrives_as_it_was_sent() -> None:
    found = MemberList((MemberFile("å/b.txt", "ab12", 7),), (SkippedMember("c.exe", "filtypen"),))
    arrived = through_a_pipe({"answer": encode_members(found)})
    assert arrived is not None
    assert decode_members(arrived["answer"]) == found


def test_a_name_that_is_no_text_arrives() -> None:
    assert through_a_pipe({"path": "a\udce6.txt"}) == {"path": "a\udce6.txt"}


def framed(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\0\0",
        framed(b"{}")[:-1],
        framed(b"{"),
        framed(b"\xff"),
        framed(b"[1]"),
        framed(b"[" * 200_000),
        (LARGEST + 1).to_bytes(4, "big") + b"{}",
    ],
)
def test_what_is_no_message(sent: bytes) -> None:
    assert receive(io.BytesIO(sent)) is None


def test_a_message_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(ValueError, match="too long"):
        send(io.BytesIO(), {"text": "a" * LARGEST})


@pytest.mark.parametrize(
    "value",
    [None, [], [[], []], [[["heading", 1, 1, 1]], [], []], [[["novel", "a", 1, 1]], [], []], [[], [1], []]],
)
def test_what_is_no_reading(value: object) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        decode_reading(json.loads(json.dumps(value)))

"""E-mails, whatever format they were saved in: their text as blocks, and what is attached to them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from ingest.blocks import Block, BlockKind, Reading
from ingest.danish.dates import MONTHS
from ingest.danish.normalise import clean
from ingest.readers.html import read_html
from ingest.readers.text import read_text

_DEEPEST_HEADING = 9


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to an e-mail; `inline_image` is one that only stands in the text, such as a logo."""

    name: str
    data: bytes
    inline_image: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A part of the text of an e-mail."""

    text: str
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail as its format states it; what it does not state is empty."""

    subject: str
    sender: str
    recipients: str
    copies: str
    sent: str
    bodies: tuple[Body, ...]
    attachments: tuple[Attachment, ...]


def read_mail(mail: Mail) -> Reading:
    """The blocks of an e-mail: its subject as heading, who wrote when to whom, and its text."""
    labelled = (
        ("Fra", mail.sender),
        ("Til", mail.recipients),
        ("Kopi", mail.copies),
        ("Dato", mail.sent),
    )
    subject = _line(mail.subject)
    blocks = [Block(BlockKind.HEADING, subject, level=1)] if subject else []
    blocks += [Block(BlockKind.PARAGRAPH, f"{label}: {_line(text)}") for label, text in labelled if text]
    readings = [read_html(body.text) if body.is_html else read_text(body.text) for body in mail.bodies]
    for reading in readings:
        blocks.extend(_below_subject(reading.blocks))
    return Reading(
        tuple(blocks),
        tuple(line for reading in readings for line in reading.dropped),
        hidden=tuple(one for reading in readings for one in reading.hidden),
        links=tuple(link for reading in readings for link in reading.links),
    )


def danish_time(moment: datetime) -> str:
    """A moment in the zone that it is given in: "3. juni 2025 kl. 09.05"."""
    return f"{moment.day}. {MONTHS[moment.month - 1]} {moment.year} kl. {moment:%H.%M}"


def stated_time(text: str) -> str:
    """The time that a header states, in its own zone; the header itself where it states none."""
    with suppress(TypeError, ValueError, IndexError):
        return danish_time(parsedate_to_datetime(text))
    return text


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _below_subject(blocks: Iterable[Block]) -> list[Block]:
    return [
        replace(block, level=min(block.level + 1, _DEEPEST_HEADING))
        if block.kind is BlockKind.HEADING
        else block
        for block in blocks
    ]

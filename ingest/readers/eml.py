"""E-mails as they are sent and saved by most programs (.eml)."""

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from ingest.blocks import Reading, UnreadableError
from ingest.readers.decoding import decode
from ingest.readers.mail import Attachment, Body, Mail, read_mail, stated_time

# Python's newer policies parse addresses by a grammar that fails on what real programs write.
_HEADERS = ("from", "to", "subject", "date")
_LONGEST_HEADER = 20_000
_BOUNDARY = "=_part_of_message"  # the same each time, so that the same e-mail gives the same bytes
_SUFFIXES = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
}

_BROKEN = "Mailen er beskadiget eller ufuldstændig. Gem den igen fra mailprogrammet."
_ENCRYPTED = "Mailen er krypteret. Åbn den i mailprogrammet, og gem den uden kryptering."


def read(data: bytes) -> Reading:
    """The blocks of an e-mail; its attachments are no part of them."""
    return read_mail(parse(data))


def parse(data: bytes) -> Mail:
    """The e-mail, with its attachments."""
    message = message_from_bytes(data.lstrip())
    headers = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    if not any(name in headers for name in _HEADERS) and not message.is_multipart():
        raise UnreadableError(_BROKEN)
    bodies = tuple(body for body in _bodies(message) if body.text.strip())
    if not bodies and "pkcs7-mime" in message.get_content_type():
        raise UnreadableError(_ENCRYPTED)
    texts = {name: _header(headers.get(name, "")) for name in (*_HEADERS, "cc")}
    return Mail(
        subject=texts["subject"],
        sender=texts["from"],
        recipients=texts["to"],
        copies=texts["cc"],
        sent=stated_time(texts["date"]),
        bodies=bodies,
        attachments=tuple(_attachments(message)),
    )


def packed(mail: Mail) -> bytes:
    """The e-mail in this format, for one that lies within another format."""
    message = MIMEMultipart(boundary=_BOUNDARY)
    stated = (mail.subject, mail.sender, mail.recipients, mail.copies, mail.sent)
    for name, text in zip(("Subject", "From", "To", "Cc", "Date"), stated, strict=True):
        message[name] = Header(" ".join(text.split()), "utf-8").encode()
    for body in mail.bodies:
        message.attach(MIMEText(body.text, "html" if body.is_html else "plain", "utf-8"))
    for attachment in mail.attachments:
        part = MIMEApplication(attachment.data)
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", attachment.name))
        message.attach(part)
    return message.as_bytes()


def _header(value: object) -> str:
    """A header's text; bytes that it should have encoded are read as the text of a file would be."""
    raw = str(value)[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
    plain = decode(raw) if raw.strip() else ""
    with suppress(HeaderParseError, LookupError, ValueError):
        return "".join(_decoded(text, charset) for text, charset in decode_header(plain))
    return plain


def _decoded(text: bytes | str, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    if charset is None:
        return text.decode("raw-unicode-escape", "replace")  # how `decode_header` packs what is not encoded
    return text.decode(charset, "replace")


def _bodies(part: Message) -> Iterator[Body]:
    kind = part.get_content_type()
    if _is_attached(part):
        return
    if kind == "multipart/alternative":
        yield from _preferred(part)
    elif part.is_multipart():
        children = _children(part)
        for child in children[:1] if kind == "multipart/related" else children:
            yield from _bodies(child)
    elif kind in ("text/plain", "text/html"):
        yield Body(_text(part), is_html=kind == "text/html")


def _preferred(part: Message) -> list[Body]:
    """The plain one of several forms of a text, unless it is empty."""
    found = [body for child in _children(part) for body in _bodies(child) if body.text.strip()]
    plain = [body for body in found if not body.is_html]
    return plain or found


def _text(part: Message) -> str:
    content = _content(part)
    if not content.strip():
        return ""
    try:
        return decode(content, declared=part.get_content_charset())
    except UnreadableError:
        return content.decode(
            "cp1252", "replace"
        )  # what it declares is wrong; the rest is still worth reading


def _attachments(part: Message) -> Iterator[Attachment]:
    if _is_attached(part):
        yield _attachment(part)
    elif part.is_multipart():
        for child in _children(part):
            yield from _attachments(child)


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if kind.startswith("multipart/"):
        return False
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment" or not _is_text(kind)


def _is_text(kind: str) -> bool:
    return kind in ("text/plain", "text/html")


def _attachment(part: Message) -> Attachment:
    if part.get_content_type() == "message/rfc822":
        inner = _children(part)
        subject = _header(dict(inner[0].raw_items()).get("Subject", "")) if inner else ""
        data = inner[0].as_bytes() if inner else b""
        return Attachment(f"{(subject or 'mail').replace('/', '-')}.eml", data)
    kind = part.get_content_type()
    name = _header(part.get_filename() or f"uden navn{_SUFFIXES.get(kind, '')}")
    placed = part.get_content_disposition() == "inline" or "content-id" in part
    return Attachment(name, _content(part), inline_image=kind.startswith("image/") and placed)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []

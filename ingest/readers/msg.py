"""E-mails saved from Outlook (.msg): an OLE file in which each property is a stream of its own."""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from io import BytesIO

from olefile import STGTY_STREAM, OleFileIO

from ingest.blocks import Reading, UnreadableError
from ingest.readers.decoding import decode
from ingest.readers.eml import packed
from ingest.readers.mail import Attachment, Body, Mail, danish_time, read_mail, stated_time

_SUBJECT, _BODY, _HTML, _HEADERS = 0x0037, 0x1000, 0x1013, 0x007D
_SENDER, _ADDRESS, _SMTP_ADDRESS, _REPRESENTED = 0x0C1A, 0x0C1F, 0x5D01, 0x0042
_TO, _COPIES, _SENT, _DELIVERED = 0x0E04, 0x0E03, 0x0039, 0x0E06
_FILE, _LONG_NAME, _SHORT_NAME, _TITLE = 0x3701, 0x3707, 0x3704, 0x3001
_MIME, _CONTENT_ID = 0x370E, 0x3712
_TEXT_PAGE, _BODY_PAGE = 0x3FFD, 0x3FDE
_TEXT, _TEXT8, _BINARY, _OBJECT, _TIME = "001F", "001E", "0102", "000D", 0x0040

_PROPERTIES = "__properties_version1.0"
_ENTRY = struct.Struct("<HHI8s")  # type, property, flags, value
_TOP, _WITHIN, _ATTACHED = 32, 24, 8  # bytes before the entries: of a message, one within it, an attachment
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGES = {65001: "utf-8", 20127: "cp1252", 28591: "cp1252", 0: "cp1252"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_DEEPEST = 5

_BROKEN = "Mailen er beskadiget eller ufuldstændig. Gem den igen fra Outlook."


def read(data: bytes) -> Reading:
    """The blocks of an e-mail; its attachments are no part of them."""
    return read_mail(parse(data))


def parse(data: bytes) -> Mail:
    """The e-mail, with its attachments; an e-mail among them becomes one in the format .eml."""
    try:
        ole = OleFileIO(BytesIO(data))
    except (OSError, ValueError, IndexError, struct.error):
        raise UnreadableError(_BROKEN) from None
    with ole:
        if not ole.exists(_PROPERTIES):
            raise UnreadableError(_BROKEN)
        return _mail(_Storage(ole), depth=0)


@dataclass(frozen=True, slots=True)
class _Storage:
    """A message or an attachment in the file: the place where its properties lie."""

    ole: "OleFileIO[str]"
    path: tuple[str, ...] = ()

    def stream(self, number: int, kind: str) -> bytes | None:
        return self._bytes(f"__substg1.0_{number:04X}{kind}")

    def text(self, number: int, page: str) -> str:
        """A property as text, "" where it is missing; `page` is for the kind that is not Unicode."""
        wide = self.stream(number, _TEXT)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        return _decoded(self.stream(number, _TEXT8) or b"", page).rstrip("\x00")

    def fixed(self) -> dict[int, tuple[int, bytes]]:
        """The properties of fixed length: type and value by their number."""
        data = self._bytes(_PROPERTIES) or b""
        start = _TOP if not self.path else _WITHIN if self.path[-1].endswith(_OBJECT) else _ATTACHED
        whole = max(len(data) - start, 0) // _ENTRY.size * _ENTRY.size
        entries = _ENTRY.iter_unpack(data[start : start + whole])
        return {number: (kind, value) for kind, number, _, value in entries}

    def children(self, prefix: str) -> list["_Storage"]:
        """The storages right below this one with such names."""
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self.ole.listdir()
            if len(entry) > depth and tuple(entry[:depth]) == self.path and entry[depth].startswith(prefix)
        }
        return [_Storage(self.ole, (*self.path, name)) for name in sorted(names)]

    def _bytes(self, name: str) -> bytes | None:
        path = [*self.path, name]
        if self.ole.get_type(path) != STGTY_STREAM:
            return None
        data: bytes = self.ole.openstream(path).read()
        return data


def _mail(storage: _Storage, depth: int) -> Mail:
    fixed = storage.fixed()
    page = _page(fixed, _TEXT_PAGE)
    headers = HeaderParser().parsestr(storage.text(_HEADERS, page))
    return Mail(
        subject=storage.text(_SUBJECT, page),
        sender=_sender(storage, page),
        recipients=storage.text(_TO, page),
        copies=storage.text(_COPIES, page),
        sent=stated_time(str(headers["date"])) if headers["date"] else _sent(fixed),
        bodies=_bodies(storage, page, _page(fixed, _BODY_PAGE)),
        attachments=tuple(_attachments(storage, page, depth)),
    )


def _sender(storage: _Storage, page: str) -> str:
    name = storage.text(_SENDER, page) or storage.text(_REPRESENTED, page)
    address = storage.text(_SMTP_ADDRESS, page) or storage.text(_ADDRESS, page)
    return f"{name} <{address}>".strip() if "@" in address and address != name else name


def _sent(fixed: dict[int, tuple[int, bytes]]) -> str:
    for number in (_SENT, _DELIVERED):
        kind, value = fixed.get(number, (0, b""))
        ticks = int.from_bytes(value, "little") if kind == _TIME else 0  # of 100 nanoseconds
        if 0 < ticks < 2**62:
            return f"{danish_time(_EPOCH + timedelta(microseconds=ticks // 10))} (UTC)"
    return ""


def _bodies(storage: _Storage, page: str, body_page: str) -> tuple[Body, ...]:
    """The plain text, unless it is empty."""
    plain = storage.text(_BODY, body_page)
    if plain.strip():
        return (Body(plain),)
    raw = storage.stream(_HTML, _BINARY)
    html = _decoded(raw, body_page) if raw else storage.text(_HTML, page)
    return (Body(html, is_html=True),) if html.strip() else ()


def _attachments(storage: _Storage, page: str, depth: int) -> list[Attachment]:
    return [_attachment(part, page, depth) for part in storage.children("__attach_version1.0_#")]


def _attachment(part: _Storage, page: str, depth: int) -> Attachment:
    names = (part.text(number, page) for number in (_LONG_NAME, _SHORT_NAME, _TITLE))
    name = next((found for found in names if found.strip()), "uden navn")
    held = _Storage(part.ole, (*part.path, f"__substg1.0_{_FILE:04X}{_OBJECT}"))
    if depth < _DEEPEST and part.ole.exists([*held.path, _PROPERTIES]):
        inner = _mail(held, depth + 1)
        return Attachment(f"{(inner.subject or name).replace('/', '-')}.eml", packed(inner))
    is_picture = part.text(_MIME, page).startswith("image/") or name.lower().endswith(_PICTURES)
    placed = is_picture and bool(part.text(_CONTENT_ID, page))
    return Attachment(name, part.stream(_FILE, _BINARY) or b"", inline_image=placed)


def _page(fixed: dict[int, tuple[int, bytes]], number: int) -> str:
    value = int.from_bytes(fixed.get(number, (0, bytes(4)))[1][:4], "little")
    return _CODE_PAGES.get(value, f"cp{value}")


def _decoded(data: bytes, page: str) -> str:
    try:
        return decode(data, declared=page) if data else ""
    except UnreadableError:
        return data.decode("cp1252", "replace")

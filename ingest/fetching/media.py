"""What kind of document an answer is, what people call it, and its text in an encoding that the readers get right."""

import codecs
import re
from email.message import Message
from email.utils import collapse_rfc2231_value
from pathlib import PurePosixPath

import httpx

from ingest.fetching import problems
from ingest.fetching.addresses import path_of
from ingest.fetching.problems import UnfetchableError

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.ms-outlook": ".msg",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
}
_VAGUE = {"text/plain": ".txt"}  # a name says more than this
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_TEXTS = frozenset({".html", ".htm", ".txt", ".csv", ".md"})
_CHARSET = re.compile(r"(?:iso-?8859-\d{1,2}|latin-?\d|windows-125\d|cp125\d|utf-?16(?:le|be)?|macintosh)")
_AS_BROWSERS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252"}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f/\\]+")
_LONGEST_NAME = 200


def suffix_of(
    address: str, headers: httpx.Headers, supported: frozenset[str], requested: str | None = None
) -> str:
    """The suffix of a document's type; raises `UnfetchableError` if there is no reader for it.

    The type that the server states comes first, then the file's name, then the address, then the one that was
    requested. A page in place of a file is not taken for it: it is what servers show to those who are not signed in.
    """
    stated = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    named = [_suffix(_file_name(headers)), link_suffix(address), link_suffix(requested or address)]
    names = [suffix for suffix in named if suffix in supported]
    found = _SUFFIXES.get(stated) or (names[0] if names else _VAGUE.get(stated))
    if found is None or found not in supported:
        raise UnfetchableError(problems.unsupported(next(filter(None, [*named, stated]), "")))
    if found in _PAGES and names and names[0] not in _PAGES:
        raise UnfetchableError(problems.LOGIN_PAGE)
    return found


def link_suffix(address: str) -> str:
    """The suffix in the path of an address, in lower case; empty if there is none."""
    return _suffix(path_of(address))


def name_of(address: str, headers: httpx.Headers, title: str = "") -> str:
    """What people call a document: the file's name, the page's title, or the end of its address."""
    parts = [part for part in path_of(address).split("/") if part]
    for name in (_file_name(headers), title, parts[-1] if parts else ""):
        if cleaned := " ".join(_UNPRINTABLE.sub(" ", name).split()):
            return cleaned[:_LONGEST_NAME]
    return httpx.URL(address).host


def readable(data: bytes, suffix: str, headers: httpx.Headers) -> bytes:
    """The content as the readers get it right: text in a charset that only the header names becomes UTF-8.

    The readers know the content alone; they find UTF-8, a byte order mark and a page's own statement by themselves,
    but the header counts more than that statement.
    """
    charset = _message(headers).get_content_charset("")
    if suffix not in _TEXTS or not _CHARSET.fullmatch(charset):
        return data
    if b"\0" not in data and _is_utf8(data):
        return data
    try:
        text = data.decode(_AS_BROWSERS.get(charset, charset))
    except (UnicodeDecodeError, LookupError):
        return data
    return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode("utf-8")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _file_name(headers: httpx.Headers) -> str:
    """The name that the server gives, first in the spelling that names its charset (RFC 6266)."""
    stated = _message(headers).get_params([], header="Content-Disposition")
    names = [value for key, value in stated or () if key.lower() == "filename"]
    return collapse_rfc2231_value(min(names, key=lambda name: isinstance(name, str), default=""))


def _message(headers: httpx.Headers) -> Message:
    """The headers for the standard library's reading of their parameters."""
    message = Message()
    for name in ("Content-Type", "Content-Disposition"):
        message[name] = headers.get(name, "").replace("\r", " ").replace("\n", " ")
    return message


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()

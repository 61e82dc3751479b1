"""Web addresses in a text, and those by which data could be carried out of it.

An address carries data out when it is fetched, as an image is without a click: the data stand in its query, its path or
its host, put there by whoever follows an instruction such as "append the question to this address". OWASP describes it
under LLM01 and LLM05. What is found here is a reason to have a person look, not a proof.
"""

import html
import re
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

MOST_QUERY = 300
"""Characters of a query beyond which an address is held to carry data."""

_WEB = re.compile(
    r"(?:(?:https?|ftp|wss?|file)://|(?<![\w@])www\.(?=\w))[^\s<>\"»«“”`|\\]+"
    r"|\bdata:[a-z]+/[a-z0-9.+-]+[;,][^\s<>\"'`)]*"
    r"|\b(?:javascript|vbscript):[^\s<>\"'`]+",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\]\(\s*<?([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)"  # markdown: [text](target)
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?([^\s<>]+)"  # markdown: [name]: target
    r"|\b(?:href|src|srcset|action|formaction|poster|background)\s*=\s*[\"']?([^\s\"'<>]+)"
    r"|\burl\(\s*[\"']?([^\s\"')]+)",
    re.IGNORECASE | re.MULTILINE,
)
_ENDING = ".,;:!?'*_~"
_CLOSING = {")": "(", "]": "[", "}": "{"}
_ACTIVE = re.compile(r"\s*(?:data|javascript|vbscript|file)\s*:", re.IGNORECASE)
_WHOLE = re.compile(r"(?:[a-z][a-z0-9+.-]*:(?!\d)|//|[/#?])", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"[{}]|%7[bd]|\$\(|<[^>]+>|%3c|\[[a-zæøå_ -]{3,}\]|%5b[a-z_]|\b(?:INSERT|REPLACE|YOUR|INDSÆT)[_-]|__[A-Z_]+__",
    re.IGNORECASE,
)
_CARRIERS = frozenset(
    """data payload secret secrets context conversation history chat prompt system answer response output summary
    message messages content leak exfil stolen cookie cookies token key keys password dump d64 b64 base64 hemmelig
    samtale svar indhold resume tekst spoergsmaal historik""".split()
)
_COLLECTORS = re.compile(
    r"(?:^|\.)(?:webhook\.site|requestbin\.\w+|pipedream\.net|ngrok(?:-free)?\.\w+|burpcollaborator\.net|oastify\.com|"
    r"interact\.sh|oast\.\w+|requestcatcher\.com|beeceptor\.com|hookbin\.com|canarytokens\.\w+|dnslog\.cn|"
    r"trycloudflare\.com|serveo\.net|postb\.in)$",
    re.IGNORECASE,
)
_BLOB = re.compile(r"[A-Za-z0-9+/_=-]{48,}")
_LONG_LABEL = 40


def addresses(text: str) -> set[str]:
    """The addresses in a text as they are written: bare ones, and targets of Markdown and HTML links and images.

    A relative target (`/om`, `#afsnit`) is an address too. Punctuation after a bare address does not belong to it.
    """
    found = {_trimmed(match[0]) for match in _WEB.finditer(text)}
    for match in _TARGET.finditer(text):
        found.add(next(group for group in match.groups() if group))
    return found


def bare(text: str) -> list[tuple[int, int]]:
    """Where addresses stand in a text as such, outside Markdown and HTML: start and end."""
    return [
        (match.start(), match.start() + len(_trimmed(match[0])))
        for match in _WEB.finditer(text)
        if _trimmed(match[0])
    ]


def key(address: str) -> str:
    """The form in which addresses are compared: without scheme, case of the host, fragment and closing slash."""
    plain = _SCHEME.sub("", html.unescape(address.strip()))
    host, slash, rest = plain.partition("/")
    return (host.lower() + slash + rest).partition("#")[0].rstrip("/")


def active(address: str) -> bool:
    """Whether opening an address runs or shows what is in the address itself: data:, javascript:, file:."""
    return bool(_ACTIVE.match(re.sub(r"[\x00-\x20]", "", unquote(html.unescape(address)))))


def exfiltrating(address: str) -> bool:
    """Whether an address looks made to carry data to somebody.

    True for data:, javascript: and file:, hosts that are numbers, names of services that collect requests, places left
    open to be filled in, a query that is very long, holds an encoded block or has a field named after what it carries,
    and a label of the host that is too long to be a name.
    """
    plain = html.unescape(address.strip())
    if active(plain) or _PLACEHOLDER.search(plain):
        return True
    try:
        parts = urlsplit(plain if _WHOLE.match(plain) else "//" + plain)
        host = parts.hostname or ""
    except ValueError:  # brackets or a port that no browser could read
        return True
    return _suspicious_host(host) or parts.username is not None or _carries(parts)


def _suspicious_host(host: str) -> bool:
    if _COLLECTORS.search(host) or any(len(label) > _LONG_LABEL for label in host.split(".")):
        return True
    try:
        ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"\d{6,}|0x[0-9a-f]+", host))  # an IP address as one number
    return True


def _carries(parts: SplitResult) -> bool:
    if len(parts.query) > MOST_QUERY or _BLOB.search(parts.query):
        return True
    return any(name.lower() in _CARRIERS for name, _ in parse_qsl(parts.query, keep_blank_values=True))


def _trimmed(address: str) -> str:
    """A bare address without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        opening = _CLOSING.get(last)
        if last in _ENDING or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address

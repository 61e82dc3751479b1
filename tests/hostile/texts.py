"""Plain texts, web pages, tables and mails that are endless, deep, or hardly text."""

import random
from functools import cache, partial

from tests.hostile.hostile_file import Hostile

_GOOD = "Udvalget godkendte planen."
_MEGABYTE = 2**20


def killer(piece: str, size: int = 1_000_000) -> bytes:
    """A piece over and over again, within a text."""
    return f"{_GOOD}\n\n{piece * (size // len(piece))}\n\n{_GOOD}\n".encode()


def nested_html(tag: str, depth: int) -> bytes:
    return (
        f"<html><body><p>{_GOOD}</p>{f'<{tag}>' * depth}inderst{f'</{tag}>' * depth}</body></html>".encode()
    )


def nested_mail() -> bytes:
    heads = [
        f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n'
        for number in range(10_000)
    ]
    head = "From: a@lindeby.dk\r\nSubject: Sag\r\nMIME-Version: 1.0\r\n"
    return (head + "".join(heads) + f"Content-Type: text/plain\r\n\r\n{_GOOD}\r\n").encode()


def mail_of_headers() -> bytes:
    return (
        "From: a@lindeby.dk\r\nMIME-Version: 1.0\r\n" + "X-A: b\r\n" * 500_000 + f"\r\n{_GOOD}\r\n"
    ).encode()


def odd_mail() -> bytes:
    head = "From: a@lindeby.dk\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=findes-ikke\r\n"
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n!!!ikke base64!!!\r\n".encode()


def noise(size: int = 20_000) -> bytes:
    return random.Random(7).randbytes(size)


@cache
def sound_rtf() -> bytes:
    """An RTF file that can be read."""
    return rb"{\rtf1\ansi {\fonttbl\f0 Arial;}" + rb"Udvalget dr\'f8ftede sagen.\par " * 200 + b"}"


@cache
def sound_mail() -> bytes:
    """A mail that can be read."""
    head = "From: a@lindeby.dk\r\nTo: b@lindeby.dk\r\nSubject: Sag\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n"
    return (head + "\r\n" + "Udvalget behandlede sagen i dag.\r\n\r\n" * 200).encode()


_ANY = "for stort|for mange celler|lang tid|hukommelse|lag|brød sammen"
_KILLERS = {
    "cifre.txt": "1",
    "prikker.txt": ".",
    "streger.txt": "- ",
    "blanke.txt": " ",
    "numre.txt": "1.",
    "adresser.txt": "a@",
    "fyld.txt": ". . . 1 ",
    "datoer.txt": "1. maj 1. ",
    "skille.txt": "-\n\n",
    "store.txt": "AB ",
    "kolon.txt": "a: ",
    "paragraf.txt": "§ 1, stk. ",
    "fed.md": "**a",
    "led.md": "[",
    "citat.md": "> ",
    "kode.md": "`",
}

TEXTS = (
    *(Hostile(name, partial(killer, piece), _ANY, _GOOD) for name, piece in _KILLERS.items()),
    Hostile("linje.txt", lambda: b"ord " * (30 * _MEGABYTE // 4), _ANY),
    Hostile("smaa.txt", lambda: b"a\n\n" * 1_000_000, _ANY),
    Hostile("nul.txt", lambda: _GOOD.encode() + bytes(100_000), "ikke tekst|tegnsæt"),
    Hostile(
        "ugyldig.txt",
        lambda: b"Udvalget \xff\xfe\xc0\x80 godkendte.\n" * 50,
        "ikke tekst|tegnsæt",
        "godkendte",
    ),
    Hostile(
        "surrogat.txt",
        lambda: "Udvalget \ud800 godkendte.".encode("utf-8", "surrogatepass"),
        "tegnsæt",
        "godkendte",
    ),
    Hostile("utf16.txt", lambda: (_GOOD + "\n").encode("utf-16-le"), "tegnsæt", _GOOD),
    Hostile("zalgo.txt", lambda: ("U" + "\u0301\u0316" * 100_000 + f"\n\n{_GOOD}").encode(), _ANY, _GOOD),
    Hostile("skjult.txt", lambda: ("\u202e\u200b\u2066" * 200_000 + _GOOD).encode(), _ANY, _GOOD),
    Hostile("dyb.html", lambda: nested_html("div", 100_000), _ANY + "|beskadiget", _GOOD),
    Hostile("dyb-liste.html", lambda: nested_html("ul><li", 50_000), _ANY + "|beskadiget", _GOOD),
    Hostile("dyb-tabel.html", lambda: nested_html("table><tr><td", 20_000), _ANY + "|beskadiget", _GOOD),
    Hostile(
        "entiteter.html",
        lambda: f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>{_GOOD} &a;'.encode(),
        holds=_GOOD,
    ),
    Hostile("kolonner.csv", lambda: b"a;" * 1_000_000, _ANY),
    Hostile("raekker.csv", lambda: b"navn;tal\n" + b"a;1\n" * 1_000_000, _ANY),
    Hostile("citationstegn.csv", lambda: b'navn;tal\n"' + b"a;1\n" * 500_000, _ANY + "|beskadiget", "a"),
    Hostile("indlejret.eml", nested_mail, _ANY + "|beskadiget|ingen tekst", _GOOD),
    Hostile("hoveder.eml", mail_of_headers, _ANY + "|beskadiget", _GOOD),
    Hostile("maerkelig.eml", odd_mail, "ingen tekst|beskadiget", "lindeby"),
    Hostile(
        "grupper.rtf",
        lambda: b"{\\rtf1 " + b"{" * 1_000_000 + b"a" + b"}" * 1_000_000 + b"}",
        _ANY + "|beskadiget",
        "a",
    ),
    Hostile(
        "spring.rtf",
        lambda: b"{\\rtf1 \\bin99999999999 " + _GOOD.encode() + b"}",
        "beskadiget|ingen tekst",
        "",
    ),
    Hostile(
        "kredsloeb.msg",
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(504)
            + "__properties_version1.0".encode("utf-16-le") * 50
        ),
        "beskadiget",
    ),
)

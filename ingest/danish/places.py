"""Municipalities and political bodies, recognised where a text names them."""

import re
from functools import cache
from pathlib import Path

_KOMMUNE = re.compile(
    r"\b([A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)?)s? (?:[Kk]ommun(?:e|en|es|ens)|[Mm]unicipality)\b"
)
_SPELLINGS = {
    "Copenhagen": "København",
    "Århus": "Aarhus",
    "Ålborg": "Aalborg",
    "Åbenrå": "Aabenraa",
    "Elsinore": "Helsingør",
}
_NO_NAMES = frozenset(
    "Den Denne En Hver Hele Vores Danske Andre Nye Alle I Samme Smart The Which This Each A".split()
)

_COUNCILS = (
    r"Borgerrepræsentation(?:en)?|Byråd(?:et)?|Kommunalbestyrelse(?:n)?|Magistrat(?:en)?|Regionsråd(?:et)?"
    r"|Sammenlagte Byråd"
)
_PART = r"[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅa-zæøå]+)?"
_COMMITTEE = (
    rf"(?:{_PART}-?(?:, {_PART}-?)* og )?[A-ZÆØÅ][a-zæøå]*(?:udvalg|råd)(?:et)?"
    r"|Udvalget for [A-ZÆØÅ]\w+(?:(?:, | og )[A-ZÆØÅ]\w+)*"
)
_BODY = re.compile(rf"\b({_COMMITTEE}|{_COUNCILS})(?:s)?\b")
_NO_BODIES = frozenset(
    "Udvalget Rådet Udvalg Råd Fagudvalget Underudvalget Hovedudvalget Fagudvalg Ministerråd Forråd Stedråd".split()
)


@cache
def known_municipalities() -> frozenset[str]:
    """The names of the 98 Danish municipalities, without "Kommune"."""
    names = Path(__file__).with_name("municipalities.txt").read_text(encoding="utf-8")
    return frozenset(names.split("\n")) - {""}


@cache
def _bare_name() -> re.Pattern[str]:
    names = "|".join(sorted([*map(re.escape, known_municipalities()), *_SPELLINGS], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({names})(?:s|')?(?![\w-])")


def municipality_name(written: str) -> str:
    """The name without its genitive: "Københavns" -> "København"; invented ones stay as they are written."""
    known = known_municipalities()
    for name in (written, written.removesuffix("s"), f"{written}s"):
        if name in known:
            return name
        if name in _SPELLINGS:
            return _SPELLINGS[name]
    return written


def municipalities(text: str, bare: bool = False) -> list[str]:
    """The municipalities that the text names as such ("Esbjerg Kommune"); with `bare`, known names alone too."""
    found = [(m.start(), municipality_name(m[1])) for m in _KOMMUNE.finditer(text) if m[1] not in _NO_NAMES]
    if bare:
        found += [(m.start(), municipality_name(m[1])) for m in _bare_name().finditer(text)]
    return [name for _, name in sorted(set(found))]


def body_name(written: str) -> str:
    """A body's name in its definite form: "Socialudvalg" -> "Socialudvalget"."""
    if written.startswith("Udvalget for"):
        return written
    for ending, definite in (
        ("udvalg", "et"),
        ("råd", "et"),
        ("Borgerrepræsentation", "en"),
        ("Magistrat", "en"),
    ):
        if written.endswith(ending):
            return written + definite
    return written + "n" if written.endswith("Kommunalbestyrelse") else written


def bodies(text: str) -> list[str]:
    """The committees and councils that the text names, in order, in their definite form."""
    found = [
        body_name(m[1].removesuffix("s") if m[1].endswith("ets") else m[1]) for m in _BODY.finditer(text)
    ]
    return [name for name in found if name not in _NO_BODIES]

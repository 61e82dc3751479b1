"""Municipalities and political bodies, recognised where a text names them."""

import re
from functools import cache, lru_cache
from pathlib import Path

_KOMMUNE = re.compile(r"\b([A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)?)s? (?:[Kk]ommunes?|[Mm]unicipality)\b")
_SPELLINGS = {
    "Copenhagen": "København",
    "Århus": "Aarhus",
    "Ålborg": "Aalborg",
    "Åbenrå": "Aabenraa",
    "Elsinore": "Helsingør",
}
_NO_NAMES = frozenset(
    "Må Skal Kan Vil Hvad Hvilken Enhver Din Jeres Den Denne En Hver Hele Vores Danske Andre Nye Alle I Samme Smart "
    "The Which This Each A".split()
)

_ALSO_WORDS = ("Vejen", "Skive", "Greve", "Varde", "Odder", "Lejre")
"""Names that are Danish words too: alone, they count only with a capital and after a preposition."""

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
    plain = sorted({*known_municipalities(), *_SPELLINGS} - set(_ALSO_WORDS), key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\-", "[- ]") for name in plain)
    words = "|".join(_ALSO_WORDS)
    after = r"(?:[Ii]|[Ff]or|[Ff]ra|[Aa]f|[Hh]os|[Oo]g|[Ee]ller)"
    return re.compile(
        rf"(?<![\w-])(?i:({names}))(?:s|')?(?![\w-])|(?<![\w-]){after} ({words})(?:s|')?(?![\w-])"
    )


@cache
def _by_folded_name() -> dict[str, str]:
    known = {name.casefold(): name for name in known_municipalities()}
    return known | {spelling.casefold(): name for spelling, name in _SPELLINGS.items()}


def municipality_name(written: str) -> str:
    """The name without its genitive: "Københavns" -> "København"; invented ones stay as they are written."""
    folded = written.casefold().replace(" ", "-")
    for name in (folded, folded.removesuffix("s"), f"{folded}s"):
        if name in _by_folded_name():
            return _by_folded_name()[name]
    return written


def municipalities(text: str, bare: bool = False) -> list[str]:
    """The municipalities that the text names as such ("Esbjerg Kommune"); with `bare`, known names alone too."""
    found = [(m.start(), municipality_name(m[1])) for m in _KOMMUNE.finditer(text) if m[1] not in _NO_NAMES]
    if bare:
        found += [(m.start(), municipality_name(m[1] or m[2])) for m in _bare_name().finditer(text)]
    return [name for _, name in sorted(set(found))]


def names_body(text: str, body: str) -> bool:
    """Whether the text names the body itself, in any case: "Børne- og Socialudvalget" does not name Socialudvalget."""
    return bool(_naming(body).search(text))


@lru_cache(maxsize=1_000)
def _naming(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?<! og )(?<!- ){re.escape(body)}s?(?![\w-])", re.IGNORECASE)


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

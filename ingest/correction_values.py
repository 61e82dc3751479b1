"""What an administrator may write into a field, and how it is stored."""

from ingest.danish.dates import dates

KINDS = {
    "strategi": "strategy",
    "politik": "policy",
    "kodeks": "code",
    "vejledning": "guide",
    "regler": "rules",
    "referat": "minutes",
    "høringssvar": "consultation",
}
STATUSES = {
    "udkast": "draft",
    "vedtaget": "adopted",
    "gældende": "in_force",
    "udløbet": "expired",
    "erstattet": "superseded",
}
_LONGEST = {"title": 300, "municipality": 80, "body": 200, "replaces": 300}
_DATES = ("date", "valid_from", "valid_to")


class InvalidCorrectionError(Exception):
    """A correction that cannot be made; its message says in Danish why, and what to write instead."""


def normalise(field: str, value: str) -> str:
    """A value as it is stored: in one line, dates as ISO 8601, kinds and statuses by their code.

    Raises InvalidCorrectionError.
    """
    value = " ".join(value.split())
    if not value:
        raise InvalidCorrectionError("Feltet er tomt. Skriv en værdi, eller vælg »ved ikke«.")
    if field in _DATES:
        return _day(value, may_lack_day=field == "date")
    if field == "kind":
        return _one_of(value, KINDS, "Typen")
    if field == "status":
        return _one_of(value, STATUSES, "Status")
    if len(value) > (longest := _LONGEST.get(field, len(value))):
        raise InvalidCorrectionError(f"Teksten er for lang. Skriv højst {longest} tegn.")
    return value


def check_span(valid_from: str | None, valid_to: str | None) -> None:
    """Raises InvalidCorrectionError when a document would end before it begins."""
    if valid_from and valid_to and valid_from > valid_to:
        raise InvalidCorrectionError(
            f"Dokumentet kan ikke gælde fra {valid_from} og kun til {valid_to}. Ret datoen."
        )


def _day(value: str, may_lack_day: bool) -> str:
    found = dates(value)
    is_all = len(found) == 1 and found[0].end - found[0].start == len(value)
    if is_all and (len(found[0].iso) == 10 or may_lack_day):
        return found[0].iso
    raise InvalidCorrectionError("Datoen findes ikke. Skriv den som 31.12.2027 eller 2027-12-31.")


def _one_of(value: str, known: dict[str, str], name: str) -> str:
    code = known.get(value.casefold(), value.casefold())
    if code not in known.values():
        raise InvalidCorrectionError(f"{name} kendes ikke. Vælg en af disse: {', '.join(known)}.")
    return code

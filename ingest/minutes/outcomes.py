"""The words that say what a body did, in the passive, the active and the short forms of minutes."""

import re
from dataclasses import dataclass

from ingest.minutes.model import Outcome

_PASSIVE: tuple[tuple[Outcome, str], ...] = (
    (
        Outcome.RECOMMENDED,
        (
            r"anbefal(?:et|es|ede)(?: (?:enstemmigt|til)?\s?(?:godkendt|vedtaget|tiltrådt|godkendelse))?"
            r"|indstilles (?:godkendt|til (?:[\wæøå-]{3,60}s )?godkendelse)"
            r"|over(?:sendt|sendes)(?= til .{0,80}med anbefaling)"
        ),
    ),
    (
        Outcome.WITHDRAWN,
        r"(?:taget|tages|udgår|udgik|udgået) (?:af|fra) dagsordenen?|trukket(?: tilbage)?|udgik|udgår",
    ),
    (
        Outcome.CONSULTED,
        r"(?:sendt|sendes|udsendt|udsendes) (?:\w+ )?(?:ud )?i (?:offentlig |fornyet |[2-8] ugers )?høring",
    ),
    (
        Outcome.REFERRED,
        (
            r"(?:over|tilbage|frem|videre)?send(?:t|es)(?: sagen)? tilbage(?: til)?|tilbagesend(?:t|es)"
            r"|over(?:sendt|sendes)"
            r"|henvi(?:st|ses)"
        ),
    ),
    (
        Outcome.REJECTED,
        (
            r"afvi(?:st|ses)|forkast(?:et|es)|nedstemt|stemt ned"
            r"|(?<!bort)(?<!bort )(?<!ind )faldt(?= *(?:$|[.,;]|med \d))"
            r"|(?:opnåede|fik) ikke (?:\w+ )?flertal|kunne ikke opnå (?:\w+ )?flertal"
        ),
    ),
    (Outcome.LAPSED, r"bortfald(?:et|t|er)|bortfaldt"),
    (Outcome.POSTPONED, r"udsat|udsættes|udsættelse af (?:sagen|punktet)|udskudt|udskydes"),
    (Outcome.NOTED, r"(?:ta(?:get|ges) )?til efterretning|orienteret"),
    (Outcome.APPROVED, r"godkendt(?:es)?|godkendes|bevilget|bevilges"),
    (Outcome.ADOPTED, r"vedtaget|vedtages|vedtoges"),
    (Outcome.ENDORSED, r"tiltrådt(?:es)?|tiltrædes"),
    (Outcome.DISCUSSED, r"drøft(?:et|es)|drøftedes"),
    (Outcome.APPOINTED, r"valgt(?:es)?|vælges|udpeg(?:et|es)|konstitueret"),
)
_ACTIVE: tuple[tuple[Outcome, str], ...] = (
    (Outcome.RECOMMENDED, r"anbefal(?:er|ede|e)"),
    (Outcome.NOTED, r"(?:tager|tog|tage)(?= .{0,80}til efterretning)"),
    (Outcome.WITHDRAWN, r"(?:tager|tog|tage)(?= .{0,60} af dagsordenen)|tr(?:æ|a)kker|trak"),
    (Outcome.CONSULTED, r"(?:sender|sendte|sende)(?= .{0,80}i (?:offentlig |fornyet )?høring)"),
    (Outcome.REFERRED, r"(?:sender|sendte|sende)(?= .{0,80}tilbage)|oversend(?:er|te|e)|henvi(?:ser|ste|se)"),
    (Outcome.REJECTED, r"afvi(?:ser|ste|se)|forkast(?:er|ede|e)"),
    (Outcome.POSTPONED, r"udsæt(?:ter|te)|udsatte|udskyde(?:r)?|udskød"),
    (Outcome.APPROVED, r"godkend(?:er|te|e)|bevilg(?:er|ede|e)"),
    (Outcome.ADOPTED, r"vedtage(?:r)?|vedtog"),
    (Outcome.ENDORSED, r"tiltræd(?:er|e)|tiltrådte"),
    (Outcome.DISCUSSED, r"drøft(?:er|ede|e)"),
    (Outcome.APPOINTED, r"v(?:æ|a)l(?:ger|gte|ge)|udpeg(?:er|ede|e)|konstituer(?:er|ede|e)"),
)


def _pattern(words: tuple[tuple[Outcome, str], ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(f"(?P<{o.name}>{w})" for o, w in words) + r")(?![\w-])", re.IGNORECASE
    )


_PASSIVES = _pattern(_PASSIVE)
_ACTIVES = _pattern(_ACTIVE)
_NOT = re.compile(r"\bikke(?: \w+){0,3} ?$", re.IGNORECASE)
_NOT_AFTER = re.compile(r" ikke\b", re.IGNORECASE)
_AGREEING = frozenset({Outcome.APPROVED, Outcome.ADOPTED, Outcome.ENDORSED, Outcome.RECOMMENDED})


@dataclass(frozen=True, slots=True)
class Said:
    """An outcome and the offsets of the word that says it; `outcome` is None where a "not" makes it unclear."""

    outcome: Outcome | None
    start: int
    end: int


def find_outcomes(clause: str, active: bool) -> list[Said]:
    """The outcomes that a clause names, in order."""
    found = []
    for match in (_ACTIVES if active else _PASSIVES).finditer(clause):
        outcome: Outcome | None = Outcome[str(match.lastgroup)]
        if _NOT.search(clause[max(0, match.start() - 60) : match.start()]) or _NOT_AFTER.match(
            clause, match.end()
        ):
            outcome = Outcome.REJECTED if outcome in _AGREEING else None
        found.append(Said(outcome, match.start(), match.end()))
    return found

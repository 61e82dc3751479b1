"""The headings of sections, whatever a municipality calls them, and what a decision's heading says."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.danish.dates import Found
from ingest.minutes.model import SectionName
from ingest.minutes.naming import find_bodies, find_days

_NAMES: tuple[tuple[SectionName, str], ...] = (
    (SectionName.SUMMARY, r"(?:sags)?resum[eé](?: og perspektiv)?|kort resum[eé]|sammenfatning|kort fortalt"),
    (
        SectionName.RECOMMENDATION,
        (
            r"(?:[\wæøåé-]{3,40}s )?indstilling(?:er)?|(?:[\wæøåé-]{3,40} ){1,5}indstilling"
            r"|indstilling (?:fra|til) .{3,60}|forslag til beslutning"
        ),
    ),
    (SectionName.BACKGROUND, r"(?:sagens )?baggrund|baggrund for sagen|indledning"),
    (SectionName.PROBLEM, r"problemstilling"),
    (
        SectionName.CASE,
        r"sagsfremstilling|sagsbeskrivelse|beskrivelse af sagen|sagens indhold|redegørelse",
    ),
    (SectionName.SOLUTION, r"løsning(?:sforslag)?"),
    (
        SectionName.ECONOMY,
        r"økonomi(?:ske? (?:konsekvenser|forhold|oplysninger))?|økonomi og finansiering|bevillingsmæssige forhold",
    ),
    (
        SectionName.LAW,
        r"lovgrundlag|retsgrundlag|hjemmel|lovhjemmel|juridiske (?:forhold|konsekvenser)|lovgivning",
    ),
    (
        SectionName.CONSULTATION,
        r"høring|høringssvar|høring og inddragelse|inddragelse|borgerinddragelse|udtalelser?",
    ),
    (SectionName.COMMUNICATION, r"kommunikation"),
    (SectionName.PROCESS, r"(?:den )?videre (?:proces|forløb|sagsforløb|sagsgang)|tidsplan"),
    (
        SectionName.HISTORY,
        (
            r"(?:oversigt over |tidligere )?politisk behandling|tidligere (?:behandling(?:er)?|beslutninger?)"
            r"|sagens (?:gang|behandling|forløb)|beslutningshistorik|historik|behandlingshistorik"
        ),
    ),
    (
        SectionName.DECISION,
        r"beslutning(?:er)?|afgørelse|konklusion|(?:beslutnings)?protokol|beslutning og afstemning",
    ),
    (
        SectionName.REMARK,
        r"protokolbemærkning(?:er)?|mindretalsudtalelser?|protokoltilførs(?:el|ler)|bemærkninger? til protokollen",
    ),
    (SectionName.ATTACHMENTS, r"bilag(?:sliste|soversigt)?|liste over bilag"),
    (SectionName.ABSENCE, r"afbud|frav[æe]rende|afbud/fraværende|ikke til stede"),
)
_LABEL = re.compile(
    r"^(?:"
    + "|".join(f"(?P<{name.name}>{words})" for name, words in _NAMES)
    + r")(?P<tail>\s?:|\.)?(?:$|\s)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:i|på|mødet|møde|møder|den|d|for|fra|af|s|kl|pkt|punkt|nr|og|dato|mandag|tirsdag|onsdag|torsdag|fredag"
    r"|truffet|endelig|endelige|ordinært|ekstraordinært|\d{1,3}|\d{1,2}[.:]\d\d)\b|[.,:;()–-]",
    re.IGNORECASE,
)
_DECISION_WORD = re.compile(r"\b(?:beslutning(?:er)?|afgørelse)\b", re.IGNORECASE)
_NAMING = re.compile(r"\d|beslutning|afgørelse", re.IGNORECASE)
_GENITIVE = re.compile(r"s (?:beslutning|afgørelse)\b", re.IGNORECASE)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Label:
    """A section's heading: `end` is where it ends in its block; the body and the day are those that it names.

    `name` is None where a body and a day alone introduce what that body decided, as lists of earlier treatment do.
    `is_genitive` tells "Byrådets beslutning ..." from "Beslutning for Byrådet ...": it stands inside a section.
    """

    name: SectionName | None
    end: int
    body: Found | None = None
    date: Found | None = None
    is_genitive: bool = False


@lru_cache(maxsize=4_096)
def read_label(text: str) -> Label | None:
    """The label that a block is, or that it begins with ("Beslutning: Godkendt."), or None."""
    head, colon, rest = text[:_LONGEST].partition(":")
    if colon and rest[:1].isdigit():  # "kl. 17:00"
        more, colon, _ = rest.partition(":")
        head = f"{head}:{more}"
    plain = _LABEL.match(text[:_LONGEST])
    if plain:
        name = next(member for member in SectionName if plain.groupdict()[member.name])
        tail = plain["tail"]
        if plain.end() == len(text) or (tail and ":" in tail):
            return Label(name, plain.end())
    whole = len(text) <= _LONGEST and not colon
    if not (colon or whole) or not _NAMING.search(head):
        return None
    return _read_naming(head, len(head) + len(colon))


def _read_naming(head: str, end: int) -> Label | None:
    """A label with a body or a day in it and nothing else ("Beslutning for Byrådet den 5. marts 2024")."""
    named, days = find_bodies(head), find_days(head)
    decided = bool(_DECISION_WORD.search(head))
    if len(named) > 1 or len(days) > 1 or not (named or days) or not (decided or (named and days)):
        return None
    rest = head
    for found in sorted([*named, *days], key=lambda f: -f.start):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = _FILLER.sub(" ", _DECISION_WORD.sub(" ", rest)).strip()
    if rest:
        return None
    return Label(
        SectionName.DECISION if decided else None,
        end,
        named[0] if named else None,
        days[0] if days else None,
        bool(_GENITIVE.search(head)),
    )

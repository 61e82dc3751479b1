"""Which short line of a plain text is a heading, and how high it stands."""

import re
from enum import IntEnum


class Tier(IntEnum):
    """How high a heading stands, before the tiers that a document really uses become its levels."""

    TITLE = 0
    AGENDA_ITEM = 1
    AGENDA_TITLE = 2
    SECTION = 3
    TOPIC = 4
    SUBTOPIC = 5


# The sections of Danish minutes; one a line, lower case, without a colon.
_SECTIONS = frozenset(
    """
    afbud
    afgørelse
    baggrund
    beslutning
    bilag
    direktionens indstilling
    forvaltningens bemærkninger
    forvaltningens indstilling
    indstilling
    kommunikation
    konklusion
    lovgrundlag
    løsning
    miljømæssige konsekvenser
    oversigt over politisk behandling
    personalemæssige konsekvenser
    politisk behandling
    problemstilling
    protokol
    resume
    resumé
    retsgrundlag
    sagens baggrund
    sagsbeskrivelse
    sagsfremstilling
    tidligere politisk behandling
    videre proces
    økonomi
    økonomiske forhold
    økonomiske konsekvenser
    """.strip().split("\n    ")
)
_AGENDA_ITEM = re.compile(r"(?:dagsordens)?(?:punkt|pkt\.?|sag)(?: nr\.?)? \d{1,3}\b[.:]?", re.IGNORECASE)
_DECIDED = re.compile(
    r"[A-ZÆØÅ][\wæøå ,-]{2,50} (?:beslutning|anbefaling)(?: i mødet| på mødet)? den \d", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:tema|princip|kapitel|afsnit|del|mål|indsats|fokusområde|spor) \d{1,2}\b ?[.:–-]? ?\w", re.I
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]? +[A-ZÆØÅ]")
_METADATA = re.compile(
    r"(?:møde\w*|dato|tid|tidspunkt|sted|sagsn\w*|j\.? ?nr\.?|journaln\w*|til|fra|emne|vedr\w*|til ?stede|"
    r"deltagere|fraværende|referent|formand|udvalg|version|gyldig\w*|godkendt|vedtaget|ansvarlig|status|ejer|område|kommune|"
    r"kontakt|revideret|gælder|ikrafttræden|sagsbehandler|forvaltning)[\w .-]{0,20}:",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:den )?(?:\d{1,2}\. )?[a-zæøå]+ \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"[A-ZÆØÅ][\w .]{1,40},? (?:den|d\.) \d{1,2}\. [a-z]+ \d{4}")
_LETTER = re.compile(r"(?:til|kopi|att\.?|kære|cc) [^:]*", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:med |de )?(?:venlig|bedste|kærlig)e? hilsen(?:er)?,?|på vegne af .*|underskrift(?:er)?",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|txt|html?|msg|zip)\b", re.IGNORECASE)
_NAME = r"[A-ZÆØÅ][\w.'-]*(?: [A-ZÆØÅ][\w.'-]*){1,3}"
_SIGNATURE = re.compile(rf"/? ?{_NAME}(?: ?/ ?{_NAME})*")
_VERB = re.compile(
    r"\b(?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|bør|må|bliver|blev|får|fik|giver|savnes|sættes|opstilles|"
    r"findes|gælder|indstiller|anbefaler|foreslår|lægger|indeholder|omfatter|handler|forventes|deltog|fremgår)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:der|det|de|vi|jeg|men|dog|hvis|når|endelig|desuden|derudover) ", re.IGNORECASE)
_OPEN_WORD = re.compile(
    r"\b(?:på|til|af|for|med|at|om|i|og|eller|som|ved|fra|er|kan|skal|vil)$", re.IGNORECASE
)

_LONGEST, _LONGEST_SENTENCE, _LONGEST_LABEL = 110, 70, 40


def is_section(line: str) -> bool:
    """Whether a line is a section of minutes ("Beslutning:") or opens an agenda item ("Punkt 5.")."""
    line = line.rstrip(" :.").lower()
    return line in _SECTIONS or bool(_AGENDA_ITEM.fullmatch(line))


def is_signature(line: str) -> bool:
    """Whether a line may be the names under a document ("Mikkel Boje", "/Rikke Christensen")."""
    return bool(_SIGNATURE.fullmatch(line))


def is_closing(line: str) -> bool:
    """Whether a line closes a letter ("Med venlig hilsen"): names and titles follow it."""
    return bool(_CLOSING.fullmatch(line))


def is_metadata(line: str) -> bool:
    """Whether a line is a key with its value ("Mødedato: 20.09.2023")."""
    return bool(_METADATA.match(line))


def own_tier(line: str) -> Tier | None:
    """The tier of a line that says by its own words that it is a heading."""
    if _AGENDA_ITEM.match(line) and len(line) <= _LONGEST and (is_section(line) or line[-1].isalnum()):
        return Tier.AGENDA_ITEM
    if is_section(line):
        return Tier.SECTION
    if _DECIDED.match(line) and len(line) <= _LONGEST and line[-1] not in ".,;":
        return Tier.TOPIC
    if _LABELLED.match(line) and may_head(line, before_items=False):
        return Tier.TOPIC
    return None


def numbered_tier(line: str) -> Tier | None:
    """The tier of a numbered heading ("2 Formål", "2.1 Afgrænsning"); a list item looks the same."""
    number = _NUMBERED.match(line)
    if number is None or len(line) > _LONGEST or line[-1] in ".,;:":
        return None
    return Tier(min(Tier.SUBTOPIC, Tier.SECTION + number[1].count(".")))


def number_of(line: str) -> int | None:
    """The number that a numbered line starts with, without its subordinate numbers."""
    number = _NUMBERED.match(line)
    return int(number[1].split(".")[0]) if number else None


def may_head(line: str, *, before_items: bool) -> bool:
    """Whether a line has the shape of a heading: short, no full stop, not leading up to what follows."""
    if len(line) > _LONGEST or not (line[0].isupper() or line[0].isdigit()) or line[-1] in ".,;!–-/":
        return False
    if not any(letter.isalpha() for letter in line) or _DATE.fullmatch(line) or _FILE.search(line):
        return False
    if _PLACE_AND_DATE.fullmatch(line) or _LETTER.fullmatch(line) or is_closing(line):
        return False
    if is_metadata(line) or (": " in line and not _LABELLED.match(line)):
        return False
    return not _leads_up(line, before_items)


def _leads_up(line: str, before_items: bool) -> bool:
    """Whether a line is a sentence, or the beginning of one that the next lines finish."""
    verb = bool(_VERB.search(line))
    if _OPEN_WORD.search(line.rstrip(":")) or (verb and (before_items or bool(_OPENING.match(line)))):
        return True
    if line.endswith(":"):
        return verb or before_items or len(line) > _LONGEST_LABEL
    return verb and not line.endswith("?") and len(line) > _LONGEST_SENTENCE

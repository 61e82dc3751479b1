"""Complaints about a policy file in Danish. What the file's format says in English is put into words by a table."""

import re

from assistant.answer import Language
from guardrails.policy import Complaint

_DANISH: tuple[tuple[str, str], ...] = (
    (r"Field required", "feltet mangler"),
    (r"Extra inputs are not permitted", "feltet kendes ikke"),
    (r"Input should be (?!a |an |less|greater)(.+)", r"skal være \1"),
    (r"Input should be a valid (?:dictionary.*|mapping.*)", "skal være felter med navne"),
    (r"Input should be a valid (?:list|tuple)", "skal være en liste"),
    (r"Input should be a valid string", "skal være tekst"),
    (r"Input should be a valid number.*", "skal være et tal"),
    (r"Input should be less than or equal to (.+)", r"må højst være \1"),
    (r"Input should be greater than or equal to (.+)", r"skal mindst være \1"),
    (r"String should have at least 1 character", "må ikke være tom"),
    (r"String should have at least (\d+) characters", r"skal have mindst \1 tegn"),
    (r"String should have at most (\d+) characters", r"må højst have \1 tegn"),
    (r"String should match pattern .*", "må kun have bogstaver, tal, punktum, bindestreg og understreg"),
    (r"Dictionary should have at least 1 item.*", "må ikke være tom"),
    (
        r"»(.+)« is not possible at the stage »(.+)«; possible: (.+)",
        r"»\1« er ikke muligt på trinnet »\2«; muligt er: \3",
    ),
    (r"two rules have the same id: (.+)", r"to regler har samme id: \1"),
    (r"no code implements the rule (.+)", r"programmet har ingen regel »\1«"),
    (
        r"rules are missing: (.+?)\. To switch.*",
        r"disse regler mangler: \1. En regel slås fra med »pass« på dens trin",
    ),
    (r"(.+): there is no contact »(.+)« under contacts", r"\1: der er ingen kontakt »\2« under contacts"),
    (
        r"cpr: the journal holds no such number.*",
        "cpr: journalen rummer ingen CPR-numre: reglen skal have »redact« på trinnet »log«",
    ),
    (r"the file is too large to be a policy", "filen er for stor til at være en politik"),
    (r"the file does not exist or cannot be read", "filen findes ikke eller kan ikke læses"),
    (r"the file is not written in UTF-8", "filen er ikke skrevet i UTF-8"),
    (r"not valid YAML", "ikke gyldig YAML"),
)


def complaint_in(complaint: Complaint, language: Language) -> str:
    """A complaint with its line; words that the table does not know stay in English."""
    if language == "en":
        return str(complaint)
    where = f"{complaint.where}: " if complaint.where else ""
    return f"linje {complaint.line}: {where}{words_of(complaint)}"


def words_of(complaint: Complaint) -> str:
    """What is wrong, in Danish, without the line."""
    for pattern, words in _DANISH:
        if match := re.fullmatch(pattern, complaint.message):
            return match.expand(words).replace(" or ", " eller ")
    return complaint.message

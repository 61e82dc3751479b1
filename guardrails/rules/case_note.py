"""Whoever uses an answer in a case is reminded to note it there: found by words of case work in the question."""

import re

_CASE_WORK = re.compile(
    r"\b(?:i (?:en|min|vores|denne|borgerens) (?:konkret )?sag\b|sagsbehandl\w*|borgersag\w*|ansøger(?:en|s|ens)?\b|"
    r"klienten\b|borgeren(?:s)?\b|familien(?:s)?\b|partshør\w*|afslag\w*|agterskriv\w*|bevilling\w*|"
    r"(?:this|my|the citizen's|a) case\b|the (?:citizen|applicant|client)\b|case ?work\w*)",
    re.IGNORECASE,
)


def concerns_case(question: str) -> bool:
    """Whether a question sounds as if its answer is for use in a case."""
    return bool(_CASE_WORK.search(question))

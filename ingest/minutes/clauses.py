"""Sentences of a decision cut down to the clauses that may say an outcome.

What stands in quotation marks, in subordinate clauses and in wishes is told, not decided.
"""

import re

_QUOTED = re.compile(r"[\"“”„»«]([^\"“”„»«]{0,2000})[\"“”«»]")
_SEPARATOR = re.compile(
    r";\s|, hvorefter |,? og herefter |, mens (?!.{0,60}(?:undlod|stemte|hverken))"
    r"|,? (?:og )?(?=(?:\w+s )?(?:under)?ændringsforslag(?:et)? )"
    r"|, (?:og )?(?=indstillingen (?:blev|er))|, (?:men )?(?=(?:at-)?punkt \d+ (?:blev|er|udsæt))"
)
_SUBORDINATE = re.compile(
    r",? (?:idet|hvis|såfremt|hvor|fordi|hvilket|under forudsætning af|med henblik på)\b"
    r"|, (?:som|der|da|når|så|dog|før|inden|efter)\b"
    r"|(?<!\.),? at (?!punkt|pind)"
    r"| med (?:den|de|det|følgende) (?:\w+ )?(?:ændring|bemærkning|tilføjelse|præcisering)\w*"
    r"| om(?:,| at)"
)
_RESUMED = re.compile(r", ((?:blev|er|bliver|kunne ikke|faldt|bortfaldt|blev ikke) .{3,200})")
_NO_DECISION = re.compile(
    r"\b(?:skal|bør|burde|vil|ville|må|måtte|kan(?! ikke)|kunne(?! ikke)|ønske(?:r|de|t)?|anmod\w+|foreslår|foreslog"
    r"|forslår|stille(?:r|de)|forvent\w+|hvis|såfremt|hvorvidt|opfordre\w*|begær\w+|før|efter at|tidligere|indstiller"
    r"|bemærke\w*|oplys\w+|tilkendeg\w+|støtte\w*|delvist|afventer|ved (?:seneste|sidste) møde|til protokol"
    r"|agter|påtænk\w+|mente|mener|forbehold|lægger op til|protokol\w*|mindretal\w*"
    r"|i strid|delt(?:og|ager)|forlod|erklærede|til stede)\b",
    re.IGNORECASE,
)


def mask_quotes(text: str) -> str:
    """The text with what is quoted made unreadable, its length and the full stop before a closing mark kept."""
    return _QUOTED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    whole = match[0]
    inner = match[1]
    ending = inner[-1:] if inner[-1:] in ".!?" else "_"
    return whole[0] + "_" * (len(inner) - 1) + ending + whole[-1] if inner else whole


def split_clauses(sentence: str) -> list[str]:
    """The coordinated clauses of a sentence."""
    return [clause for clause in _SEPARATOR.split(sentence) if clause.strip()]


def main_clause(clause: str, has_outcome: bool) -> str:
    """The clause up to where a subordinate one begins; without an outcome in it, with what follows the subordinate."""
    cut = _SUBORDINATE.search(clause)
    if not cut:
        return clause
    main = clause[: cut.start()]
    resumed = None if has_outcome else _RESUMED.search(clause, cut.end())
    return f"{main} {resumed[1]}" if resumed else main


def first_part(clause: str) -> str:
    """The clause up to its first subordinate clause."""
    cut = _SUBORDINATE.search(clause)
    return clause[: cut.start()] if cut else clause


def tells_no_decision(main: str) -> bool:
    """Whether a main clause speaks of wishes, proposals, remarks or what may come."""
    return bool(_NO_DECISION.search(main))

"""Something sensitive about a person who is identified or can be: health, faith, offences, dependence and the like.

Somebody can be told by a name or a number, or by a description that fits one person ("the only dentist in Lem"). Where
there is neither, the classifier must be very sure. A text whose names were taken out ("[navn] har demens"), as the
interface offers to do, is about nobody who can be told: however sensitive, it passes.
"""

import re
from dataclasses import replace

from guardrails.disguise import readable
from guardrails.meaning import Meaning
from guardrails.names import names
from guardrails.persons import NAME, identifies
from guardrails.rules.reading import reading
from guardrails.verdict import Finding, Message, Recogniser

RULE = "sensitive-person"
_DOUBT = 0.3
_DESCRIBED = re.compile(
    r"""
    \b(?:
    (?:den|det|byens|kommunens|vores|områdets|the|our|its)[ ](?:eneste|ældste|yngste|tidligere|enlige|første|only|
    oldest|youngest|former)\b|
    den[ ]\d{1,3}[ -]?årige|ham[ ]på[ ]\d|\d{2,3}-year-old|
    (?:ham|hende|manden|kvinden|damen|fyren|enken|drengen|pigen|tvillingerne|hun|han|
    the[ ](?:man|woman|one|lady|guy|boy|girl))
    ,?[ ](?:der|som|med|i[ ]nr|på[ ]nummer|who|with|at|in)\b|
    (?:ejeren|lederen|formanden|datteren|sønnen|søsteren|broren|konen|manden|moren|faren)[ ](?:af|for|til|på|fra|i)\b|
    (?:owner|head|chair|vicar|priest|imam|principal|headteacher|daughter|son|wife|husband|sister|brother)[ ](?:of|at)\b|
    \w+'s[ ](?:son|daughter|wife|husband)\b|
    (?:min|mit|vores|my|our)[ ](?:\w+[ ])?(?:\w*chef|leder|kollega|medarbejder|\w*mand|nabo|pedel|kontormakker|
    praktikant|økonomichef|sagsbehandler|kasserer|tillidsmand|boss|manager|colleague|employee|neighbour|director|caretaker)\b|
    romafamilien|pastor|familien[ ](?=[A-ZÆØÅ])
    )|
    \b\w{3,}(?:en|eren|ten|manden|or|er|et)[ ](?:i|på|fra|ved|for|in|at|from|of)[ ](?-i:(?:[a-zæøå.]+[ ]){0,2}[A-ZÆØÅ])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MASK = re.compile(r"\[[^\]\n]{1,40}\]")
_NEAR = re.compile(r"\b(?:min|mit|mine|vores|my|our)\b", re.IGNORECASE)


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""
    read = reading(RULE, meaning)

    def look(message: Message) -> Finding | None:
        if is_anonymised(message.text):
            return None
        found = read(message)
        if found is None or can_be_told(message.text):
            return found
        return replace(found, score=max(found.score - _DOUBT, 0.0))

    return look


def can_be_told(text: str) -> bool:
    """Whether a text names somebody, holds what was removed for that reason, or describes one person."""
    return any(identifies(part) or _DESCRIBED.search(part) for part in readable(text))


def is_anonymised(text: str) -> bool:
    """Whether names were taken out of a text and none is left, nor words for somebody whom the asker knows."""
    return NAME in text and not names(_MASK.sub("det", text)) and not _NEAR.search(text)

"""Instructions against the assistant's rules: to set them aside, lay them bare, get round them, do without sources.

An attack may be split over messages, so the last ones are read together with the new one too.
"""

import re

from guardrails.meaning import Meaning
from guardrails.rules.reading import CERTAIN, is_certain
from guardrails.verdict import Finding, Message, Recogniser

RULE = "prompt-injection"
_TOGETHER = 3
_SHORT = 400
_CERTAIN = (
    re.compile(
        r"\b(?:ignor[eé]r?|disregard|forget|glem|tilsidesæt|override|bypass|overskriv)\s+(?:venligst\s+|please\s+)?"
        r"(?:alle?|all|any|every|dine?|your|my|the|de|mine)?\s*(?:of\s+)?(?:dine?|your|the|de|these|those)?\s*"
        r"(?:tidligere|foregående|previous|prior|earlier|above|interne|internal|øvrige|other)?\s*"
        r"(?:instruktion(?:er(?:ne)?)?|instruks(?:er|en)?|instructions?|system\s?prompts?|guardrails|"
        r"safety (?:rules|filters?))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:vis|giv|print|show|reveal|afslør|udskriv|gentag|repeat|output|gengiv|oplys)\b.{0,30}"
        r"\b(?:din|your|the hidden|den skjulte)\s+(?:fulde |hele |full |entire |initial |hidden )?"
        r"(?:system\s?-?prompt|systeminstruks|system message)",
        re.IGNORECASE,
    ),
    re.compile(r"<\|(?:im_start|im_end|system)\|>|\[/?INST\]|<</?SYS>>", re.IGNORECASE),
    re.compile(
        r"\b(?:you are now|act as|du er nu|spil)\s+(?:an? |en |som )?(?:DAN\b|unrestricted|uncensored|ufiltreret)",
        re.IGNORECASE,
    ),
)


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for questions."""

    def look(message: Message) -> Finding | None:
        texts = [message.text, *_together(message)]
        if any(is_certain(text, _CERTAIN) for text in texts):
            return Finding(score=CERTAIN, kind="pattern")
        return Finding(score=max(meaning.scores(text)[RULE] for text in texts), kind="meaning")

    return look


def _together(message: Message) -> list[str]:
    """The last messages and the new one as one text, where they are short enough to be parts of one instruction."""
    last = [text for text in message.before[-_TOGETHER:] if len(text) <= _SHORT]
    return [" ".join([*last, message.text])] if last and len(message.text) <= _SHORT else []
